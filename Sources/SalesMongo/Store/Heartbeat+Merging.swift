import SalesCore

extension Heartbeat {
  /// Consumers whose heartbeat is older than this before the newest are gone.
  private static let mostBehind = Duration.seconds(30)
  /// The heartbeats of all consumers as one.
  private static let mostMerged = 4 * mostSamples

  /// The heartbeats of several consumers as one: of those still there rates add up, the worst latencies count, and what
  /// the newest says of a partition's end. The store is at rest once all of them have ended. Nil where there are none.
  init?(merging heartbeats: [Heartbeat]) {
    let newestFirst = heartbeats.sorted { $0.time > $1.time }
    guard let newest = newestFirst.first else { return nil }
    let present = newestFirst.filter { newest.time - $0.time <= Self.mostBehind }
    self.init(
      time: newest.time,
      logEnd: present.reduce(into: [:]) { ends, heartbeat in ends.merge(heartbeat.logEnd) { newer, _ in newer } },
      storedPerSecond: present.reduce(0) { $0 + $1.storedPerSecond },
      latencyP50: present.compactMap(\.latencyP50).max(), latencyP99: present.compactMap(\.latencyP99).max(),
      watermark: present.compactMap(\.watermark).min())
    let all = present.flatMap(\.samples)
    let kept = min(all.count, Self.mostMerged)
    isLast = present.allSatisfy(\.isLast)
    samples = (0..<kept).map { all[$0 * all.count / kept] }
  }
}
