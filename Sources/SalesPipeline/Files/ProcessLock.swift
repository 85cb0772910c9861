import Glibc

/// Only one process may hold it; the kernel lets go of it when the process ends, however it ends. The file names the
/// holder.
package struct ProcessLock: ~Copyable {
  private let descriptor: Int32

  /// Throws `.held(byProcess:)` where another process has it.
  package init(path: String, during: String, advice: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let kind: BackendError.Kind = [EACCES, EPERM, EROFS].contains(errno) ? .permission : .inputOutput
      throw BackendError(kind, during: during, detail: "\(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      let name = holder.map { "process \($0)" } ?? "another process"
      throw BackendError(.held(byProcess: holder), during: during, detail: "\(name) has it open; \(advice)")
    }
    let text = Array("\(getpid())\n".utf8)
    ftruncate(descriptor, 0)
    pwrite(descriptor, text, text.count, 0)
    self.descriptor = descriptor
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
