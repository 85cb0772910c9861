import Glibc

/// The files at the path of a reader's connection, and when the database itself was last written.
/// Where that has changed, the connection may show what is no longer there, and is opened anew.
struct DatabaseStamp: Equatable {
  private struct File: Equatable {
    var device: dev_t
    var inode: ino_t
  }

  private var database: File
  private var size: Int
  private var seconds: Int
  private var nanoseconds: Int
  private var walLog: File?
  private var index: File?
  /// No write-ahead log is there, or an empty one.
  let isAtRest: Bool

  /// Nil where there is no database.
  init?(path: String) {
    guard let status = Self.status(path) else { return nil }
    database = File(device: status.st_dev, inode: status.st_ino)
    (size, seconds, nanoseconds) = (status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    let log = Self.status(path + "-wal")
    walLog = log.map { File(device: $0.st_dev, inode: $0.st_ino) }
    index = Self.status(path + "-shm").map { File(device: $0.st_dev, inode: $0.st_ino) }
    isAtRest = (log?.st_size ?? 0) == 0
  }

  /// Only written to: the files are those of the other stamp.
  func hasFiles(of other: DatabaseStamp?) -> Bool {
    database == other?.database && walLog == other?.walLog && index == other?.index
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}
