import SalesAnalytics
import SalesCore
import TextUI

/// Everything the screen is a function of. Only `update` changes it.
struct Model: Sendable {
  var setup: Setup
  var look: Look
  var size: Size
  var moment: Moment

  /// What was asked for; `figures` may still be those of the question before.
  var period: Period
  var bucket: BucketSize?
  var comparison: Comparison
  var filter: SaleFilter
  var measure: Measure
  /// Index in `setup.views`.
  var view: Int
  var axis = AxisMode.auto
  /// Where `=` and `0` lead back to: the period last picked, and the last one that moved with time.
  var homePeriod: Period
  var livePeriod: Period
  /// What Esc takes back, newest last.
  var undo: [Step] = []
  /// What `u` takes back and `U` brings again.
  var history = History()
  /// What Backspace takes back, newest last.
  var drills: [Drill] = []
  var replay: Replay?

  var reading = Reading()
  /// What the figures of the top rows show, at most four times a second.
  var latest: Figures?
  /// What the panels show, at most twice a second.
  var figures: Figures?
  var feed: [StoredSale] = []
  /// What was read with `latest`, for when it is the feed's turn.
  var latestFeed: [StoredSale] = []
  var pause: Pause?
  var pulse = Pulse()
  var drawn = DrawnLatency()
  var trace = PipelineTrace()
  /// The newest records that were no valid sales, where a panel shows them.
  var rejections: [Rejection] = []

  var focus: PanelID = .revenue
  /// Where the focus was when a view was left, by the view's name.
  var focusLeft: [String: PanelID] = [:]
  var isMaximised = false
  var regions = RankedList()
  var products = RankedList()
  var feedCursor = ListCursor()
  /// In the pipeline's partitions, by number.
  var partitionCursor = ListCursor()
  /// The bucket under the crosshair, by its beginning, so that it stays with the bucket while time goes on.
  var crosshair: Timestamp?
  /// The bucket where a marked range begins; it ends at the crosshair.
  var mark: Timestamp?
  /// Where a button of the mouse went down, while it is held.
  var dragged: PanelID?
  var heatCell: GridCell?
  var pivotCell: PivotCell?
  /// The first row shown of each list in the filter column.
  var filterScroll: [Picker.Kind: Int] = [:]
  /// The first row and column of the pivot that show.
  var pivotScroll = GridCell(row: 0, column: 0)
  var overlay: Overlay?
  var pendingKeys: [Key] = []
  var notice: Notice?
  /// The theme that was chosen, by its place in `setup.themes`; the picker may show another one.
  var theme = 0
  /// What could not be read again, for as long as that is so.
  var reloadProblem: String?
  var isMouseOn = true
  var isExporting = false

  init(setup: Setup, size: Size, moment: Moment, look: Look = Look()) {
    self.setup = setup
    self.size = size
    self.moment = moment
    self.look = look
    period = setup.home.period
    bucket = setup.home.bucket
    comparison = setup.home.comparison
    filter = setup.home.filter
    measure = setup.measure
    view = setup.view
    axis = setup.axis
    homePeriod = setup.home.period
    livePeriod = setup.home.period.isLive ? setup.home.period : .last(1, .hour)
    if let kept = setup.kept { resume(kept) }
    focus = viewSpec.mainPanel(among: ScreenLayout(self).focusable) ?? focus
  }

  /// What Esc takes back.
  enum Step: Equatable, Sendable {
    case filter(SaleFilter)
    case period(Period)
  }

  struct Pause: Equatable, Sendable {
    /// The moment the picture is held at.
    var since: Timestamp
    /// Sales stored up to then.
    var sales: Int64
    /// Something else was asked than what was held.
    var isAsked = false
  }

  enum Overlay: Equatable, Sendable {
    case help(offset: Int)
    case picker(Picker)
    case palette(Palette)
    /// All there is to know of one sale.
    case sale(StoredSale)
  }

  struct Notice: Equatable, Sendable {
    enum Kind: Sendable { case good, bad }

    var text: String
    var kind: Kind
    /// Uptime at which it goes away.
    var until: Duration
  }
}

extension Model {
  var amounts: AmountText { AmountText(currency: setup.currency, dash: String(look.symbols.dash)) }

  /// A period in words, in signs this terminal has.
  func label(of period: Period) -> String { plain(period.label(calendar: setup.calendar)) }

  /// The same with spans written out: "Last 7 days".
  func spelled(_ period: Period) -> String { plain(period.spelled(calendar: setup.calendar)) }

  func label(of range: Range<Timestamp>) -> String { plain(Period.label(range, calendar: setup.calendar)) }

  private func plain(_ text: String) -> String {
    look.symbols.isASCII ? text.replacing("–", with: "-") : text
  }

  var isFiltered: Bool { !filter.isEmpty }

  /// What the panels should show by now.
  var query: FigureQuery {
    let layout = ScreenLayout(self)
    var query = FigureQuery(
      period: period, bucket: bucket, columns: layout.chartColumns, comparison: comparison, filter: filter)
    if layout.panels[.heatmap] != nil { query.parts.insert(.heat) }
    if layout.panels[.pivot] != nil { query.parts.insert(.pivot) }
    query.endsAtNow = endsAtNow
    if replay == nil { query.knownUntil = pause == nil ? silentSince : latest?.query.knownUntil }
    return query
  }

  var viewSpec: ViewSpec { setup.views.indices.contains(view) ? setup.views[view] : ViewSpec.standard[0] }

  /// A picture that is held stays as it was until something else is asked of it: that has only what was sold before, to the
  /// second.
  private var endsAtNow: Bool { replay != nil || pause?.isAsked ?? false }

  /// The panels show what was asked for, not what was there before, but for how finely the chart is cut.
  var isCurrent: Bool {
    guard let shown = figures?.query else { return false }
    return shown.period == period && shown.bucket == bucket && shown.comparison == comparison && shown.filter == filter
      && shown.endsAtNow == endsAtNow
  }

  /// Most answers come before anybody could read that they are awaited.
  var isJustAsked: Bool {
    reading.inFlight.map { moment.uptime < $0.since + Reading.patience } ?? false
  }

  var stream: StreamState {
    if let failure = reading.failure { return .stale(moment.wall - failure.since) }
    guard let state = latest?.state else { return .loading }
    if let replay { return .replay(moment: replayText, speed: replay.speed, isHeld: replay.isHeld) }
    let seen = StreamState(of: state, at: moment.wall)
    if let pause {
      if case .stale = seen { return seen }
      return .paused(unseen: max(0, state.totals.sales - pause.sales))
    }
    guard case .live(let rate, let latency) = seen else { return seen }
    return .live(perSecond: rate, latency: drawn.p50.map(Duration.init(latency:)) ?? latency)
  }

  /// The last heartbeat of a consumer that gives no sign of life any more; nil while there is one.
  var silentSince: Timestamp? {
    guard let state = latest?.state, let heartbeat = state.heartbeat,
      moment.wall - heartbeat.time >= StreamState.patience(with: state)
    else { return nil }
    return heartbeat.time
  }

  /// Extent of the stored sales; nil in an empty store.
  var extent: Range<Timestamp>? {
    guard let state = latest?.state, let oldest = state.oldestSale, let newest = state.newestSale else { return nil }
    return oldest..<(max(oldest, newest) + .milliseconds(1))
  }

  /// The moment the picture is of: now, when it was held, or the moment that is played.
  var pictureTime: Timestamp { replay?.time(at: moment.uptime) ?? pause?.since ?? moment.wall }

  /// Index of the bucket under the crosshair, nil where it left the picture.
  var crosshairIndex: Int? {
    guard let crosshair, let figures else { return nil }
    return figures.edges.dropLast().firstIndex(of: crosshair)
  }

  /// From the mark to the crosshair; nil where nothing is marked.
  var markedBuckets: ClosedRange<Int>? {
    guard let mark, let figures, let start = figures.bucket(holding: mark), let end = crosshairIndex else { return nil }
    return min(start, end)...max(start, end)
  }

  /// The newest bucket with figures; nil without any.
  var newestBucket: Int? {
    guard let figures, !figures.buckets.isEmpty else { return nil }
    if let partial = figures.partial { return min(partial, figures.buckets.count - 1) }
    return figures.asOf < figures.range.lowerBound ? nil : figures.buckets.count - 1
  }
}

extension Figures {
  /// How many buckets from the left are over, so that they can be held against each other; the first counts anyway.
  var whole: Int { min(partial.map { max(1, $0) } ?? buckets.count, max(1, known)) }

  /// How many buckets from the left are known whole: without a consumer at work nobody knows what was sold since, and while it
  /// catches up, what it has not come to is not nothing.
  var known: Int {
    guard let beat = state.heartbeat?.time else { return buckets.count }
    if asOf - beat >= StreamState.patience(with: state) { return bucketsOver(at: beat) }
    guard state.lag > 0, let newest = state.newestSale else { return buckets.count }
    let caughtUp = bucketsOver(at: newest)
    return caughtUp >= partial ?? buckets.count ? buckets.count : caughtUp
  }

  private func bucketsOver(at time: Timestamp) -> Int {
    edges.dropFirst().firstIndex { $0 > time }.map { $0 - 1 } ?? buckets.count
  }
}
