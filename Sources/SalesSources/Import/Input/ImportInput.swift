import Dispatch
import Foundation
import SalesPipeline

/// Bytes to import, read chunk by chunk.
package struct ImportInput: Sendable {
  package static let chunkSize = 1 << 20

  /// For messages: a path, or `standard input`.
  package let name: String
  /// In bytes; nil where it is not known, as of a pipe.
  package let size: Int64?
  /// The next chunk of at most `chunkSize` bytes; empty at the end.
  let next: @Sendable () async throws -> [UInt8]

  /// `next` returns an empty chunk at the end, and again after it.
  package init(name: String, size: Int64?, next: @escaping @Sendable () async throws -> [UInt8]) {
    self.name = name
    self.size = size
    self.next = next
  }

  package static var standardInput: ImportInput {
    let reader = DescriptorReader(descriptor: 0, name: "standard input", closes: false)
    return ImportInput(name: "standard input", size: nil) { try await reader.read() }
  }

  /// Throws `BackendError`: missing, permission or input/output.
  package static func file(_ path: String) throws -> ImportInput {
    // Opening a pipe must not block; reading it waits where the task can be cancelled.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw DescriptorReader.error(errno, name: path) }
    let reader = DescriptorReader(descriptor: descriptor, name: path, closes: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DescriptorReader.error(errno, name: path) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw DescriptorReader.error(EISDIR, name: path) }
    let size = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
    return ImportInput(name: path, size: size) { try await reader.read() }
  }
}

/// Reads a descriptor on a queue of its own, so that a silent pipe blocks no other task.
private final class DescriptorReader: Sendable {
  private let descriptor: Int32
  private let name: String
  private let closes: Bool
  private let queue = DispatchQueue(label: "salestop.import")

  init(descriptor: Int32, name: String, closes: Bool) {
    self.descriptor = descriptor
    self.name = name
    self.closes = closes
  }

  deinit {
    if closes { close(descriptor) }
  }

  func read() async throws -> [UInt8] {
    while true {
      try Task.checkCancellation()
      if let chunk = try await attempt() { return chunk }
    }
  }

  /// Waits 0.1 s at most; nil where there was nothing to read.
  private func attempt() async throws -> [UInt8]? {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.readNow() }) }
    }
  }

  private func readNow() throws -> [UInt8]? {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = Foundation.poll(&poll, 1, 100)
    if ready == 0 || ready < 0 && errno == EINTR { return nil }
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: ImportInput.chunkSize) { buffer, initialized in
      count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    if count >= 0 { return chunk }
    if errno == EINTR || errno == EAGAIN { return nil }
    throw Self.error(errno, name: name)
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
