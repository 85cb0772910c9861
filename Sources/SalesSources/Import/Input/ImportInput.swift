import Foundation
import SalesPipeline

/// Bytes to import, read chunk by chunk.
///
///     let input = try ImportInput.file("sales.csv")
///     while case let chunk = try await input.next(), !chunk.isEmpty { count += chunk.count }
///     try await input.rewind()
package struct ImportInput: Sendable {
  package static let chunkSize = 1 << 20

  /// For messages: a path, or `standard input`.
  package let name: String
  /// In bytes; nil where it is not known, as of a pipe.
  package let size: Int64?
  /// True where more bytes may come at any time, as from a pipe: what is there is read before more is waited for.
  package let isLive: Bool
  /// The next chunk, of about `chunkSize` bytes at most; empty at the end.
  let next: @Sendable () async throws -> [UInt8]
  private let restart: (@Sendable () async throws -> Void)?

  /// `next` returns an empty chunk at the end, and again after it. Without `restart` the input can be read only once.
  package init(
    name: String, size: Int64?, isLive: Bool? = nil, restart: (@Sendable () async throws -> Void)? = nil,
    next: @escaping @Sendable () async throws -> [UInt8]
  ) {
    self.name = name
    self.size = size
    self.isLive = isLive ?? (size == nil)
    self.restart = restart
    self.next = next
  }

  package static var standardInput: ImportInput {
    descriptor(DescriptorReader(descriptor: 0, name: "standard input", closes: false))
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
    return .descriptor(reader)
  }

  static func descriptor(_ reader: DescriptorReader) -> ImportInput {
    guard let size = reader.size else {
      return ImportInput(name: reader.name, size: nil) { try await reader.read() }
    }
    return ImportInput(
      name: reader.name, size: size, restart: { try await reader.rewind() }, next: { try await reader.read() })
  }

  /// True of a regular file. `spooled(in:)` makes such an input of any other.
  package var canRewind: Bool { restart != nil }

  /// Begins again with the first byte. Throws `ImportProblem` where the file has changed since it was opened; a change
  /// after that is told at the end of the second reading.
  package func rewind() async throws {
    guard let restart else { throw ImportProblem("can be read only once") }
    try await restart()
  }
}
