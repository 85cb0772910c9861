import Foundation
import Glibc
import SalesPipeline

/// librdkafka's mock cluster in a process of its own; it ends with its last holder, and with this process.
final class MockBroker {
  let bootstrap: String
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Built beside this program.
  init() throws {
    process.executableURL = URL(fileURLWithPath: BenchProcess.own).deletingLastPathComponent()
      .appendingPathComponent("mock-kafka")
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    guard let address = Self.line(output).split(separator: " ").last else {
      throw BackendError(.unavailable, during: "bench", detail: "mock-kafka said nothing")
    }
    bootstrap = String(address)
  }

  deinit {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  private static func line(_ pipe: Pipe) -> String { String(decoding: BenchProcess.line(pipe), as: UTF8.self) }

  func create(_ topic: String, partitions: Int) throws {
    input.fileHandleForWriting.write(Data("topic \(topic):\(partitions)\n".utf8))
    guard Self.line(output) == "ok" else {
      throw BackendError(.unavailable, during: "bench", detail: "mock-kafka made no topic \(topic)")
    }
  }
}

/// nx-27017, a server of MongoDB's protocol, on a free port. It ends with its last holder, and with this process.
///
/// Its data is in memory where the machine has /dev/shm: with `j: true` it waits for the disk once a document, which no real server
/// does, and then there is nothing else to be measured.
final class MongoProcess {
  let port: Int
  private let folder: URL
  private let process = Process()
  private let input = Pipe()

  init(folder: URL) throws {
    let memory = URL(fileURLWithPath: "/dev/shm/\(folder.lastPathComponent)")
    self.folder = FileManager.default.isWritableFile(atPath: "/dev/shm") ? memory : folder
    port = try Self.freePort()
    let data = self.folder.appendingPathComponent("mongodb").path
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    process.executableURL = URL(fileURLWithPath: BenchProcess.python)
    process.arguments = [
      "-I", "-c", Self.script, "--data-dir", data, "--port", "\(port)", "--pid-file", data + ".pid",
      "--log-file", data + ".log",
    ]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  private static let script = """
    import os, shutil, sys, threading
    def watch():
        sys.stdin.buffer.read()
        if sys.argv[2].startswith("/dev/shm/"):
            shutil.rmtree(os.path.dirname(sys.argv[2]), ignore_errors=True)
        os._exit(0)
    threading.Thread(target=watch, daemon=True).start()
    from nx_27017.nx_27017 import main
    sys.exit(main())
    """

  func uri(_ database: String) -> String { "mongodb://127.0.0.1:\(port)/\(database)?w=majority&journal=true" }

  private static func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutableBytes(of: &address) { bytes in
      let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
      return bind(socket, pointer, size) == 0 ? getsockname(socket, pointer, &size) : -1
    }
    guard code == 0 else { throw BackendError(.unavailable, during: "bench", detail: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
