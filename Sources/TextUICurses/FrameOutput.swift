import CNcurses
import Glibc

/// Output to the terminal. ncurses' frames are caught and sent from here as fast as the terminal takes them, so a
/// terminal that takes nothing delays neither keys nor signals.
final class FrameOutput {
  /// ncurses writes to this descriptor: the terminal's, except while a frame is made.
  let cursesDescriptor: Int32
  /// The terminal, opened a second time, so that making it non-blocking does not affect other processes that have it
  /// open.
  private let terminal: Int32
  /// The file in memory that catches frames; -1 where there is none.
  private let caught: Int32
  private let device: TerminalDevice
  private var pending: [UInt8] = []
  private var sent = 0

  init(_ device: TerminalDevice) throws(TerminalProblem) {
    self.device = device
    cursesDescriptor = fcntl(device.output, F_DUPFD_CLOEXEC, 3)
    guard cursesDescriptor >= 0 else { throw .failed(during: "dup") }
    let own = open("/proc/self/fd/\(device.output)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    terminal = own >= 0 ? own : fcntl(device.output, F_DUPFD_CLOEXEC, 3)
    caught = cn_memory_file("salestop-frame")
  }

  deinit {
    close(terminal)
    if caught >= 0 { close(caught) }
  }

  /// True when the terminal has taken everything.
  var isEmpty: Bool { sent == pending.count }

  /// The descriptor to wait for while output is pending.
  var descriptor: Int32 { terminal }

  func send(_ text: String) {
    pending += Array(text.utf8)
    flush()
  }

  /// Sends what ncurses writes during `body`, between two texts; returns what `body` returns.
  func sendFrame(after head: String, before tail: String, _ body: () -> Bool) -> Bool {
    pending += Array(head.utf8)
    // A frame that cannot be caught is written by ncurses itself, after all pending output.
    if caught < 0 { flush() }
    if caught >= 0 { dup2(caught, cursesDescriptor) }
    let isDone = body()
    if caught >= 0 {
      dup2(device.output, cursesDescriptor)
      takeCaught()
    }
    send(tail)
    return isDone
  }

  private func takeCaught() {
    let size = Int(lseek(caught, 0, SEEK_CUR))
    guard size > 0 else { return }
    let start = pending.count
    pending += [UInt8](repeating: 0, count: size)
    let count = pending[start...].withUnsafeMutableBytes { pread(caught, $0.baseAddress, size, 0) }
    pending.removeLast(size - max(0, count))
    ftruncate(caught, 0)
    lseek(caught, 0, SEEK_SET)
  }

  /// Sends as much as the terminal takes now.
  func flush() {
    while sent < pending.count {
      let count = pending[sent...].withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        break
      }
    }
    pending.removeAll(keepingCapacity: true)
    sent = 0
  }

  /// Waits until the terminal has taken everything. Output pending at the deadline is dropped, along with output that
  /// the terminal has not read yet.
  func drain(until deadline: ContinuousClock.Instant) {
    flush()
    while !isEmpty, ContinuousClock.now < deadline {
      _ = device.wait(for: [], writing: terminal, until: deadline)
      flush()
    }
    guard !isEmpty else { return }
    pending = []
    sent = 0
    tcflush(terminal, TCOFLUSH)
  }
}
