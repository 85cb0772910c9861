import GRDB
import SalesCore
import SalesPipeline

/// The rollups that sales are being added to: loaded at first use and written back once a transaction.
struct RollupCache {
  /// Most rollups that are kept from one transaction to the next.
  private static let mostKept = 4096
  private static let mostCellsKept = 500_000

  private var slots: [Rollup.Key: Int] = [:]
  private var keys: [Rollup.Key] = []
  private var rollups: [RollupCells] = []
  private var isDirty: [Bool] = []
  /// By level, the rollup of the last sale: mostly the next one's too.
  private var last: [(key: Rollup.Key, slot: Int)?] = RollupLevel.allCases.map { _ in nil }
  private var bytes: [UInt8] = []

  mutating func add(
    _ figures: SaleFigures, to level: RollupLevel, bucket: Timestamp, other: NameID, _ db: Database
  ) throws {
    let slot = try slot(Rollup.Key(level: level, bucket: bucket, partition: figures.position.partition), db)
    // Sales up to `through` are counted already.
    guard rollups[slot].through < figures.position.offset else { return }
    rollups[slot].add(region: figures.region, product: figures.product, amount: figures.amount, other: other)
    rollups[slot].through = figures.position.offset
    isDirty[slot] = true
  }

  private mutating func slot(_ key: Rollup.Key, _ db: Database) throws -> Int {
    if let last = last[key.level.rawValue], last.key == key { return last.slot }
    let slot = try slots[key] ?? load(key, db)
    last[key.level.rawValue] = (key, slot)
    return slot
  }

  private mutating func load(_ key: Rollup.Key, _ db: Database) throws -> Int {
    let select = try RawStatement(
      db, "SELECT through, cells FROM rollups WHERE level = ? AND bucket = ? AND partition = ?")
    select.bind(Int64(key.level.rawValue), at: 1)
    select.bind(key.bucket.milliseconds, at: 2)
    select.bind(Int64(key.partition), at: 3)
    defer { select.reset() }
    var rollup = RollupCells()
    if try select.step() {
      guard let cells = CellCoding.decode(select.blob(1)) else {
        throw DamagedData.rollup(key.level, key.bucket)
      }
      rollup = RollupCells(cells: cells, through: select.integer(0))
    }
    slots[key] = rollups.count
    keys.append(key)
    rollups.append(rollup)
    isDirty.append(false)
    return rollups.count - 1
  }

  /// Writes what has changed; call it last in a transaction.
  mutating func write(_ db: Database) throws {
    for slot in rollups.indices where isDirty[slot] {
      try Self.write(keys[slot], through: rollups[slot].through, rollups[slot].cells, &bytes, db)
      isDirty[slot] = false
    }
    let cells = rollups.reduce(0) { $0 + $1.cells.count }
    if rollups.count > Self.mostKept || cells > Self.mostCellsKept { self = RollupCache() }
  }

  static func write(_ rollup: Rollup, _ db: Database) throws {
    var bytes: [UInt8] = []
    try write(rollup.key, through: rollup.through, rollup.cells, &bytes, db)
  }

  /// `bytes` is room to work in.
  private static func write(
    _ key: Rollup.Key, through: Int64, _ cells: [RollupCell], _ bytes: inout [UInt8], _ db: Database
  ) throws {
    bytes.removeAll(keepingCapacity: true)
    CellCoding.encode(cells, into: &bytes)
    let replace = try RawStatement(
      db, "INSERT OR REPLACE INTO rollups (level, bucket, partition, through, cells) VALUES (?, ?, ?, ?, ?)")
    replace.bind(Int64(key.level.rawValue), at: 1)
    replace.bind(key.bucket.milliseconds, at: 2)
    replace.bind(Int64(key.partition), at: 3)
    replace.bind(through, at: 4)
    try bytes.withUnsafeBytes { bytes in
      replace.bind(blob: bytes, at: 5)
      try replace.run()
    }
  }
}
