import Foundation
import Glibc
import Synchronization

/// Tells a service manager how a daemon is, as sd_notify(3) does: datagrams to the socket that it named. Without one
/// nothing is told.
final class ServiceManager: Sendable {
  private let socket: String?
  private let isReady = Mutex(false)
  private let lastNews = Mutex<ContinuousClock.Instant?>(nil)

  /// `socket` is a path, or a name in the abstract namespace after `@`.
  init(socket: String?) { self.socket = socket.flatMap { $0.isEmpty ? nil : $0 } }

  /// Reports that the daemon is ready; later calls do nothing. `work` becomes the status.
  func ready(_ work: String) {
    let isFirst = isReady.withLock { isReady in
      defer { isReady = true }
      return !isReady
    }
    guard isFirst else { return }
    status(work)
    send("READY=1")
  }

  /// Reports the progress, every five seconds at most.
  func now(_ text: @autoclosure () -> String) {
    guard socket != nil else { return }
    let isDue = lastNews.withLock { last in
      let now = ContinuousClock.now
      if let last, last.duration(to: now) < .seconds(5) { return false }
      last = now
      return true
    }
    if isDue { status(text()) }
  }

  func status(_ text: String) { send("STATUS=" + Redaction.redact(Output.safe(text))) }

  func stopping() { send("STOPPING=1") }

  /// A manager that does not listen is none of the daemon's worry.
  private func send(_ text: String) {
    guard let socket, let (address, length) = Self.address(socket) else { return }
    let descriptor = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), generic, length)
      }
    }
  }

  private static func address(_ socket: String) -> (sockaddr_un, socklen_t)? {
    var name = Array(socket.utf8)
    guard let first = name.first, first == UInt8(ascii: "@") || first == UInt8(ascii: "/") else { return nil }
    if first == UInt8(ascii: "@") { name[0] = 0 }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    // An abstract name has no end mark: its length is part of it.
    return (address, socklen_t(MemoryLayout<sa_family_t>.size + name.count))
  }
}
