import Synchronization

/// How many documents to send or to ask for in one message: few where the server is slow, so that it answers before we stop
/// waiting; many where it is fast. A message that failed is tried again with fewer, and what of it was done is done.
final class MessageSize: Sendable {
  private static let fewest = 50
  private let most: Int
  private let current: Mutex<Int>

  init(from count: Int, most: Int) {
    self.most = most
    current = Mutex(count)
  }

  var count: Int { current.withLock { $0 } }

  /// Sends one message; `documents` counts those it was about.
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

  private func shrink() {
    current.withLock { $0 = max($0 / 2, Self.fewest) }
  }
}
