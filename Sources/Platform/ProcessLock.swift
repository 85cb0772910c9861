import Glibc

/// A lock that one process at a time can hold (`flock`). The kernel releases it when the process ends, however it ends.
/// The file holds the number of the process.
///
///     let lock = try ProcessLock(path: store + ".lock")
package struct ProcessLock: ~Copyable {
  private let descriptor: Int32

  /// The reason why a lock was not taken.
  package enum Refusal: Error, Hashable {
    /// Another process has it; nil where the file does not tell which.
    case held(byProcess: Int32?)
    /// The file could not be opened, by `errno`.
    case unopened(Int32)
  }

  /// Makes the file if need be and takes the lock without waiting.
  package init(path: String) throws(Refusal) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unopened(errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw .held(byProcess: holder)
    }
    let text = Array("\(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    pwrite(descriptor, text, text.count, 0)
    self.descriptor = descriptor
  }

  /// True while a process holds the lock of this file. Nothing is left behind; a file that is not there or cannot be
  /// opened is held by nobody.
  package static func isHeld(path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Shared, and for no longer than it takes to ask.
    guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
    flock(descriptor, LOCK_UN)
    return false
  }

  deinit {
    // Closing alone lets go only once a process that is just being started has closed its copy too.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self))
  }
}
