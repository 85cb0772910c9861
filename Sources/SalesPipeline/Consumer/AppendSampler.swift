import SalesCore

/// Picks every n-th live sale that is stored between two heartbeats; n doubles whenever the picked ones become too
/// many. A heartbeat carries the samples of the last two intervals, so that a reader may miss one heartbeat.
struct AppendSampler: Sendable {
  /// Most samples of one interval between heartbeats.
  private static let most = Heartbeat.mostSamples / 2
  /// A sale that happened so long before its append was backfilled or imported, and says nothing about latency.
  private static let mostDelay = Duration.seconds(10)
  /// A producer's time that is so old, or in the future, says nothing about latency either.
  private static let mostLatency = Duration.days(1)

  private var before: [AppendSample] = []
  private var picked: [AppendSample] = []
  private var stride = 1
  private var seen = 0

  var samples: [AppendSample] { before + picked }

  /// Starts the next interval: a heartbeat with the samples was written.
  mutating func startNext() { (before, picked, stride, seen) = (picked, [], 1, 0) }

  /// Counts a batch that was stored at `now` and returns the samples picked from it.
  mutating func note(_ decoded: DecodedBatch, at now: Timestamp) -> [AppendSample] {
    let entries = decoded.batch.entries
    var new: [AppendSample] = []
    var index = (stride - seen % stride) % stride
    while index < entries.count {
      if let sample = Self.sample(entries[index], of: decoded, at: now) {
        new.append(sample)
        picked.append(sample)
      }
      if picked.count == Self.most {
        picked = picked.indices.filter { $0.isMultiple(of: 2) }.map { picked[$0] }
        stride *= 2
      }
      index += stride - (seen + index) % stride
    }
    seen += entries.count
    return new
  }

  private static func sample(
    _ entry: StoreBatch.Entry, of decoded: DecodedBatch, at now: Timestamp
  ) -> AppendSample? {
    let index = decoded.records.offsets.partitioningIndex { $0 >= entry.offset }
    guard index < decoded.records.count, decoded.records.offsets[index] == entry.offset else { return nil }
    let appended = decoded.records.appended[index]
    guard appended - entry.sale.time < mostDelay else { return nil }
    if decoded.records.isProducersTime[index], !(.zero..<mostLatency).contains(now - appended) { return nil }
    return AppendSample(
      position: Position(partition: decoded.batch.partition, offset: entry.offset), appended: appended)
  }
}
