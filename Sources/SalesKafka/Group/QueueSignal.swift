import CRdkafka
import Synchronization

/// Wakes whoever waits when something comes into an empty queue of librdkafka.
final class QueueSignal: Sendable {
  private struct Listeners {
    var streams: [Int: AsyncStream<Void>.Continuation] = [:]
    var last = 0
  }

  private let listeners = Mutex(Listeners())

  func stream() -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = listeners.withLock { listeners in
        listeners.last += 1
        listeners.streams[listeners.last] = continuation
        return listeners.last
      }
      continuation.onTermination = { [weak self] _ in
        _ = self?.listeners.withLock { $0.streams.removeValue(forKey: id) }
      }
    }
  }

  func fire() {
    for stream in listeners.withLock({ Array($0.streams.values) }) { stream.yield() }
  }

  /// The library calls on threads of its own until `unwatch`; the signal must live as long.
  func watch(_ queue: OpaquePointer) {
    rd_kafka_queue_cb_event_enable(
      queue,
      { _, opaque in
        guard let opaque else { return }
        Unmanaged<QueueSignal>.fromOpaque(opaque).takeUnretainedValue().fire()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func unwatch(_ queue: OpaquePointer) {
    rd_kafka_queue_cb_event_enable(queue, nil, nil)
  }
}
