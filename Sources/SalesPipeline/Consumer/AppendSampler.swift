import SalesCore

/// Picks live sales evenly out of all that are stored between two heartbeats: every n-th, where n doubles whenever they
/// become too many. A heartbeat tells those of the time since the one before and of the time before that, so that a
/// reader that misses one loses none.
struct AppendSampler: Sendable {
  /// Of one time between two heartbeats.
  private static let most = Heartbeat.mostSamples / 2
  /// A sale that happened so long before its append was backfilled or imported, and says nothing about latency.
  private static let mostDelay = Duration.seconds(10)

  private var before: [AppendSample] = []
  private var picked: [AppendSample] = []
  private var stride = 1
  private var seen = 0

  var samples: [AppendSample] { before + picked }

  /// A heartbeat told the samples.
  mutating func startNext() {
    (before, picked, stride, seen) = (picked, [], 1, 0)
  }

  /// Takes note of what was stored, and returns what was picked of it.
  mutating func note(_ decoded: DecodedBatch) -> [AppendSample] {
    let entries = decoded.batch.entries
    var new: [AppendSample] = []
    var index = (stride - seen % stride) % stride
    while index < entries.count {
      if let sample = Self.sample(entries[index], of: decoded) {
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

  private static func sample(_ entry: StoreBatch.Entry, of decoded: DecodedBatch) -> AppendSample? {
    let index = decoded.records.offsets.partitioningIndex { $0 >= entry.offset }
    guard index < decoded.records.count, decoded.records.offsets[index] == entry.offset else { return nil }
    let appended = decoded.records.appended[index]
    guard appended - entry.sale.time < mostDelay else { return nil }
    return AppendSample(
      position: Position(partition: decoded.batch.partition, offset: entry.offset), appended: appended)
  }
}
