import Foundation
import Platform

extension FolderChanges {
  /// Tells when a database has been written to: SQLite appends every commit to the write-ahead log beside it. A commit is many
  /// writes. Nil where the kernel refuses another watch; the caller then falls back on polling.
  convenience init?(database path: String) {
    let url = URL(fileURLWithPath: path)
    let name = url.lastPathComponent
    self.init([url.deletingLastPathComponent().path], .writes(to: [path, path + "-wal"])) {
      $0 == name || $0 == name + "-wal"
    }
  }
}
