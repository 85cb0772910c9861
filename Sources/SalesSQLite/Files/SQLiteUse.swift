import Foundation
import Platform
import SalesPipeline

/// Log and store files as a whole.
package enum SQLiteUse {
  /// Removes logs and stores, all of them or none; their locks stay, since somebody may be about to take one. Throws
  /// `.held(byProcess:)` while a process produces to one or consumes into it.
  package static func remove(_ paths: ArraySlice<String>) throws {
    guard let path = paths.first else { return }
    let lock = try ProcessLock(path: path + ".lock", during: "replace \(path)", advice: "end it first")
    try remove(paths.dropFirst())
    for ending in ["", "-wal", "-shm", ".consumers"] {
      try? FileManager.default.removeItem(atPath: path + ending)
    }
    withExtendedLifetime(lock) {}
  }
}
