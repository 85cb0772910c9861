import SalesCore

/// What a figure source holds of the store: a cube over some spans, as of one poll.
struct LoadedCube: Sendable {
  let calendar: ReportingCalendar
  var cube: Cube
  var names: [String]
  var spans: [Range<Timestamp>]
  var token: PollToken
  var state: StoreState
  /// What was counted from raw sales, and so is not kept up to date by polls.
  var recounted: [RollupSpan]
  var recountedAt: ReadStamp

  func covers(_ plan: QueryPlan) -> Bool {
    plan.level == cube.level && plan.needed.allSatisfy(covers)
  }

  func covers(_ range: Range<Timestamp>) -> Bool {
    spans.contains { $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound }
  }
}

/// When raw sales were counted, to tell whether counting them again can give anything else.
struct ReadStamp: Hashable, Sendable {
  var token: PollToken
  var late: Int64
  var at: Timestamp

  init(token: PollToken, late: Int64, at: Timestamp) {
    self.token = token
    self.late = late
    self.at = at
  }

  init(_ state: StoreState, _ token: PollToken, at now: Timestamp) {
    self.init(token: token, late: state.totals.late, at: now)
  }

  /// The shortest time between two counts of the same raw sales.
  static let pause = Duration.seconds(2)

  /// Whether sales before `end` may have come since. A store that took sales, none of them late, past a watermark beyond `end` took none there.
  func isStale(_ state: StoreState, _ token: PollToken, before end: Timestamp, now: Timestamp) -> Bool {
    guard token != self.token else { return false }
    if token.generation != self.token.generation { return true }
    guard now - at >= Self.pause || now < at else { return false }
    guard state.totals.late == late, let watermark = state.heartbeat?.watermark else { return true }
    return watermark < end
  }
}
