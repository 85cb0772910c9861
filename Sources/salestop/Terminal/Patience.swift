import SalesPipeline
import Synchronization

/// Opens a log or a store: a daemon tries again until it is stopped, a command fails at once.
enum Patience {
  /// Never gives up.
  static let daemon: Retry = {
    var retry = Retry()
    retry.first = .milliseconds(500)
    retry.attempts = .max
    return retry
  }()

  /// For a transient error in the middle of a command.
  static let command: Retry = {
    var retry = Retry()
    retry.first = .milliseconds(500)
    retry.attempts = 3
    return retry
  }()

  /// Opens a log or a store. The same error is told once, however long it lasts.
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
        throw BackendError(.unavailable, of: error.resource, during: error.during, detail: error.detail)
      }
    }
  }

  /// `2.5 s`.
  static func text(_ wait: Duration) -> String {
    let tenths = Int((wait / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}

/// Tells when a daemon's log or store does not answer, and when it is back.
final class Outage: Sendable {
  private struct State {
    var since: ContinuousClock.Instant?
    /// The line told last, and when.
    var told: (error: BackendError, at: ContinuousClock.Instant)?
  }

  /// Least time between equal lines, which would fill a disk otherwise.
  private static let pause = Duration.seconds(60)
  private let manager: ServiceManager
  private let state = Mutex(State())

  init(_ manager: ServiceManager) { self.manager = manager }

  func goesOn(_ error: BackendError, wait: Duration) {
    manager.status("waiting: \(error)")
    let isNews = state.withLock { state in
      let now = ContinuousClock.now
      state.since = state.since ?? now
      if let told = state.told, told.error == error, told.at.duration(to: now) < Self.pause { return false }
      state.told = (error, now)
      return true
    }
    if isNews { Messages.warning("\(error); trying again in \(Patience.text(wait)), and until it is back") }
  }

  /// Called after every success; `news` is the progress.
  func isOver(_ news: @autoclosure () -> String) {
    // The last word of one that is being stopped.
    if Task.isCancelled { return }
    let began = state.withLock { state in
      defer { state = State() }
      return state.since
    }
    guard let began else { return }
    manager.status(news())
    Messages.info("going on after \(Patience.text(ContinuousClock.now - began)): \(news())")
  }
}
