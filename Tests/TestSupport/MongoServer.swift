import Foundation
import Glibc
import Synchronization

/// A server that speaks MongoDB's protocol (nx-27017, over SQLite), on a free port, with data of its own. It ends with its last
/// holder, and with this process whatever that dies of: it watches a pipe that only we hold open.
package final class MongoServer: Sendable {
  private struct Running {
    var processID: pid_t
    var pipe: Int32
  }

  package let port: UInt16
  private let folder: TemporaryFolder
  private let running = Mutex<Running?>(nil)

  /// Waits until the server answers.
  package init() async throws {
    // In memory where there is such a place: every single write waits for the disk, which others use as well.
    let memory = "/dev/shm"
    let isThere = FileManager.default.isWritableFile(atPath: memory)
    folder = isThere ? try TemporaryFolder(under: memory) : try TemporaryFolder()
    port = try Self.freePort()
    try FileManager.default.createDirectory(atPath: folder.file("data"), withIntermediateDirectories: true)
    try await start()
  }

  deinit {
    kill()
  }

  /// With short timeouts where wanted: `socketTimeoutMS=500`.
  package func uri(_ database: String, options: String = "") -> String {
    "mongodb://127.0.0.1:\(port)/\(database)" + (options.isEmpty ? "" : "?" + options)
  }

  /// As power loss would, for all that it has not written.
  package func kill() {
    running.withLock { running in
      guard let process = running else { return }
      running = nil
      _ = Glibc.kill(process.processID, SIGKILL)
      _ = waitpid(process.processID, nil, 0)
      close(process.pipe)
    }
  }

  /// On the same port, with the same data.
  package func start() async throws {
    try running.withLock { running in
      guard running == nil else { return }
      running = try spawn()
    }
    let deadline = ContinuousClock.now + .seconds(60)
    while !Self.listens(port) {
      guard ContinuousClock.now < deadline, isAlive else { throw TestToolFailure("nx-27017", log) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// It still takes connections, and answers none.
  package func freeze() {
    signal(SIGSTOP)
  }

  package func thaw() {
    signal(SIGCONT)
  }

  package var log: String { (try? String(contentsOfFile: folder.file("log"), encoding: .utf8)) ?? "" }

  private var isAlive: Bool {
    running.withLock { running in
      guard let running else { return false }
      var info = siginfo_t()
      // Not reaped yet, so that its number stays ours.
      return waitid(P_PID, id_t(running.processID), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == 0
    }
  }

  private func signal(_ number: Int32) {
    running.withLock { if let running = $0 { _ = Glibc.kill(running.processID, number) } }
  }

  private func spawn() throws -> Running {
    let script = """
      import os, shutil, sys, threading
      folder = sys.argv.pop(1)
      def watch():
          sys.stdin.buffer.read()
          shutil.rmtree(folder, ignore_errors=True)
          os._exit(0)
      threading.Thread(target=watch, daemon=True).start()
      from nx_27017.nx_27017 import main
      sys.exit(main())
      """
    let words = [
      TestPython.path, "-I", "-c", script, folder.path, "--data-dir", folder.file("data"), "--port", "\(port)",
      "--pid-file", folder.file("pid"), "--log-file", folder.file("log"),
    ]
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TestToolFailure("pipe", String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, folder.file("output"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let arguments = words.map { strdup($0) }
    defer { for text in arguments { free(text) } }
    var processID: pid_t = 0
    let code = posix_spawn(&processID, TestPython.path, &actions, nil, arguments + [nil], environ)
    guard code == 0 else {
      close(ends[1])
      throw TestToolFailure(TestPython.path, String(cString: strerror(code)))
    }
    return Running(processID: processID, pipe: ends[1])
  }

  private static func freePort() throws -> UInt16 {
    try withSocket { socket in
      var address = loopback(port: 0)
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let code = withUnsafeMutableBytes(of: &address) { bytes in
        let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
        return bind(socket, pointer, size) == 0 ? getsockname(socket, pointer, &size) : -1
      }
      guard code == 0 else { throw TestToolFailure("bind", String(cString: strerror(errno))) }
      return UInt16(bigEndian: address.sin_port)
    }
  }

  private static func listens(_ port: UInt16) -> Bool {
    withSocket { socket in
      var address = loopback(port: port)
      return withUnsafeMutableBytes(of: &address) { bytes in
        connect(socket, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count)) == 0
      }
    }
  }

  private static func withSocket<Result>(_ body: (Int32) throws -> Result) rethrows -> Result {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    return try body(socket)
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
