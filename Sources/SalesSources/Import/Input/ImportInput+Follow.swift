import Foundation
import Platform
import SalesPipeline

/// Something that befell a followed file, besides growing.
package enum FollowEvent: Hashable, Sendable {
  /// Another file has the name now. The old one was read to its end.
  case rotated
  /// The file was cut, or written anew in place; it is read from its start. The line that was begun at its end, of so
  /// many bytes, is lost.
  case truncated(lost: Int)
  /// No file has the name; one that gets it will be read.
  case removed
}

extension ImportInput {
  /// A file from its start on, and what is added to it, without an end: cancel the task that reads. Gives whole lines
  /// only, so that one being written is waited for. `onEvent` is called before what comes after the event is given.
  ///
  /// Throws `BackendError` where the file is not there at first, or cannot be read.
  package static func follow(
    _ path: String, onEvent: @escaping @Sendable (FollowEvent) -> Void
  ) throws -> ImportInput {
    let followed = FollowedFile(path: path, file: try OpenFile(path), onEvent: onEvent)
    return ImportInput(name: path, size: nil) { try await followed.next() }
  }
}

/// A descriptor that closes itself.
private final class OpenFile: Sendable {
  let descriptor: Int32
  private let path: String

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw DescriptorReader.error(errno, name: path) }
    guard try status().st_mode & S_IFMT == S_IFREG else {
      throw BackendError(.inputOutput, of: .input, during: "follow \(path)", detail: "it is not a regular file")
    }
  }

  deinit { close(descriptor) }

  func status() throws -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DescriptorReader.error(errno, name: path) }
    return status
  }

  /// At most `count` bytes; none at the end.
  func read(at offset: Int64, count: Int) throws -> [UInt8] {
    while true {
      var got = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        initialized = max(0, got)
      }
      if got >= 0 { return bytes }
      guard errno == EINTR else { throw DescriptorReader.error(errno, name: path) }
    }
  }
}

/// Reads on its own queue: a network's file system may block.
private actor FollowedFile {
  private let path: String
  private let onEvent: @Sendable (FollowEvent) -> Void
  private let changes: FolderChanges?
  private let serial = QueueExecutor(label: "salestop.follow")
  private var file: OpenFile
  private var offset: Int64 = 0
  /// The last bytes before `offset`: they tell a file that was cut and has grown again since.
  private var tail: [UInt8] = []
  /// The line that is not whole yet.
  private var held: [UInt8] = []
  private var isRemoved = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }

  init(path: String, file: OpenFile, onEvent: @escaping @Sendable (FollowEvent) -> Void) {
    self.path = path
    self.file = file
    self.onEvent = onEvent
    let url = URL(fileURLWithPath: path)
    let name = url.lastPathComponent
    changes = FolderChanges([url.deletingLastPathComponent().path], .writes(to: [path])) { $0 == name }
  }

  func next() async throws -> [UInt8] {
    while true {
      try Task.checkCancellation()
      // Before looking, so that no change falls between.
      let stream = changes?.stream()
      if let lines = try lines() { return lines }
      await Self.wait(for: stream)
    }
  }

  /// Waits a second at most: the kernel tells nothing of a network's file system, nor of a removal.
  private static func wait(for changes: AsyncStream<Void>?) async {
    await withTaskGroup(of: Void.self) { group in
      if let changes { group.addTask { for await _ in changes { return } } }
      group.addTask { for await _ in AsyncStream.ticks(every: .seconds(1)) { return } }
      await group.next()
      group.cancelAll()
    }
  }

  /// Nil where nothing was added.
  private func lines() throws -> [UInt8]? {
    while true {
      try noteTruncation()
      if let lines = try wholeLines() { return lines }
      guard let successor = try successor() else { return nil }
      // The old file may have been written to before the name was taken from it.
      if let lines = try wholeLines() { return lines }
      let last = held.isEmpty ? [] : held + [.lineFeed]
      file = successor
      restart()
      onEvent(.rotated)
      if !last.isEmpty { return last }
    }
  }

  private func restart() {
    offset = 0
    tail = []
    held = []
  }

  private func noteTruncation() throws {
    let isShorter = try Int64(file.status().st_size) < offset
    guard try isShorter || file.read(at: offset - Int64(tail.count), count: tail.count) != tail else { return }
    let lost = held.count
    restart()
    onEvent(.truncated(lost: lost))
  }

  /// Reads until a line is whole; nil at the file's end. A line longer than two records is given in parts.
  private func wholeLines() throws -> [UInt8]? {
    while true {
      let chunk = try file.read(at: offset, count: ImportInput.chunkSize)
      guard !chunk.isEmpty else { return nil }
      offset += Int64(chunk.count)
      tail = Array((tail + chunk.suffix(64)).suffix(64))
      held += chunk
      let end = held.lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
      guard end > 0 || held.count > 2 * ImportInput.chunkSize else { continue }
      let count = end > 0 ? end : held.count
      let lines = Array(held.prefix(count))
      held.removeFirst(count)
      return lines
    }
  }

  /// The file that has the name now, where it is another one.
  private func successor() throws -> OpenFile? {
    let other: OpenFile
    do {
      other = try OpenFile(path)
    } catch let error as BackendError where error.kind == .missing {
      if !isRemoved { onEvent(.removed) }
      isRemoved = true
      return nil
    }
    isRemoved = false
    let (new, old) = (try other.status(), try file.status())
    return new.st_ino == old.st_ino && new.st_dev == old.st_dev ? nil : other
  }
}
