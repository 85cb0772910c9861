import Synchronization

/// Wakes any number of listeners: each `stream()` yields after every `send()`.
///
/// Sends that a listener has not taken yet are merged into one. A stream that is made later hears nothing of earlier
/// sends. All streams finish when the broadcast is released.
///
///     let changed = Broadcast()
///     Task { for await _ in changed.stream() { reload() } }
///     changed.send()
package final class Broadcast: Sendable {
  private struct Listeners {
    var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    var last = 0
  }

  private let listeners = Mutex(Listeners())

  package init() {}

  deinit {
    for continuation in listeners.withLock({ Array($0.continuations.values) }) { continuation.finish() }
  }

  package func stream() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = listeners.withLock { listeners in
      listeners.last += 1
      listeners.continuations[listeners.last] = continuation
      return listeners.last
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: number) }
    }
    return stream
  }

  package func send() {
    for continuation in listeners.withLock({ Array($0.continuations.values) }) { continuation.yield() }
  }
}
