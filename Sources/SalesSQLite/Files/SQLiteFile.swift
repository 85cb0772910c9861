import Foundation
import GRDB
import GRDBSQLite
import Platform
import SalesPipeline

/// One SQLite database file of ours: how it is opened, and what its errors mean.
struct SQLiteFile {
  enum Access { case write, read }

  /// Written into the file's header, so that `file(1)` and we can tell whose it is.
  struct Format {
    var applicationID: Int32
    var version: Int32
    var name: String
  }

  /// Absolute, and that of the file itself where it is linked to: its lock must be one, whatever it is called.
  let path: String
  let format: Format

  init(path: String, format: Format) {
    let absolute = URL(fileURLWithPath: path).path
    self.path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: absolute)) == nil
      ? absolute : URL(fileURLWithPath: absolute).resolvingSymlinksInPath().path
    self.format = format
  }

  /// Locks the file, which need not be there yet, for the one process that may write to it. Taken before it is opened:
  /// opening writes.
  func lock(during: String, advice: String) throws -> ProcessLock {
    try checkAccess(.write)
    return try ProcessLock(path: path + ".lock", during: during, advice: advice)
  }

  /// Opens the file; a writer makes it, and `schema` in it, when it is not there.
  /// `longLived` allows a transaction to stay open from one access to the next.
  func open(_ access: Access, schema: [String], longLived: Bool = false) throws -> DatabaseQueue {
    try Self.translating("open \(format.name) \(path)", path: path) {
      try checkAccess(access)
      do {
        return try connect(access, to: path, schema: schema, longLived: longLived)
      } catch let error as DatabaseError where access == .read && error.isOfClosedFolder && isFolderClosed {
        return try connect(.read, to: try addressAtRest(), schema: schema, longLived: longLived)
      }
    }
  }

  private func connect(
    _ access: Access, to address: String, schema: [String], longLived: Bool
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = access == .read
    configuration.allowsUnsafeTransactions = longLived
    configuration.busyMode = .timeout(5)
    configuration.label = "salestop.\(format.name)"
    let queue = try DatabaseQueue(path: address, configuration: configuration)
    try queue.inDatabase { db in
      if access == .write { try makeDurable(db) } else { try db.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
      try db.execute(sql: "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY")
    }
    try queue.inDatabase { db in try check(db, access, schema: schema) }
    return queue
  }

  private func makeDurable(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    // The setting is read back, because a library that opens pools for us has been seen to change it.
    // A long look by a reader lets the write-ahead log grow; it shrinks again after it.
    try db.execute(
      sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864")
    guard mode == "wal", try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
      throw BackendError(
        .inputOutput, during: "open \(format.name) \(path)", detail: "this file system allows no write-ahead log")
    }
  }

  /// Brings what the write-ahead log holds into the file itself, as far as readers let it: above all the tables and the
  /// identity of a new one, so that no damage to the write-ahead log can take them away.
  static func checkpoint(_ queue: DatabaseQueue, during: String, path: String) throws {
    try translating(during, path: path) {
      try queue.inDatabase { db in _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)") }
    }
  }

  private func check(_ db: Database, _ access: Access, schema: [String]) throws {
    var (application, version, tables): (Int32, Int32, Int) = (0, 0, 0)
    // As of one moment: somebody may be making it.
    try db.inTransaction(.deferred) {
      tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      return .commit
    }
    if application == format.applicationID, version == format.version { return }
    guard application == 0, tables == 0 else {
      throw BackendError(
        .corrupt, during: "open \(format.name) \(path)",
        detail: application == format.applicationID
          ? "its format is version \(version); this program knows version \(format.version)"
          : "it is not a salestop \(format.name)")
    }
    guard access == .write else {
      throw BackendError(.missing, during: "open \(format.name) \(path)", detail: "it is still empty")
    }
    try db.inTransaction(.immediate) {
      for statement in schema { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA application_id = \(format.applicationID); PRAGMA user_version = \(format.version)")
      return .commit
    }
  }

  private func checkAccess(_ access: Access) throws {
    let during = "open \(format.name) \(path)"
    let exists = Glibc.access(path, F_OK) == 0
    // A file in a folder that is closed to us is not one that is missing.
    if access == .read, !exists, errno != EACCES {
      throw BackendError(.missing, during: during, detail: "there is no such file")
    }
    var status = stat()
    // A pipe would be waited for.
    if exists, stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw BackendError(.corrupt, during: during, detail: "it is not a regular file")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if access == .write {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw BackendError(.permission, during: during, detail: "the folder \(folder) cannot be made")
      }
    }
    let right = access == .write ? W_OK : R_OK
    guard Glibc.access(folder, right | X_OK) == 0, !exists || Glibc.access(path, right) == 0 else {
      throw BackendError(
        .permission, during: during, detail: "no right to \(access == .write ? "write" : "read") there")
    }
  }

  /// Runs `body` and turns SQLite's errors into ours.
  static func translating<T>(
    _ during: String, path: String, of resource: BackendError.Resource = .storage, _ body: () throws -> T
  ) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_CANTOPEN, areDescriptorsShort {
        throw BackendError(errno: EMFILE, of: resource, during: during)
      }
      throw BackendError(kind(of: error), of: resource, during: during, detail: error.message ?? "\(error.resultCode)")
    } catch let error as DamagedData {
      throw BackendError(.corrupt, during: during, detail: error.what)
    }
  }

  /// SQLite says only that it could not open a file. It needs several at once, so one that still opens proves nothing.
  private static var areDescriptorsShort: Bool {
    let descriptors = (0..<4).map { _ in Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }
    let isShort = descriptors.contains(-1) && (errno == EMFILE || errno == ENFILE)
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    return isShort
  }

  private static func kind(of error: DatabaseError) -> BackendError.Kind {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .unavailable
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .permission
    default: .inputOutput
    }
  }
}
