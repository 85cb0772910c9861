import SalesAnalytics
import SalesCore

/// Decides when to read, and takes in the results.
extension Model {
  /// The read to begin now; nil when none is due.
  mutating func nextRead() -> ReadRequest? {
    guard mayRead else { return nil }
    let query = query
    let before = reading.lastQuery
    let isFresh = reading.isDue || before == nil
    reading.lastID += 1
    let request = ReadRequest(
      id: reading.lastID, query: query, now: pictureTime, feedLimit: wantedFeed,
      rejectionLimit: wantedRejections, refresh: isFresh || before.map { !$0.isSame(butForFilter: query) } ?? true)
    reading.inFlight = Reading.InFlight(request: request, since: moment.uptime)
    reading.lastQuery = query
    reading.lastNow = request.now
    reading.lastFeedLimit = request.feedLimit
    reading.lastRejectionLimit = request.rejectionLimit
    reading.startedAt = moment.uptime
    if request.refresh { reading.isDue = false }
    return request
  }

  private var mayRead: Bool {
    if let inFlight = reading.inFlight { return isAnotherQuestion(inFlight.request.query) }
    if reading.lastQuery.map(isAnotherQuestion) ?? true { return true }
    if let failure = reading.failure { return moment.uptime >= failure.retryAt }
    return (reading.isDue || isReplayDue) && moment.uptime >= reading.earliest(isPaused: isHeld)
  }

  private func isAnotherQuestion(_ other: FigureQuery) -> Bool {
    other != query || wantedFeed > reading.lastFeedLimit || wantedRejections > reading.lastRejectionLimit
  }

  /// The number of sales to read for the feed. It grows in steps of 16, so that resizing a window seldom reads again,
  /// and doubles when the selection comes near the end or new sales have pushed it out.
  private var wantedFeed: Int {
    let rows = (max(8, needs(ScreenLayout(self)).sales) + 15) / 16 * 16
    var wanted = rows
    if case .picker(let picker) = overlay, picker.kind == .search { wanted = max(wanted, Self.searchedSales) }
    if hasLostSale { wanted = max(wanted, reading.answeredFeedLimit * 2) }
    guard selection.feedCursor.selected != nil else { return wanted }
    while wanted < selection.feedCursor.index + 1 + rows, wanted < Self.mostSales { wanted *= 2 }
    return wanted
  }

  /// The number of newest sales that a search covers, and the most sales that the feed can hold.
  private static let searchedSales = 512
  private static let mostSales = 4096

  /// New sales have pushed the selected or opened sale out of the last read, and a larger read may find it.
  private var hasLostSale: Bool {
    guard reading.answeredFeedLimit < Self.mostSales, data.latestFeed.count >= reading.answeredFeedLimit,
      let latest = data.latest, let figures = data.figures, latest.query.hasSales(of: figures.query)
    else { return false }
    let open = if case .sale(let sale) = overlay { sale.sale.id } else { selection.feedCursor.selected }
    guard let open, data.feed.contains(where: { $0.sale.id == open }) else { return false }
    return !data.latestFeed.contains { $0.sale.id == open }
  }

  private var wantedRejections: Int { needs(ScreenLayout(self)).rejections }

  mutating func take(_ result: ReadResult, id: Int) {
    guard let inFlight = reading.inFlight, inFlight.request.id == id else { return }
    reading.inFlight = nil
    reading.failure = nil
    reading.took = moment.uptime - inFlight.since
    reading.readAt = moment.wall
    var figures = result.figures
    if isOfAnotherStore(figures) { beginAnew() }
    health.take(&figures.state, at: moment.wall)
    let isAnswer = data.latest?.query == figures.query
    if pause != nil, isAnswer {
      data.latest?.state = figures.state
      // Of a held picture only more of what is old is shown.
      if let end = data.feed.last.map({ SaleKey(of: $0.sale) }) {
        data.feed += result.feed.filter { SaleKey(of: $0.sale) < end }
        data.latestFeed = data.feed
      }
      return
    }
    let isDeeper =
      isAnswer && inFlight.request.feedLimit > data.latestFeed.count && result.feed.count > data.latestFeed.count
    let hasOtherSales = data.latest.map { !$0.query.hasSales(of: figures.query) } ?? false
    data.latest = figures.comparable(in: setup.calendar)
    data.rejections = result.rejections
    data.latestFeed = result.feed
    reading.answeredFeedLimit = inFlight.request.feedLimit
    // Scrolling and searching show more sales at once.
    if isDeeper { showFeed() }
    if isAnswer {
      // Panels that are due soon change with this frame, which saves one.
      if let due = panelsDue, moment.uptime + Reading.pace / 2 >= due { showPanels() }
    } else {
      selection.regions.invalidate()
      selection.products.invalidate()
      showPanels()
      if hasOtherSales { selection.feedCursor.begin(in: data.feed.map(\.sale.id)) }
    }
  }

  private func isOfAnotherStore(_ figures: Figures) -> Bool {
    guard let known = data.latest?.state.identity, let found = figures.state.identity else { return false }
    return found != known
  }

  /// The store was made anew or replaced: nothing of the one before may stay on the screen, held pictures included.
  private mutating func beginAnew() {
    data = ReadData()
    health = PipelineHealth()
    pause = nil
    replay = nil
    if case .sale = overlay { overlay = nil }
    tell("The store was made anew or replaced: this is the new one", .bad)
  }

  mutating func fail(_ text: String, id: Int) {
    guard reading.inFlight?.request.id == id else { return }
    reading.inFlight = nil
    reading.isDue = true
    if reading.failure == nil { tell("The store cannot be read: \(text)", .bad) }
    let attempts = (reading.failure?.attempts ?? 0) + 1
    reading.failure = Reading.Failure(
      text: text, since: reading.failure?.since ?? reading.readAt ?? moment.wall, attempts: attempts,
      retryAt: moment.uptime + Reading.retryDelay(attempts: attempts))
  }

  /// The uptime from which the panels may show the latest figures; nil when they do.
  private var panelsDue: Duration? {
    guard let latest = data.latest, pause == nil else { return nil }
    guard let figures = data.figures, let panelsAt = reading.panelsAt else { return .zero }
    guard latest.asOf != figures.asOf || latest.query != figures.query else { return nil }
    return panelsAt + Reading.panelPace
  }

  /// The uptime at which the panels change without another read. It is a pace later, because a read until then leads to
  /// a frame anyway.
  var nextPanels: Duration? { panelsDue.map { $0 + Reading.pace } }

  mutating func showPanels() {
    showFeed()
    data.figures = data.latest
    reading.panelsAt = moment.uptime
  }

  /// Shows the latest sales, unless a larger read may still find the selected one.
  private mutating func showFeed() {
    if !hasLostSale { data.feed = data.latestFeed }
  }
}

extension FigureQuery {
  /// Both select the same sales, whatever their buckets and comparison, so the feed is the same.
  func hasSales(of other: FigureQuery) -> Bool {
    period == other.period && filter == other.filter && endsAtNow == other.endsAtNow
  }
}
