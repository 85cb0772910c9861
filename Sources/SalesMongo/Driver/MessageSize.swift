import Synchronization

/// Number of documents in one message, adapted to the server: halved after a message that took more than 3 s or failed,
/// so that it answers before the timeout; doubled after one that took less than 1 s.
final class MessageSize: Sendable {
  private static let fewest = 50
  private let most: Int
  private let current: Mutex<Int>

  init(from count: Int, most: Int) {
    self.most = most
    current = Mutex(count)
  }

  var count: Int { current.withLock { $0 } }

  /// Sends one message and adapts the number; `documents` counts the documents of the answer.
  func send<Answer: Sendable>(
    counting documents: (Answer) -> Int, _ message: () async throws -> Answer
  ) async throws -> Answer {
    let began = ContinuousClock.now
    do {
      let answer = try await message()
      note(documents(answer), took: ContinuousClock.now - began)
      return answer
    } catch {
      shrink()
      throw error
    }
  }

  private func note(_ documents: Int, took duration: Duration) {
    if duration > .seconds(3) {
      shrink()
    } else if duration < .seconds(1) {
      current.withLock { if documents >= $0 { $0 = min($0 * 2, most) } }
    }
  }

  private func shrink() { current.withLock { $0 = max($0 / 2, Self.fewest) } }
}
