/// Repeats an operation that failed with `BackendError.Kind.unavailable`, after waits that double from `first` to
/// `longest`. Each wait is random between its half and its whole, so that many clients do not come back at once.
package struct Retry: Sendable {
  package var first: Duration = .milliseconds(50)
  package var longest: Duration = .seconds(5)
  /// Attempts in all; the last one's error is thrown. The default is 12.
  package var attempts = 12

  package init() {}

  /// Runs `operation` with the number of attempts before. `onWait` gets every error that is followed by another
  /// attempt, and the wait. Other errors are thrown at once, and `CancellationError` when the task is cancelled while
  /// waiting.
  package func run<Value>(
    clock: some Clock<Duration>, random: inout some RandomNumberGenerator,
    onWait: (BackendError, Duration) -> Void = { _, _ in },
    operation: (_ tried: Int) async throws -> Value
  ) async throws -> Value {
    var tried = 0
    while true {
      do {
        return try await operation(tried)
      } catch let error as BackendError where error.isTransient && tried + 1 < attempts {
        let wait = delay(after: tried, random: &random)
        onWait(error, wait)
        try await clock.sleep(for: wait)
        tried += 1
      }
    }
  }

  /// Between half the doubled wait and the whole of it.
  func delay(after tried: Int, random: inout some RandomNumberGenerator) -> Duration {
    let full = min(longest, first * (1 << min(tried, 20)))
    return full * Double.random(in: 0.5...1, using: &random)
  }
}

extension BackendError {
  /// The same call may succeed later.
  package var isTransient: Bool { kind == .unavailable }
}
