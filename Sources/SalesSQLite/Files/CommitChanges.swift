import Synchronization

/// Turns reports of writes into reports of commits. A commit is written, then synced, and only then readable: a reader
/// that reads at the first write would find nothing new, and might hear of no other.
final class CommitChanges: Sendable {
  /// Usual time of a commit's sync.
  private static let sync = Duration.milliseconds(8)
  /// A write so soon after a commit mostly still belongs to it.
  private static let rest = Duration.milliseconds(100)

  private let isChanged: @Sendable () async throws -> Bool
  private let lastCommit = Mutex(ContinuousClock.now - CommitChanges.rest)

  /// `isChanged` returns, cheaply, true where something was committed since the last call.
  init(isChanged: @escaping @Sendable () async throws -> Bool) { self.isChanged = isChanged }

  func stream(of writes: AsyncStream<Void>) -> AsyncStream<Void> {
    let (commits, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let task = Task {
      var waiting: Task<Void, Never>?
      for await _ in writes {
        waiting?.cancel()
        waiting = Task { if await awaitCommit() { continuation.yield() } }
      }
      waiting?.cancel()
      continuation.finish()
    }
    continuation.onTermination = { _ in task.cancel() }
    return commits
  }

  /// False where none comes within 5 s; the consumer's next heartbeat is reported again.
  private func awaitCommit() async -> Bool {
    let isRest = lastCommit.withLock { ContinuousClock.now - $0 } < Self.rest
    var pause = isRest ? Self.rest : Self.sync
    while pause < .seconds(5) {
      do { try await Task.sleep(for: pause) } catch { return false }
      // Where that cannot be found out, the reader reads and finds out.
      if (try? await isChanged()) ?? true {
        lastCommit.withLock { $0 = .now }
        return true
      }
      pause = pause * 2
    }
    return false
  }
}
