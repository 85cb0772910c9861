import CNcurses
import Glibc
import Synchronization

/// Turns signals into bytes on a pipe, so that the loop can wait for them along with everything else.
final class SignalPipe {
  /// Read by the handler, which runs on any thread at any moment.
  private static let writer = Atomic<Int32>(-1)
  private static let caught = [SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH]

  let descriptor: Int32
  private let writeEnd: Int32
  private var former: [(signal: Int32, action: sigaction)] = []

  init() throws(TerminalProblem) {
    var ends: [Int32] = [-1, -1]
    guard cn_pipe(&ends) == 0 else { throw .failed(during: "pipe") }
    descriptor = ends[0]
    writeEnd = ends[1]
    Self.writer.store(writeEnd, ordering: .sequentiallyConsistent)
    for signal in Self.caught { catchSignal(signal) }
  }

  deinit { restore() }

  /// Restores the earlier handlers.
  func restore() {
    guard Self.writer.exchange(-1, ordering: .sequentiallyConsistent) >= 0 else { return }
    for (signal, action) in former {
      var action = action
      sigaction(signal, &action, nil)
    }
    former = []
    close(descriptor)
    close(writeEnd)
  }

  func catchSignal(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      let kept = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      _ = write(SignalPipe.writer.load(ordering: .relaxed), &byte, 1)
      errno = kept
    }
    action.sa_flags = SA_RESTART
    var old = sigaction()
    guard sigaction(signal, &action, &old) == 0 else { return }
    if !former.contains(where: { $0.signal == signal }) { former.append((signal, old)) }
  }

  /// The signals since the last call, in order.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? bytes.prefix(count).map { Int32($0) } : []
  }
}

extension SignalPipe {
  /// Stops the whole job as Ctrl-Z does, and returns when it continues. The kill may reach another thread first, so
  /// this waits for SIGCONT, or for a moment where nobody can continue the job.
  func stopProcess(waitingOn device: TerminalDevice) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(SIGTSTP, &action, nil)
    _ = take()
    kill(0, SIGTSTP)
    let deadline = ContinuousClock.now + .milliseconds(500)
    while ContinuousClock.now < deadline {
      _ = device.wait(for: [descriptor], until: deadline)
      if take().contains(SIGCONT) { break }
    }
    catchSignal(SIGTSTP)
  }
}
