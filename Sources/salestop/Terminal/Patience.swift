import SalesPipeline
import Synchronization

/// What a daemon does about a log or a store that is not there: it says so and tries again until it is stopped. A command fails at once.
enum Patience {
  /// Never gives up.
  static let daemon: Retry = {
    var retry = Retry()
    retry.first = .milliseconds(500)
    retry.attempts = .max
    return retry
  }()

  /// A moment's trouble on the way ends no command; what is out of reach has ended it before, when it was opened.
  static let command: Retry = {
    var retry = Retry()
    retry.first = .milliseconds(500)
    retry.attempts = 3
    return retry
  }()

  /// Opens what a daemon needs. The same line is told once, however long it stays so.
  static func open<T>(
    isDaemon: Bool, _ manager: ServiceManager, _ open: () async throws -> T
  ) async throws -> T {
    guard isDaemon else { return try await open() }
    var random = SystemRandomNumberGenerator()
    var told: BackendError?
    return try await daemon.run(clock: ContinuousClock(), random: &random) { error, _ in
      guard told != error else { return }
      told = error
      manager.status("waiting: \(error)")
      Messages.warning("\(error); trying again until it is there")
    } operation: { _ in
      do {
        return try await open()
      } catch let error as BackendError where error.kind == .missing {
        // Somebody may be about to make it.
        throw BackendError(.unavailable, during: error.during, detail: error.detail)
      }
    }
  }

  /// `2.5 s`.
  static func text(_ wait: Duration) -> String {
    let tenths = Int((wait / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}

/// What a daemon that runs says of a log or a store that is away, and once it is back.
final class Outage: Sendable {
  private let manager: ServiceManager
  private let since = Mutex<ContinuousClock.Instant?>(nil)

  init(_ manager: ServiceManager) {
    self.manager = manager
  }

  func goesOn(_ error: BackendError, wait: Duration) {
    since.withLock { $0 = $0 ?? .now }
    manager.status("waiting: \(error)")
    Messages.warning("\(error); trying again in \(Patience.text(wait))")
  }

  /// Called whenever something was done; `news` is how it goes.
  func isOver(_ news: @autoclosure () -> String) {
    // The last word of one that is being stopped.
    if Task.isCancelled { return }
    let began = since.withLock { since in
      defer { since = nil }
      return since
    }
    guard let began else { return }
    manager.status(news())
    Messages.info("going on after \(Patience.text(ContinuousClock.now - began)): \(news())")
  }
}
