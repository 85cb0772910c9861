import Dispatch
import Foundation
import SalesPipeline

extension ImportInput {
  /// An input that can be rewound: this one, or a copy of it in a file in `folder` that bears no name, so that it is
  /// gone with the process. Reads to the end. Throws `BackendError` where the folder takes no more.
  package func spooled(in folder: String) async throws -> ImportInput {
    guard !canRewind else { return self }
    let spool = try SpoolFile(in: folder, name: name)
    while case let chunk = try await next(), !chunk.isEmpty { try await spool.write(chunk) }
    return try spool.finish()
  }
}

private final class SpoolFile: Sendable {
  private let name: String
  private let folder: String
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "salestop.spool")

  init(in folder: String, name: String) throws {
    self.name = name
    self.folder = folder
    var path = Array((folder + "/.import-XXXXXX").utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw Self.error(folder) }
    unlink(path)
  }

  deinit { close(descriptor) }

  func write(_ chunk: [UInt8]) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.async { continuation.resume(with: Result { try self.writeNow(chunk) }) }
    }
  }

  private func writeNow(_ chunk: [UInt8]) throws {
    var written = 0
    while written < chunk.count {
      let count = chunk[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { throw Self.error(folder) }
      written += max(0, count)
    }
  }

  /// The copy as an input.
  func finish() throws -> ImportInput {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, lseek(copy, 0, SEEK_SET) == 0 else { throw Self.error(folder) }
    return .descriptor(DescriptorReader(descriptor: copy, name: name, closes: true))
  }

  private static func error(_ folder: String) -> BackendError {
    BackendError(errno: errno, during: "copy the input to \(folder)")
  }
}
