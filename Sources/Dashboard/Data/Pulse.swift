import SalesCore

/// When the consumer gave its last sign of life, on this machine's clock. Consumers' clocks may be ahead or behind: a
/// heartbeat that is another one than at the last look was written since then, whatever time it names.
struct Pulse: Equatable, Sendable {
  /// The heartbeat's own time.
  private var beat: Timestamp?
  private var lookedAt: Timestamp?
  private(set) var heardAt: Timestamp?

  /// `beat` was in the store at `now`.
  mutating func look(_ beat: Timestamp, at now: Timestamp) {
    if beat != self.beat {
      heardAt = min(now, max(beat, lookedAt ?? beat))
      self.beat = beat
    }
    lookedAt = now
  }
}
