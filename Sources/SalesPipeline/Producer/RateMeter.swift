/// Sales a second over windows of a second.
struct RateMeter<C: Clock> where C.Duration == Duration {
  private let clock: C
  private var begin: C.Instant
  private var counted: Int64 = 0
  private var last: Double?

  init(clock: C) {
    self.clock = clock
    begin = clock.now
  }

  mutating func add(_ count: Int64) {
    counted += count
    let length = begin.duration(to: clock.now)
    guard length >= .seconds(1) else { return }
    last = Double(counted) / (length / .seconds(1))
    begin = clock.now
    counted = 0
  }

  /// Rate of the last whole window, or of the first one so far.
  var rate: Double {
    if let last { return last }
    let length = begin.duration(to: clock.now) / .seconds(1)
    return length > 0 ? Double(counted) / length : 0
  }
}
