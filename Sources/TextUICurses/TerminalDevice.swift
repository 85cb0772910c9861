import Glibc
import TextUI

/// Reads and writes the terminal's file descriptors, beside ncurses.
struct TerminalDevice {
  let input: Int32
  let output: Int32

  static let standard = TerminalDevice(input: STDIN_FILENO, output: STDOUT_FILENO)

  var isTerminal: Bool { isatty(input) == 1 && isatty(output) == 1 }

  /// The size by the kernel; nil where it knows none.
  var size: Size? {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return nil }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  var attributes: termios? {
    var attributes = termios()
    return tcgetattr(input, &attributes) == 0 ? attributes : nil
  }

  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        _ = wait(for: [], writing: output, until: nil)
      } else if errno != EINTR {
        return
      }
    }
  }

  enum Reading {
    case bytes([UInt8])
    case nothing
    case closed
  }

  /// Reads the pending bytes. Call it when `wait` reports some.
  func receive() -> Reading {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &buffer, buffer.count)
    if count > 0 { return .bytes(Array(buffer.prefix(count))) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .closed
  }

  /// Waits until one of the descriptors can be read, or `writing` written, and returns it; none when the deadline
  /// passes or a signal arrives.
  func wait(
    for descriptors: [Int32], writing: Int32? = nil, until deadline: ContinuousClock.Instant?
  ) -> Set<Int32> {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    if let writing { polled.append(pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)) }
    var timeout: Int32 = -1
    if let deadline {
      let left = (deadline - .now).components
      let milliseconds = left.seconds * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
      timeout = Int32(clamping: max(0, milliseconds))
    }
    guard poll(&polled, nfds_t(polled.count), timeout) > 0 else { return [] }
    return Set(polled.filter { $0.revents != 0 }.map(\.fd))
  }
}
