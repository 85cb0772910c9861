import Dispatch

/// Runs an actor on a serial queue of its own, so that its blocking calls never hold up other tasks.
///
///     actor Log {
///       private let serial = QueueExecutor(label: "salestop.log")
///       nonisolated var unownedExecutor: UnownedSerialExecutor { serial.asUnownedSerialExecutor() }
///     }
package final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  package init(label: String) { queue = DispatchQueue(label: label) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  /// Runs blocking work on the queue before the actor exists.
  package func run<Value>(_ body: @escaping @Sendable () throws -> sending Value) async throws -> sending Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        do { continuation.resume(returning: try body()) } catch { continuation.resume(throwing: error) }
      }
    }
  }
}
