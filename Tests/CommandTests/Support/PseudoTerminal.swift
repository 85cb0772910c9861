import Foundation
import Glibc
import Synchronization

/// A terminal that keeps every byte it is sent and draws nothing. What it answers to questions lies ready before they are
/// asked, so that no test depends on how fast it is.
final class PseudoTerminal: Sendable {
  /// Of the end that a program has.
  let path: String
  private let master: Int32
  /// Held open, so that the terminal stays when the program is gone.
  private let slave: Int32
  private let received = Mutex<[UInt8]>([])

  /// `answers` to where the cursor is, the background and what it is: to be read as if typed.
  init(columns: Int = 80, rows: Int = 24, answers: String = "\u{1B}[1;8R\u{1B}[?62c") throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number) = (Int32(0), UInt32(0))
    // TIOCSPTLCK and TIOCGPTN, which the C module does not show.
    guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw CannotStart(what: "a pseudo terminal", why: String(cString: strerror(errno)))
    }
    path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY)
    guard slave >= 0 else { throw CannotStart(what: path, why: String(cString: strerror(errno))) }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    // Nothing that lies ready is echoed as if it were shown.
    var modes = termios()
    tcgetattr(slave, &modes)
    modes.c_lflag &= ~tcflag_t(ECHO | ICANON)
    tcsetattr(slave, TCSANOW, &modes)
    send(answers)
  }

  deinit {
    close(master)
    close(slave)
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// All that was sent to it so far.
  var bytes: [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    return received.withLock { received in
      while case let count = read(master, &buffer, buffer.count), count > 0 { received += buffer[..<count] }
      return received
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The terminal's modes, as `stty -g` would tell them.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(slave, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// Waits until what was sent after the first `start` bytes is as wanted, and returns it.
  @discardableResult
  func see(_ what: String, from start: Int = 0, _ holds: (String) -> Bool) async throws -> String {
    var last = ""
    return try await eventually(what, last: last.debugDescription) {
      last = String(decoding: bytes.dropFirst(start), as: UTF8.self)
      return holds(last) ? last : nil
    }
  }
}

extension PseudoTerminal {
  /// Waits for the end of a process on this terminal, and reads on meanwhile: what a terminal does not take is cut.
  func outcome(of process: ChildProcess) async throws -> Outcome {
    try await eventually("the process ends", last: text.debugDescription) {
      _ = bytes
      return !process.isRunning
    }
    return try await process.outcome()
  }
}

/// The modes of a terminal that a program switched, after all it sent: `CSI ? n h` and `l`.
struct SwitchedModes {
  private(set) var on: Set<Int> = []
  private(set) var seen: Set<Int> = []

  init(_ text: String) {
    for match in text.matches(of: /\u{1B}\[\?([0-9;]+)([hl])/) {
      for number in match.1.split(separator: ";").compactMap({ Int($0) }) {
        seen.insert(number)
        if match.2 == "h" { on.insert(number) } else { on.remove(number) }
      }
    }
  }
}
