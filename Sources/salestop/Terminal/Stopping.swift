@preconcurrency import Dispatch
import Foundation
import Synchronization

/// SIGINT and SIGTERM end a daemon's work: the first one after what is in hand, a second one at once. Two within a
/// moment are one: timeout(1), say, signals the process and then its group.
enum Stopping {
  private static let moment = Duration.milliseconds(200)

  /// Runs `work` and cancels it at the first signal, which is reported to the manager.
  static func onSignals<T: Sendable>(
    _ manager: ServiceManager = ServiceManager(socket: nil), _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    let task = Task { try await work() }
    let queue = DispatchQueue(label: "salestop.signals")
    let first = Mutex<ContinuousClock.Instant?>(nil)
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if task.isCancelled {
          if first.withLock({ $0.map { ContinuousClock.now - $0 < moment } ?? false }) { return }
          _exit(128 + number)
        }
        first.withLock { $0 = .now }
        task.cancel()
        manager.stopping()
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    return try await task.value
  }
}
