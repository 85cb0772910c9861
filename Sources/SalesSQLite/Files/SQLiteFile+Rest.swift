import Foundation
import GRDB
import Platform
import SalesPipeline

/// Reading a file at rest in a folder that takes no files of ours: another user's, or on read-only media. SQLite wants to
/// make its index there even to read.
extension SQLiteFile {
  /// No right to make files there, or a medium that takes none.
  var isFolderClosed: Bool {
    access(URL(fileURLWithPath: path).deletingLastPathComponent().path, W_OK) != 0
  }

  /// The address under which SQLite reads the file without locks and without files beside it. Throws `.permission` where
  /// that would show an older state: while somebody writes, or where a write-ahead log holds what came last.
  func addressAtRest() throws -> String {
    let during = "open \(format.name) \(path)"
    if ProcessLock.isHeld(path: path + ".lock") {
      throw BackendError(
        .permission, of: .input, during: during,
        detail: "a process writes it, in files beside it that this user may not open; let its owner give you the right "
          + "to read \(path)-wal and \(path)-shm, or run this as its owner")
    }
    let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    guard log ?? 0 == 0 else {
      throw BackendError(
        .permission, of: .input, during: during,
        detail:
          "what came last is still in \(path)-wal, as after a crash, and cannot be read without the right to write to "
          + "that folder; let its owner run `salestop status` or `salestop consume --drain` once, or copy the folder")
    }
    // Other characters mean nothing in an address.
    var plain = path
    for (sign, code) in [("%", "%25"), ("?", "%3F"), ("#", "%23")] {
      plain = plain.replacingOccurrences(of: sign, with: code)
    }
    return "file:\(plain)?immutable=1"
  }
}

extension DatabaseError {
  /// As where SQLite may not make the files beside a database.
  var isOfClosedFolder: Bool { [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(resultCode) }
}
