import Foundation
package import SalesCore

/// Turns queries into figures: polls the reader, keeps a cube over the spans of the last query, loads anew when a query
/// needs other spans or another level, and counts from raw sales what is older than the kept rollups.
///
/// Calls may overlap; each answers from what it has read itself, and one that is cancelled throws `CancellationError`
/// between two reads.
package actor QueryEngine {
  private let reader: any QueryReader
  private let maxCells: Int
  private var known: (settings: StoreSettings, calendar: ReportingCalendar)?
  private var stock: LoadedData?
  private var last: (query: FigureQuery, asOf: Timestamp)?
  /// Spans this long had too many cells at the level of this bucket.
  private var tooFine: (bucket: BucketSize, length: Duration)?

  package init(reader: any QueryReader) {
    self.init(reader: reader, maxCells: Cube.maxCells)
  }

  /// More cells than `maxCells` are not kept: the view is made coarser until they are fewer.
  init(reader: any QueryReader, maxCells: Int) {
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

  /// `refresh: false` answers from what was last read where only filter or parts differ from the query before: as of that
  /// moment, or of one that is played as of `now`; read is only what a heat map or that moment lacks. Else it reads.
  /// Throws what the reader throws.
  package func figures(for query: FigureQuery, now: Timestamp, refresh: Bool = true) async throws -> Figures {
    try await answer(query, now: now, refresh: refresh) { $0.figures() }
  }

  /// The figures without a comparison, and as of the same moment what they are made of in tidy rows: bucket × region ×
  /// product, those without sales left out; by start, region, product.
  package func rows(
    for query: FigureQuery, now: Timestamp
  ) async throws -> (figures: Figures, rows: [WindowRow]) {
    var query = query
    query.comparison = .none
    query.parts = []
    return try await answer(query, now: now, refresh: true) { ($0.figures(), $0.rows()) }
  }

  private func answer<Answer: Sendable>(
    _ query: FigureQuery, now: Timestamp, refresh: Bool, _ compute: @Sendable (FiguresBuilder) -> Answer
  ) async throws -> Answer {
    let calendar = try await calendar()
    var (plan, stock, isFresh) = try await stock(for: query, now: now, refresh: refresh, calendar: calendar)
    try await stock.complete(plan, now: plan.asOf, refresh: isFresh, from: reader)
    try Task.checkCancellation()
    // A filter changes nothing of what is added up before it.
    if isFresh || query.endsAtNow { stock.sums = nil }
    let assembly = FiguresBuilder(plan, stock)
    stock.sums = assembly.sums
    self.stock = stock
    last = (query, plan.asOf)
    return compute(assembly)
  }

  /// The plan and its data: those read last if they answer the query, else fresh ones.
  private func stock(
    for query: FigureQuery, now: Timestamp, refresh: Bool, calendar: ReportingCalendar
  ) async throws -> (QueryPlan, LoadedData, isFresh: Bool) {
    if !refresh, let stock, let last, last.query.isSame(butForFilter: query) {
      let plan = plan(query, now: query.endsAtNow ? now : last.asOf, calendar: calendar, state: stock.view.state)
      if stock.view.covers(plan) { return (plan, stock, false) }
    }
    let (plan, view) = try await read(query, now: now, calendar: calendar)
    var stock = self.stock ?? LoadedData(view)
    stock.view = view
    return (plan, stock, true)
  }

  /// A view that covers the query as of now. What the store says of itself can change the plan (how far `all` reaches,
  /// what is kept), so it is made again after each read.
  private func read(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar
  ) async throws -> (QueryPlan, LoadedCube) {
    var state: StoreState
    if var view = stock?.view {
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
    var ahead = ahead(of: query, now: now)
    while true {
      try Task.checkCancellation()
      let before = plan(query, now: now, calendar: calendar, state: state)
      let view = try await LoadedCube(
        before.level, before.spansWithRoom(ahead: min(ahead, before.length * 8)), calendar: calendar, now: now,
        from: reader)
      state = view.state
      if view.cube.cellCount > maxCells, ahead > .zero {
        ahead = .zero
        continue
      }
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

  /// How much of what comes next is worth reading: forty steps of a moment that is played.
  private func ahead(of query: FigureQuery, now: Timestamp) -> Duration {
    guard query.endsAtNow, let last, last.query.endsAtNow, last.asOf < now else { return .zero }
    return (now - last.asOf) * 40
  }

  private func plan(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar, state: StoreState
  ) -> QueryPlan {
    let plan = QueryPlan(query, now: now, calendar: calendar, state: state)
    guard let tooFine, plan.level <= tooFine.bucket.level, plan.length >= tooFine.length else { return plan }
    return QueryPlan(query, now: now, calendar: calendar, state: state, coarserThan: tooFine.bucket)
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
  /// The data read for the other query answers this one too, except for the heatmap's own hours.
  package func isSame(butForFilter other: FigureQuery) -> Bool {
    var other = other
    other.filter = filter
    other.parts = parts
    return self == other
  }
}
