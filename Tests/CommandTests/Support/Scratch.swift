import Foundation
import Glibc
import Synchronization

/// A folder of its own, gone with its last holder, or with this process where it is held for good.
final class Scratch: Sendable {
  let path: String

  init() throws {
    // Short: a socket's path may have 108 bytes.
    path = FileManager.default.temporaryDirectory.path + "/salestop-" + UUID().uuidString.prefix(13)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    Self.register(path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  private static let left = Mutex<[String]>([])

  private static func register(_ path: String) {
    left.withLock { paths in
      if paths.isEmpty {
        atexit { Scratch.left.withLock { for path in $0 { try? FileManager.default.removeItem(atPath: path) } } }
      }
      paths.append(path)
    }
  }
}
