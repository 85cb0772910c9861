import CRdkafka
import Platform

/// Wakes its listeners when an event comes into an empty queue of librdkafka.
final class QueueSignal: Sendable {
  private let filled = Broadcast()

  func stream() -> AsyncStream<Void> { filled.stream() }

  func fire() { filled.send() }

  /// librdkafka calls on its own threads until `unwatch`; the signal must live that long.
  func watch(_ queue: OpaquePointer) {
    rd_kafka_queue_cb_event_enable(
      queue,
      { _, opaque in
        guard let opaque else { return }
        Unmanaged<QueueSignal>.fromOpaque(opaque).takeUnretainedValue().fire()
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func unwatch(_ queue: OpaquePointer) { rd_kafka_queue_cb_event_enable(queue, nil, nil) }
}
