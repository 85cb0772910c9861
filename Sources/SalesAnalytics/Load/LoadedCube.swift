import SalesCore

/// A cube of rollups over some spans, as of one poll.
struct LoadedCube: Sendable {
  let calendar: ReportingCalendar
  var cube: Cube
  var names: [String]
  var spans: [Range<Timestamp>]
  var token: PollToken
  var state: StoreState
  /// Spans that were counted from raw sales; polls do not keep them up to date.
  var recounted: [RollupSpan]
  var recountedAt: ReadStamp

  func covers(_ plan: QueryPlan) -> Bool {
    plan.level == cube.level && plan.needed.allSatisfy(covers)
  }

  func covers(_ range: Range<Timestamp>) -> Bool {
    spans.contains { $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound }
  }
}

/// The state of the store when raw sales were counted. It tells if counting them again can give another result.
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

  /// True where sales before `end` may have been stored since. None were where the watermark is past `end` and no late
  /// sale was taken.
  func isStale(_ state: StoreState, _ token: PollToken, before end: Timestamp, now: Timestamp) -> Bool {
    guard token != self.token else { return false }
    if token.generation != self.token.generation { return true }
    guard now - at >= Self.pause || now < at else { return false }
    guard state.totals.late == late, let watermark = state.heartbeat?.watermark else { return true }
    return watermark < end
  }
}
