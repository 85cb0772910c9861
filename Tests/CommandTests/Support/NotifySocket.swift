import Foundation
import Glibc
import Synchronization

/// Listens as a service manager does, on a datagram socket of its own, and on a thread of its own: few datagrams wait
/// for who is late, and what no longer fits is lost.
final class NotifySocket: Sendable {
  private let descriptor: Int32
  private let heard = Heard()

  /// `name` is a path, or a name in the abstract namespace after `@`.
  init(_ name: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var bytes = Array(name.utf8)
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let code = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard code == 0 else { throw CannotStart(what: "bind \(name)", why: String(cString: strerror(errno))) }
    Thread.detachNewThread { [descriptor, heard] in heard.listen(descriptor) }
  }

  deinit {
    // The thread hears of nothing, and closes it.
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Every datagram so far, in order.
  var messages: [String] { heard.messages.withLock { $0 } }
}

private final class Heard: Sendable {
  let messages = Mutex<[String]>([])

  func listen(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 || (count < 0 && errno == EINTR) {
      if count > 0 { messages.withLock { $0.append(String(decoding: buffer[..<count], as: UTF8.self)) } }
    }
    close(descriptor)
  }
}
