/// Tries again what failed for a passing reason, after waits that double from `first` to `longest` and differ by chance, so that many clients
/// do not come back at once.
package struct Retry: Sendable {
  package var first: Duration = .milliseconds(50)
  package var longest: Duration = .seconds(5)
  /// How often it is tried in all; then the last error is thrown.
  package var attempts = 12

  package init() {}

  /// Runs `operation`, which is told how often it was tried before. `onWait` hears of every failure that is tried again. Throws at once
  /// what is not `BackendError.Kind.unavailable`, and `CancellationError` when cancelled while waiting.
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
  /// Worth trying again as it is.
  package var isTransient: Bool { kind == .unavailable }
}
