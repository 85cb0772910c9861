package import SalesCore
import Synchronization

/// A clock that a test moves. To sleep is to move it to the deadline at once: no test waits, and what a loop does at
/// which moment is the
/// same in every run.
package final class ManualClock: Clock {
  package struct Instant: InstantProtocol {
    package var offset: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    package func duration(to other: Instant) -> Duration { other.offset - offset }
    package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let state: Mutex<State>

  private struct State {
    var offset: Duration = .zero
    var origin: Timestamp
    var sleeps: [Duration] = []
    var onSleep: (@Sendable (Duration) -> Void)?
  }

  /// `origin` is what the wall clock shows when this one begins.
  package init(origin: Timestamp = .epoch) {
    state = Mutex(State(origin: origin))
  }

  package var now: Instant { Instant(offset: state.withLock { $0.offset }) }
  package var minimumResolution: Duration { .nanoseconds(1) }

  /// The wall clock: the origin plus what has passed, unless `setWall` moved it.
  package var wall: Timestamp { state.withLock { $0.origin + $0.offset } }

  package func advance(by duration: Duration) {
    state.withLock { $0.offset += duration }
  }

  /// Steps the wall clock alone, as an administrator would.
  package func stepWall(by duration: Duration) {
    state.withLock { $0.origin = $0.origin + duration }
  }

  /// Every sleep asked for so far.
  package var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// Called after each sleep with the time since the clock's beginning.
  package func onSleep(_ action: @escaping @Sendable (Duration) -> Void) {
    state.withLock { $0.onSleep = action }
  }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let (action, offset) = state.withLock { state in
      state.sleeps.append(deadline.offset - state.offset)
      state.offset = max(state.offset, deadline.offset)
      return (state.onSleep, state.offset)
    }
    action?(offset)
    await Task.yield()
  }
}
