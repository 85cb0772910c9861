import Dispatch
import Foundation
import SalesPipeline
import Synchronization

/// Reads a descriptor on a queue of its own, so that a silent pipe blocks no other task.
final class DescriptorReader: Sendable {
  /// By what a changed file is recognised.
  private struct Stamp: Equatable {
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  let name: String
  private let descriptor: Int32
  private let closes: Bool
  private let queue = DispatchQueue(label: "salestop.import")
  /// Where reading began: a shell may hand over a file that is read in part. Nil of what is no regular file.
  private let origin: off_t?
  private let stamp: Stamp?
  private let isRewound = Mutex(false)

  init(descriptor: Int32, name: String, closes: Bool) {
    self.descriptor = descriptor
    self.name = name
    self.closes = closes
    stamp = Self.stamp(of: descriptor)
    origin = stamp == nil ? nil : lseek(descriptor, 0, SEEK_CUR)
  }

  deinit {
    if closes { close(descriptor) }
  }

  /// The bytes from where reading began; nil of what is no regular file.
  var size: Int64? {
    guard let stamp, let origin else { return nil }
    return max(0, stamp.size - Int64(origin))
  }

  func read() async throws -> [UInt8] {
    while true {
      try Task.checkCancellation()
      if let chunk = try await attempt({ try self.readNow() }) { return chunk }
    }
  }

  func rewind() async throws {
    try await attempt {
      try self.checkUnchanged()
      guard let origin = self.origin, lseek(self.descriptor, origin, SEEK_SET) == origin else {
        throw Self.error(errno, name: self.name)
      }
      self.isRewound.withLock { $0 = true }
    }
  }

  private func attempt<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }

  /// Waits 0.1 s at most; nil where there was nothing to read.
  private func readNow() throws -> [UInt8]? {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = Foundation.poll(&poll, 1, 100)
    if ready == 0 || ready < 0 && errno == EINTR { return nil }
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: ImportInput.chunkSize) { buffer, initialized in
      count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    if count == 0, isRewound.withLock({ $0 }) { try checkUnchanged() }
    if count >= 0 { return chunk }
    if errno == EINTR || errno == EAGAIN { return nil }
    throw Self.error(errno, name: name)
  }

  private func checkUnchanged() throws {
    guard Self.stamp(of: descriptor) == stamp else {
      throw ImportProblem("changed while it was read; try again when nothing writes to it")
    }
  }

  private static func stamp(of descriptor: Int32) -> Stamp? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Stamp(
      size: Int64(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }

  static func error(_ code: Int32, name: String) -> BackendError {
    let kind: BackendError.Kind =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM: .permission
      default: .inputOutput
      }
    return BackendError(kind, of: .input, during: "read \(name)", detail: String(cString: strerror(code)))
  }
}
