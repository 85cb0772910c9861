import Foundation

/// Turns queries into figures: polls the reader, keeps a cube over the spans of the last query, loads anew when a query needs other spans or
/// another level, and counts from raw sales what is older than the kept rollups.
///
/// Calls may overlap; each answers from what it has read itself, and one that is cancelled throws `CancellationError` between two reads.
package actor FigureSource {
  private let reader: any SalesReader
  private let maxCells: Int
  private var known: (settings: StoreSettings, calendar: ReportingCalendar)?
  private var view: FigureView?
  private var elapsed = PartialBucket()
  private var last: (query: FigureQuery, asOf: Timestamp)?
  /// Spans this long had too many cells at the level of this bucket.
  private var tooFine: (bucket: BucketSize, length: Duration)?

  package init(reader: any SalesReader) {
    self.init(reader: reader, maxCells: Cube.maxCells)
  }

  /// More cells than `maxCells` are not kept: the view is made coarser until they are fewer.
  init(reader: any SalesReader, maxCells: Int) {
    self.reader = reader
    self.maxCells = maxCells
  }

  /// Read once; fixed for the store's life.
  package func settings() async throws -> StoreSettings {
    try await context().settings
  }

  /// The calendar of the store's reporting time zone; UTC where the machine does not know the zone.
  package func calendar() async throws -> ReportingCalendar {
    try await context().calendar
  }

  /// `refresh: false` answers from what was last read, as of that moment, without touching the reader, where only the filter differs from
  /// the query before; else it reads. Throws what the reader throws.
  package func figures(for query: FigureQuery, now: Timestamp, refresh: Bool = true) async throws -> Figures {
    try await answer(query, now: now, refresh: refresh) { plan, view, elapsed in
      FigureAssembly(plan, view, elapsed: elapsed).figures()
    }
  }

  /// The figures without a comparison, and as of the same moment what they are made of in tidy rows: bucket × region × product, those
  /// without sales left out; by start, region, product.
  package func rows(
    for query: FigureQuery, now: Timestamp
  ) async throws -> (figures: Figures, rows: [WindowRow]) {
    var query = query
    query.comparison = .none
    return try await answer(query, now: now, refresh: true) { plan, view, _ in
      let assembly = FigureAssembly(plan, view, elapsed: [])
      return (assembly.figures(), assembly.rows())
    }
  }

  private func answer<Answer: Sendable>(
    _ query: FigureQuery, now: Timestamp, refresh: Bool,
    _ compute: @Sendable (FigurePlan, FigureView, [RollupCell]) -> Answer
  ) async throws -> Answer {
    let calendar = try await calendar()
    if !refresh, let view, let last, last.query.isSame(butForFilter: query) {
      let plan = plan(query, now: last.asOf, calendar: calendar, state: view.state)
      if view.covers(plan), let cells = plan.elapsedCells(in: elapsed) {
        return compute(plan, view, cells)
      }
    }
    let (plan, view) = try await read(query, now: now, calendar: calendar)
    var elapsed = elapsed
    if let range = plan.elapsedRange {
      try await elapsed.load(
        range, within: plan.bucket.level, view: view, now: now, calendar: calendar, from: reader)
    }
    try Task.checkCancellation()
    self.view = view
    self.elapsed = elapsed
    last = (query, now)
    return compute(plan, view, plan.elapsedCells(in: elapsed) ?? [])
  }

  /// A view that covers the query as of now. What the store says of itself can change the plan (how far `all` reaches, what is kept), so it is
  /// made again after each read.
  private func read(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar
  ) async throws -> (FigurePlan, FigureView) {
    var state: StoreState
    if var view {
      let covered = view.covers(plan(query, now: now, calendar: calendar, state: view.state))
      if covered, try await view.update(now: now, from: reader) {
        let plan = plan(query, now: now, calendar: calendar, state: view.state)
        if view.covers(plan) { return (plan, view) }
      }
      state = view.state
    } else {
      state = try await reader.poll(PollRequest(spans: [])).state
    }
    var attempts = 0
    while true {
      try Task.checkCancellation()
      let before = plan(query, now: now, calendar: calendar, state: state)
      let view = try await FigureView(before, now: now, from: reader)
      state = view.state
      if view.cube.cellCount > maxCells, let coarsest = before.coarsestOfLevel {
        tooFine = (coarsest, before.length)
        continue
      }
      let after = plan(query, now: now, calendar: calendar, state: state)
      if view.covers(after) { return (after, view) }
      // A store that grows faster than it is read is shown as far as it was planned.
      attempts += 1
      if attempts == 3 { return (before, view) }
    }
  }

  private func plan(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar, state: StoreState
  ) -> FigurePlan {
    let plan = FigurePlan(query, now: now, calendar: calendar, state: state)
    guard let tooFine, plan.bucket <= tooFine.bucket,
      plan.length >= tooFine.length
    else { return plan }
    return FigurePlan(query, now: now, calendar: calendar, state: state, coarserThan: tooFine.bucket)
  }

  private func context() async throws -> (settings: StoreSettings, calendar: ReportingCalendar) {
    if let known { return known }
    let settings = try await reader.settings()
    let zone = TimeZone(identifier: settings.timeZone) ?? .gmt
    let context = (settings, ReportingCalendar(timeZone: zone))
    known = context
    return context
  }
}

extension FigureQuery {
  func isSame(butForFilter other: FigureQuery) -> Bool {
    var other = other
    other.filter = filter
    return self == other
  }
}

extension FigurePlan {
  /// What of the comparison's partial bucket the cube is too coarse for; nil where nothing is.
  var elapsedRange: Range<Timestamp>? {
    guard let cut, let start = cubeCut, start < cut else { return nil }
    return start..<cut
  }

  func elapsedCells(in elapsed: PartialBucket) -> [RollupCell]? {
    guard let range = elapsedRange else { return [] }
    return elapsed.cells(of: range, within: bucket.level, calendar: calendar)
  }
}
