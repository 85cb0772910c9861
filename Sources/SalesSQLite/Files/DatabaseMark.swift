import GRDB
import SalesPipeline

/// Marks of a database and of the two files beside it, as a connection has opened them. While it is open nobody rightly
/// removes one: what was committed to a write-ahead log that is gone cannot be read by others, and is lost with the
/// connection.
struct DatabaseMark: Sendable {
  private let path: String
  private let database: FileMark
  /// By the end of the name; one that is not there has none.
  private let beside: [(ending: String, mark: FileMark?)]

  init(path: String) throws {
    self.path = path
    database = try FileMark(path: path)
    beside = ["-wal", "-shm"].map { ($0, try? FileMark(path: path + $0)) }
  }

  /// Throws as `FileMark` does where one of the files is another one by now, and `.unavailable` where a file at rest is
  /// being written to since.
  func check(_ during: String) throws {
    try database.check(during)
    try checkBeside(during)
  }

  /// The same for the one process that writes. Where only a file beside the database was removed, this connection still
  /// has it: what was acknowledged is brought into the database before the error is thrown.
  func check(_ during: String, saving queue: DatabaseQueue) throws {
    try database.check(during)
    do {
      try checkBeside(during)
    } catch {
      // Whole, so that the next writer begins its write-ahead log anew.
      try? queue.inDatabase { db in _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      throw error
    }
  }

  private func checkBeside(_ during: String) throws {
    for (ending, mark) in beside {
      guard let mark else {
        guard (try? FileMark(path: path + ending)) != nil else { continue }
        throw BackendError(
          .unavailable, of: .input, during: during, detail: "somebody has begun to write it; try again")
      }
      do {
        try mark.check(during)
      } catch let error as BackendError {
        throw BackendError(
          error.kind, of: error.resource, during: during,
          detail: "\(path)\(ending) was removed or replaced while it was open")
      }
    }
  }
}
