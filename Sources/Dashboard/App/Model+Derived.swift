import SalesAnalytics
import SalesCore
import TextUI

/// Values derived from the model's state.
extension Model {
  var amounts: AmountText { AmountText(currency: setup.currency, dash: String(look.symbols.dash)) }

  /// A period in words, in characters that this terminal has.
  func label(of period: Period) -> String { plain(period.label(calendar: setup.calendar)) }

  /// The same with spans written out: "Last 7 days".
  func spelled(_ period: Period) -> String { plain(period.spelled(calendar: setup.calendar)) }

  func label(of range: Range<Timestamp>) -> String { plain(Period.label(range, calendar: setup.calendar)) }

  private func plain(_ text: String) -> String {
    look.symbols.isASCII ? text.replacing("–", with: "-") : text
  }

  var isFiltered: Bool { !view.filter.isEmpty }

  /// The query for the current view.
  var query: FigureQuery {
    let layout = ScreenLayout(self)
    var query = FigureQuery(
      period: view.period, bucket: view.bucket, columns: layout.chartColumns, comparison: view.comparison,
      filter: view.filter)
    query.parts = needs(layout).parts
    query.endsAtNow = endsAtNow
    if replay == nil { query.knownUntil = pause == nil ? silentSince : data.latest?.query.knownUntil }
    return query
  }

  /// The index of the shown view.
  var viewIndex: Int { setup.views.firstIndex { $0.name == view.view } ?? 0 }

  var viewSpec: ViewSpec { setup.views.first { $0.name == view.view } ?? setup.views.first ?? ViewSpec.standard[0] }

  /// The focused panel; `revenue` when the view has no panel to focus.
  var focus: PanelKind {
    get { view.focus ?? .revenue }
    set { view.focus = newValue }
  }

  /// The keys of the focused panel move in this list.
  func isFocused(on list: ListID) -> Bool { panels[focus]?.list == list }

  /// The data that the shown panels need.
  func needs(_ layout: ScreenLayout) -> PanelNeeds {
    layout.panels.reduce(into: PanelNeeds()) { sum, shown in
      guard let needs = panels[shown.key]?.needs(in: shown.value) else { return }
      sum.parts.formUnion(needs.parts)
      sum.sales = max(sum.sales, needs.sales)
      sum.rejections = max(sum.rejections, needs.rejections)
    }
  }

  /// The query ends at the picture's time: in a replay, and once the view has changed while paused.
  private var endsAtNow: Bool { replay != nil || pause?.isAsked ?? false }

  /// The panels show figures of the current view. The number of chart columns does not count.
  var isCurrent: Bool {
    guard let shown = data.figures?.query else { return false }
    return shown.period == view.period && shown.bucket == view.bucket && shown.comparison == view.comparison
      && shown.filter == view.filter
      && shown.endsAtNow == endsAtNow
  }

  /// The read in flight has begun so recently that nothing says "loading" yet.
  var isJustAsked: Bool {
    reading.inFlight.map { moment.uptime < $0.since + Reading.patience } ?? false
  }

  var stream: StreamState {
    if let failure = reading.failure { return .health(.stale(moment.wall - failure.since)) }
    guard let state = data.latest?.state else { return .loading }
    if let replay { return .replay(moment: replayText, speed: replay.speed, isHeld: replay.isHeld) }
    let seen = StreamHealth(of: state, at: moment.wall)
    if let pause {
      switch seen {
      case .stale, .left: return .health(seen)
      default: break
      }
      return .paused(unseen: max(0, state.totals.sales - pause.sales))
    }
    guard case .live(let rate, let latency) = seen else { return .health(seen) }
    return .health(.live(perSecond: rate, latency: health.drawn.p50.map(Duration.init(latency:)) ?? latency))
  }

  /// The time of the last heartbeat when it is overdue, or no other will come; nil while it is on time.
  var silentSince: Timestamp? {
    guard let state = data.latest?.state, let heartbeat = state.heartbeat,
      moment.wall - heartbeat.time >= StreamHealth.patience(with: state)
    else { return nil }
    return heartbeat.time
  }

  /// Extent of the stored sales; nil in an empty store.
  var extent: Range<Timestamp>? { data.latest?.state.extent }

  /// The moment that the screen shows: now, the start of the pause, or the replay's moment.
  var pictureTime: Timestamp { replay?.time(at: moment.uptime) ?? pause?.since ?? moment.wall }

  /// The index of the bucket under the crosshair; nil without one in the figures.
  var crosshairIndex: Int? {
    guard let crosshair = selection.crosshair, let figures = data.figures else { return nil }
    return figures.edges.dropLast().firstIndex(of: crosshair)
  }

  /// The buckets from the mark to the crosshair; nil without a mark.
  var markedBuckets: ClosedRange<Int>? {
    guard let mark = selection.mark, let figures = data.figures, let start = figures.bucket(holding: mark),
      let end = crosshairIndex
    else { return nil }
    return min(start, end)...max(start, end)
  }

  /// The marked buckets, else the one under the crosshair.
  var inspectedBuckets: ClosedRange<Int>? { markedBuckets ?? crosshairIndex.map { $0...$0 } }

  /// The index of the newest bucket with figures; nil without figures.
  var newestBucket: Int? {
    guard let figures = data.figures, !figures.buckets.isEmpty else { return nil }
    if let partial = figures.partial { return min(partial, figures.buckets.count - 1) }
    return figures.asOf < figures.range.lowerBound ? nil : figures.buckets.count - 1
  }
}
