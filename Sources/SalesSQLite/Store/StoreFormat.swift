/// The tables of a store file. Names are numbered densely from 0 in order of first appearance, so that the whole file
/// is a function of the log.
enum StoreFormat {
  static let file = SQLiteFile.Format(applicationID: 0x5354_5354, version: 2, name: "store")

  static let schema = [
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO settings VALUES ('generation', '0')",
    "INSERT INTO settings VALUES ('identity', 'store-' || lower(hex(randomblob(8))))",
    "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    // The position that brought a sale is its owner; it never changes.
    """
    CREATE TABLE sales (
      id TEXT PRIMARY KEY, time INTEGER NOT NULL, amount INTEGER NOT NULL, region INTEGER NOT NULL,
      product INTEGER NOT NULL, partition INTEGER NOT NULL, "offset" INTEGER NOT NULL) WITHOUT ROWID
    """,
    "CREATE INDEX sales_time ON sales (time)",
    // Cells are packed (see CellCoding): a bucket is read and replaced whole.
    """
    CREATE TABLE rollups (
      level INTEGER NOT NULL, bucket INTEGER NOT NULL, partition INTEGER NOT NULL, through INTEGER NOT NULL,
      cells BLOB NOT NULL, PRIMARY KEY (level, bucket, partition)) WITHOUT ROWID
    """,
    "CREATE INDEX rollups_through ON rollups (partition, through)",
    "CREATE TABLE retained (level INTEGER PRIMARY KEY, since INTEGER NOT NULL)",
    """
    CREATE TABLE dead_letters (
      partition INTEGER NOT NULL, "offset" INTEGER NOT NULL, appended INTEGER NOT NULL, reason TEXT NOT NULL,
      message TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (partition, "offset")) WITHOUT ROWID
    """,
    """
    CREATE TABLE checkpoints (
      partition INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, next INTEGER NOT NULL, newest INTEGER,
      sales INTEGER NOT NULL DEFAULT 0, revenue INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0,
      conflicts INTEGER NOT NULL DEFAULT 0, dead_letters INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0,
      fingerprint INTEGER)
    """,
    // Offsets that retention took unconsumed, and that a person has accepted as lost.
    """
    CREATE TABLE lost (
      partition INTEGER NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (partition, first)) WITHOUT ROWID
    """,
    """
    CREATE TABLE heartbeat (
      one INTEGER PRIMARY KEY CHECK (one = 1), time INTEGER NOT NULL, rate REAL NOT NULL, p50 REAL, p99 REAL,
      watermark INTEGER)
    """,
    "CREATE TABLE log_ends (partition INTEGER PRIMARY KEY, end INTEGER NOT NULL)",
  ]

  /// Made in older files by whoever writes them; a reader does without.
  static let additions = [
    """
    CREATE TABLE IF NOT EXISTS append_samples (
      partition INTEGER NOT NULL, "offset" INTEGER NOT NULL, appended INTEGER NOT NULL)
    """,
    // The clock of a consumer that judged records before "end"; a later one takes its place.
    """
    CREATE TABLE IF NOT EXISTS clocks (partition INTEGER PRIMARY KEY, time INTEGER NOT NULL, "end" INTEGER NOT NULL)
    """,
  ]
}
