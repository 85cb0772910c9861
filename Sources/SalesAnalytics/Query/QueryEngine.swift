package import SalesCore

/// Answers queries with figures.
///
/// The engine polls the reader and keeps a cube of rollups over the periods of the last query, so that a change of the
/// filter reads nothing. It loads anew when a query needs other periods or another rollup level. Buckets older than the
/// kept rollups are counted from the raw sales.
///
/// ```swift
/// let engine = QueryEngine(reader: store)
/// var query = FigureQuery(period: .last(24, .hour))
/// let all = try await engine.figures(for: query, now: clock.now)
/// query.filter.products = ["Espresso Pro"]
/// let espresso = try await engine.figures(for: query, now: clock.now, refresh: false)
/// ```
///
/// Calls may overlap; each answers from what it has read itself. A cancelled call throws `CancellationError` between
/// two reads.
package actor QueryEngine {
  private let reader: any QueryReader
  private let maxCells: Int
  private var known: (settings: StoreSettings, calendar: ReportingCalendar)?
  private var loaded: LoadedData?
  private var last: (query: FigureQuery, asOf: Timestamp)?
  /// Periods of this length had too many cells at the rollup level of this bucket.
  private var tooFine: (bucket: BucketSize, length: Duration)?

  package init(reader: any QueryReader) { self.init(reader: reader, maxCells: Cube.maxCells) }

  /// `maxCells` bounds the cube: a view with more cells is answered in coarser buckets.
  init(reader: any QueryReader, maxCells: Int) {
    self.reader = reader
    self.maxCells = maxCells
  }

  /// The store's settings, read once: they never change.
  package func settings() async throws -> StoreSettings { try await context().settings }

  /// The calendar of the store's reporting time zone, or of UTC where the machine does not know the zone.
  package func calendar() async throws -> ReportingCalendar { try await context().calendar }

  /// The figures for a query as of `now`.
  ///
  /// `refresh: false` answers from the last read where the query differs from the one before only by filter or parts.
  /// The figures are as of that read then, or as of `now` where `endsAtNow`; only data of a heat map or of that moment
  /// may have to be read. In every other case the store is read.
  ///
  /// - Throws: the reader's errors.
  package func figures(for query: FigureQuery, now: Timestamp, refresh: Bool = true) async throws -> Figures {
    try await answer(query, now: now, refresh: refresh) { $0.figures() }
  }

  /// The figures without a comparison, and the rows behind them as of the same moment: one a bucket, region and product
  /// with sales, ordered by start, region, product.
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
    var (plan, loaded, isFresh) = try await data(for: query, now: now, refresh: refresh, calendar: calendar)
    try await loaded.complete(plan, now: plan.asOf, refresh: isFresh, from: reader)
    try Task.checkCancellation()
    // The filter does not change the sums before it, so they are kept.
    if isFresh || query.endsAtNow { loaded.sums = nil }
    let builder = FiguresBuilder(plan, loaded)
    loaded.sums = builder.sums
    self.loaded = loaded
    last = (query, plan.asOf)
    return compute(builder)
  }

  /// The data for a query, and true where it was read now: the data of the last read where that suffices, else new
  /// data.
  private func data(
    for query: FigureQuery, now: Timestamp, refresh: Bool, calendar: ReportingCalendar
  ) async throws -> (QueryPlan, LoadedData, isFresh: Bool) {
    if !refresh, let loaded, let last, last.query.isSame(butForFilter: query) {
      let plan = plan(query, now: query.endsAtNow ? now : last.asOf, calendar: calendar, state: loaded.view.state)
      if loaded.view.covers(plan) { return (plan, loaded, false) }
    }
    let (plan, view) = try await read(query, now: now, calendar: calendar)
    var loaded = self.loaded ?? LoadedData(view)
    // Names and parts of another store would be wrong ones here.
    if loaded.view.token.generation != view.token.generation { loaded = LoadedData(view) }
    loaded.view = view
    return (plan, loaded, true)
  }

  /// Loads a cube that covers the query as of now. The store's state can change the plan (the extent of `all`, the kept
  /// rollups), so the plan is made again after each read.
  private func read(
    _ query: FigureQuery, now: Timestamp, calendar: ReportingCalendar
  ) async throws -> (QueryPlan, LoadedCube) {
    var state: StoreState
    if var view = loaded?.view {
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
      // A store that grows faster than it is read is answered as planned before the read.
      attempts += 1
      if attempts == 3 { return (before, view) }
    }
  }

  /// How far to load beyond `now`: forty steps while the past is played, else nothing.
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
    let context = (settings, ReportingCalendar(of: settings))
    known = context
    return context
  }
}

extension FigureQuery {
  /// True where the data read for `other` answers this query too, except for the heat map's hours.
  package func isSame(butForFilter other: FigureQuery) -> Bool {
    var other = other
    other.filter = filter
    other.parts = parts
    return self == other
  }
}
