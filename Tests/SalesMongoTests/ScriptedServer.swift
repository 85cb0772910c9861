import Foundation
import Glibc

@testable import SalesMongo

/// Speaks as much of MongoDB's protocol as it takes to say what no server at hand would: one on a free port, which answers
/// greetings by itself and every other command as it is told. It ends with its holder.
final class ScriptedServer: Sendable {
  let port: UInt16
  private let listener: Int32

  /// `answer` gets a command's name and returns the reply, or nil to break the connection. `batch` is the most writes that
  /// one message may hold.
  init(batch: Int32 = 1000, _ answer: @escaping @Sendable (_ command: String) -> BSON?) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard isListening else { throw CocoaError(.featureUnsupported) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { break }
        Thread.detachNewThread {
          while let message = Message(from: client), message.reply(answer, batch: batch, to: client) {}
          _ = close(client)
        }
      }
      _ = close(listener)
    }
  }

  deinit {
    // Wakes the thread, which closes it.
    shutdown(listener, Int32(SHUT_RDWR))
  }
}

/// https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/: OP_MSG, and OP_QUERY for the first greeting.
private struct Message {
  private static let query: Int32 = 2004
  private var id: Int32
  private var operation: Int32
  private var command: String

  init?(from client: Int32) {
    guard let head = Self.read(16, from: client) else { return nil }
    func number(_ bytes: [UInt8], _ place: Int) -> Int32 {
      bytes.withUnsafeBytes { Int32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int32.self)) }
    }
    id = number(head, 4)
    operation = number(head, 12)
    guard let body = Self.read(Int(number(head, 0)) - 16, from: client) else { return nil }
    // Flags and the kind of section; or flags, the collection's name, and two numbers.
    let document = operation == Self.query ? (body[4...].firstIndex(of: 0) ?? 4) + 9 : 5
    let name = body.dropFirst(document + 5).prefix { $0 != 0 }
    command = String(decoding: name, as: UTF8.self)
  }

  /// False where the connection is to be broken.
  func reply(_ answer: (String) -> BSON?, batch: Int32, to client: Int32) -> Bool {
    let isGreeting = ["hello", "ismaster"].contains(command.lowercased())
    guard let document = isGreeting ? Self.greeting(batch) : answer(command) else { return false }
    let isReply = operation == Self.query
    var body: [UInt8] = []
    func append(_ numbers: Int32...) {
      for number in numbers { withUnsafeBytes(of: number.littleEndian) { body.append(contentsOf: $0) } }
    }
    append(0, 0, id, isReply ? 1 : 2013, 0)
    if isReply { append(0, 0, 0, 1) } else { body.append(0) }
    body += document.bytes
    withUnsafeBytes(of: Int32(body.count).littleEndian) { body.replaceSubrange(0..<4, with: $0) }
    return send(client, body, body.count, Int32(MSG_NOSIGNAL)) == body.count
  }

  private static func greeting(_ batch: Int32) -> BSON {
    BSON {
      $0.add("ismaster", true)
      $0.add("maxBsonObjectSize", 16_777_216 as Int32)
      $0.add("maxMessageSizeBytes", 48_000_000 as Int32)
      $0.add("maxWriteBatchSize", batch)
      $0.add("minWireVersion", 0 as Int32)
      $0.add("maxWireVersion", 13 as Int32)
      $0.add("ok", 1.0)
    }
  }

  private static func read(_ count: Int, from client: Int32) -> [UInt8]? {
    guard count >= 0, count < 1 << 20 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return recv(client, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
  }
}
