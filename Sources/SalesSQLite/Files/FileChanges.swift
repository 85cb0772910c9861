// Dispatch does not say that its sources may be shared; this one is only resumed and cancelled.
@preconcurrency import Dispatch
import Foundation
import Glibc
import Synchronization

/// Tells when a database has been written to: SQLite appends every commit to the write-ahead log beside it, and the
/// kernel
/// reports that (inotify). No timer runs while nothing is written; while much is, the kernel gathers the reports for a
/// moment, since a commit is many writes.
final class FileChanges: Sendable {
  private static let pause = DispatchTimeInterval.milliseconds(20)

  private let name: String
  private let descriptor: Int32
  private let queue: DispatchQueue
  private let source: any DispatchSourceRead
  private let listeners = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
  private let nextListener = Mutex(0)

  /// Nil where the kernel refuses another watch; the caller then falls back on polling.
  init?(path: String) {
    let url = URL(fileURLWithPath: path)
    name = url.lastPathComponent
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let mask = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO)
    guard inotify_add_watch(descriptor, url.deletingLastPathComponent().path, mask) >= 0 else {
      close(descriptor)
      return nil
    }
    queue = DispatchQueue(label: "salestop.changes")
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in self?.drain() }
    source.setCancelHandler { [descriptor] in close(descriptor) }
    source.resume()
  }

  deinit {
    source.cancel()
    listeners.withLock { for continuation in $0.values { continuation.finish() } }
  }

  /// A stream that yields after changes; many changes at once are one.
  func stream() -> AsyncStream<Void> {
    let number = nextListener.withLock { next in
      next += 1
      return next
    }
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { _ = $0.removeValue(forKey: number) }
    }
    listeners.withLock { $0[number] = continuation }
    return stream
  }

  private func drain() {
    var isOurs = false
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
        isOurs = isOurs || concernsUs(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    guard isOurs else { return }
    listeners.withLock { for continuation in $0.values { continuation.yield() } }
    source.suspend()
    // Strongly: a source must not go while it is suspended.
    queue.asyncAfter(deadline: .now() + Self.pause) { [source] in source.resume() }
  }

  private func concernsUs(_ events: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    let header = MemoryLayout<inotify_event>.size
    while offset + header <= events.count {
      let length = Int(events.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let bytes = events[(offset + header)..<min(events.count, offset + header + length)].prefix { $0 != 0 }
      let file = String(decoding: bytes, as: UTF8.self)
      if file == name || file == name + "-wal" { return true }
      offset += header + length
    }
    return false
  }
}
