import CNcurses
import Glibc
import TextUI

/// Wakes `poll` from any thread through an eventfd.
final class EventWaker: Waker {
  let descriptor: Int32

  init() throws(TerminalProblem) {
    descriptor = cn_eventfd()
    guard descriptor >= 0 else { throw .failed(during: "eventfd") }
  }

  deinit { close(descriptor) }

  func wake() { _ = cn_eventfd_raise(descriptor) }

  /// True when `wake` was called since the last call of this.
  func take() -> Bool { cn_eventfd_take(descriptor) == 0 }
}
