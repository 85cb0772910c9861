import SalesCore

/// The time of the consumer's last heartbeat on this machine's clock. The consumer's own clock may be wrong, but a
/// heartbeat that differs from the one at the last look was written since that look.
struct Pulse: Equatable, Sendable {
  /// The heartbeat's own time.
  private var beat: Timestamp?
  private var lookedAt: Timestamp?
  private(set) var lastSeen: Timestamp?

  /// Notes that the store held the heartbeat of the time `beat` at `now`.
  mutating func look(_ beat: Timestamp, at now: Timestamp) {
    if beat != self.beat {
      lastSeen = min(now, max(beat, lookedAt ?? beat))
      self.beat = beat
    }
    lookedAt = now
  }
}
