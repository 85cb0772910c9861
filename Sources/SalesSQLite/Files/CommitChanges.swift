import Synchronization

/// Turns reports of writes into those of commits. A commit is written, then waits for the disk, and only then can be read: who reads at the
/// first write finds nothing new, and may hear of no other.
final class CommitChanges: Sendable {
  /// How long a commit mostly waits for the disk.
  private static let sync = Duration.milliseconds(8)
  /// What is reported so soon after a commit mostly still belongs to it.
  private static let rest = Duration.milliseconds(100)

  private let isChanged: @Sendable () async throws -> Bool
  private let lastCommit = Mutex(ContinuousClock.now - CommitChanges.rest)

  /// `isChanged` tells, cheaply, whether anything was committed since it was asked last.
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

  /// False if none comes within seconds; the consumer's next sign of life will tell.
  private func awaitCommit() async -> Bool {
    let isRest = lastCommit.withLock { ContinuousClock.now - $0 } < Self.rest
    var pause = isRest ? Self.rest : Self.sync
    while pause < .seconds(5) {
      do { try await Task.sleep(for: pause) } catch { return false }
      // Where it cannot be told, reading will.
      if (try? await isChanged()) ?? true {
        lastCommit.withLock { $0 = .now }
        return true
      }
      pause = pause * 2
    }
    return false
  }
}
