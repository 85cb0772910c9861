// Dispatch does not say that its sources may be shared; this one is only resumed and cancelled.
@preconcurrency import Dispatch
import Foundation
import Glibc

/// Tells when certain files of some folders change, as the kernel reports it (inotify). Nothing runs while nothing is
/// written; many writes at once are gathered for 20 to 100 ms.
///
///     if let changes = FolderChanges([folder], .edits, concerns: { $0.hasSuffix(".toml") }) {
///       for await _ in changes.stream() { reload() }
///     }
package final class FolderChanges: Sendable {
  package enum Kind: Equatable, Sendable {
    /// Every write to the files of these paths, and their removal, told at once. Other files of the folders wake
    /// nobody.
    case writes(to: [String])
    /// Files that an editor has written and closed, renamed or removed, told 100 ms later, when the file is whole.
    case edits

    fileprivate var mask: UInt32 {
      switch self {
      case .writes: UInt32(IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
      case .edits: UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE)
      }
    }

    fileprivate var pause: DispatchTimeInterval {
      switch self {
      case .writes: .milliseconds(20)
      case .edits: .milliseconds(100)
      }
    }
  }

  private let folders: [String]
  private let kind: Kind
  private let concerns: @Sendable (String) -> Bool
  private let descriptor: Int32
  private let queue: DispatchQueue
  private let source: any DispatchSourceRead
  private let changed = Broadcast()

  /// `concerns` says which names in the folders matter. A folder that is not there yet is waited for. Nil where the kernel
  /// refuses another watch.
  package init?(_ folders: [String], _ kind: Kind, concerns: @escaping @Sendable (_ name: String) -> Bool) {
    self.folders = folders
    self.kind = kind
    self.concerns = concerns
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let watched = folders.filter { [descriptor] in Self.watch($0, descriptor, kind.mask) }
    guard !watched.isEmpty else {
      close(descriptor)
      return nil
    }
    queue = DispatchQueue(label: "salestop.changes")
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in self?.drain() }
    source.setCancelHandler { [descriptor] in close(descriptor) }
    watchFiles()
    source.resume()
  }

  deinit { source.cancel() }

  /// A stream that yields after changes; many changes at once are one. It finishes when this is released.
  package func stream() -> AsyncStream<Void> { changed.stream() }

  /// Watches a folder, or the nearest one above it that is there.
  private static func watch(_ folder: String, _ descriptor: Int32, _ mask: UInt32) -> Bool {
    var url = URL(fileURLWithPath: folder)
    while inotify_add_watch(descriptor, url.path, mask | UInt32(IN_ONLYDIR)) < 0 {
      guard errno == ENOENT || errno == ENOTDIR, url.path != "/" else { return false }
      url.deleteLastPathComponent()
    }
    return true
  }

  /// Those that are not there are watched once the folder tells of them. Where the kernel refuses, the folder tells of
  /// every write in it.
  private func watchFiles() {
    guard case .writes(let files) = kind else { return }
    let modified = UInt32(IN_MODIFY)
    let refused = files.filter { inotify_add_watch(descriptor, $0, modified) < 0 && errno != ENOENT }
    guard !refused.isEmpty else { return }
    for folder in folders { _ = Self.watch(folder, descriptor, kind.mask | modified) }
  }

  private func drain() {
    guard readEvents() else { return }
    // A file may have been made anew.
    watchFiles()
    // A folder that was waited for may be there now; to watch one again changes nothing.
    if kind == .edits {
      for folder in folders { _ = Self.watch(folder, descriptor, kind.mask) }
    } else {
      changed.send()
    }
    source.suspend()
    // The source strongly: it must not go while it is suspended.
    queue.asyncAfter(deadline: .now() + kind.pause) { [weak self, source, kind] in
      source.resume()
      if kind == .edits { self?.changed.send() }
    }
  }

  /// Takes what the kernel reports; true when some of it matters.
  private func readEvents() -> Bool {
    var isOurs = false
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      while case let count = read(descriptor, buffer.baseAddress, buffer.count), count > 0 {
        isOurs = isOurs || concernsUs(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    return isOurs
  }

  private func concernsUs(_ events: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    let header = MemoryLayout<inotify_event>.size
    while offset + header <= events.count {
      let length = Int(events.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let bytes = events[(offset + header)..<min(events.count, offset + header + length)].prefix { $0 != 0 }
      // An event of a file that is watched itself has no name.
      if length == 0, kind != .edits { return true }
      if concerns(String(decoding: bytes, as: UTF8.self)) { return true }
      offset += header + length
    }
    return false
  }
}
