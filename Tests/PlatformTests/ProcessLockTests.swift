import Foundation
import Glibc
import Platform
import SalesPipeline
import TestSupport
import Testing

struct ProcessLockTests {
  private func lock(_ path: String) throws -> ProcessLock { try ProcessLock(path: path, during: "test", advice: "") }

  /// Of this process, open for that path.
  private func descriptor(of path: String) throws -> Int32? {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").first {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }.flatMap { Int32($0) }
  }

  @Test("let go of, it can be taken at once, though a process that is being started has a copy still")
  func copied() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.lock")
    // A process has copies of all descriptors from its fork until it becomes another program.
    var copy: Int32 = -1
    do {
      let first = try lock(path)
      copy = dup(try #require(try descriptor(of: path)))
      #expect { _ = try lock(path) } throws: { ($0 as? BackendError)?.kind == .held(byProcess: getpid()) }
      withExtendedLifetime(first) {}
    }
    defer { close(copy) }
    let second = try lock(path)
    withExtendedLifetime(second) {}
  }
}
