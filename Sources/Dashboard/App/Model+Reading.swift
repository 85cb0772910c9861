import SalesAnalytics
import SalesCore

/// When to read, and what to do with what was read.
extension Model {
  /// The read that is to begin now, if any.
  mutating func nextRead() -> ReadRequest? {
    guard mayRead else { return nil }
    let query = query
    let before = reading.lastQuery
    let isFresh = reading.isDue || before == nil
    reading.lastID += 1
    let request = ReadRequest(
      id: reading.lastID, query: query, now: pictureTime, feedLimit: wantedFeed,
      rejectionLimit: wantedRejections, refresh: isFresh || before.map { !$0.differsInFilterOnly(from: query) } ?? true)
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

  /// In steps, so that dragging a window's edge does not read again and again; twice as many whenever the selection comes near
  /// the end, or more sales came than there was room for before it.
  private var wantedFeed: Int {
    let rows = (max(8, needs(ScreenLayout(self)).sales) + 15) / 16 * 16
    var wanted = rows
    if case .picker(let picker) = overlay, picker.kind == .search { wanted = max(wanted, Self.searchedSales) }
    if hasLostSale { wanted = max(wanted, reading.answeredFeedLimit * 2) }
    guard selection.feedCursor.selected != nil else { return wanted }
    while wanted < selection.feedCursor.index + 1 + rows, wanted < Self.mostSales { wanted *= 2 }
    return wanted
  }

  /// The newest sales that a search goes through, and the most a feed is scrolled through.
  private static let searchedSales = 512
  private static let mostSales = 4096

  /// New ones have pushed the sale that is looked at out of what was read; further back it may still be found.
  private var hasLostSale: Bool {
    guard reading.answeredFeedLimit < Self.mostSales, data.latestFeed.count >= reading.answeredFeedLimit,
      let latest = data.latest, let figures = data.figures, latest.query.hasSales(of: figures.query)
    else { return false }
    let lookedAt = if case .sale(let sale) = overlay { sale.sale.id } else { selection.feedCursor.selected }
    guard let lookedAt, data.feed.contains(where: { $0.sale.id == lookedAt }) else { return false }
    return !data.latestFeed.contains { $0.sale.id == lookedAt }
  }

  private var wantedRejections: Int { needs(ScreenLayout(self)).rejections }

  mutating func take(_ result: ReadResult, id: Int) {
    guard let inFlight = reading.inFlight, inFlight.request.id == id else { return }
    reading.inFlight = nil
    reading.failure = nil
    reading.took = moment.uptime - inFlight.since
    reading.readAt = moment.wall
    var figures = result.figures
    health.hear(&figures.state, at: moment.wall)
    let isAnswer = data.latest?.query == figures.query
    if pause != nil, isAnswer {
      data.latest?.state = figures.state
      // Of a held picture only more of what is old is shown.
      if let end = data.feed.last.map({ SalePlace(of: $0.sale) }) {
        data.feed += result.feed.filter { SalePlace(of: $0.sale) < end }
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
    // Who scrolls down or searches does not wait for the panels' turn.
    if isDeeper { showFeed() }
    if isAnswer {
      // Rather with this frame than soon after it in one of their own.
      if let due = panelsDue, moment.uptime + Reading.pace / 2 >= due { showPanels() }
    } else {
      selection.regions.invalidate()
      selection.products.invalidate()
      showPanels()
      if hasOtherSales { selection.feedCursor.begin(in: data.feed.map(\.sale.id)) }
    }
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

  /// When the panels may change next, where they lag behind what was read; nil where they do not.
  private var panelsDue: Duration? {
    guard let latest = data.latest, pause == nil else { return nil }
    guard let figures = data.figures, let panelsAt = reading.panelsAt else { return .zero }
    guard latest.asOf != figures.asOf || latest.query != figures.query else { return nil }
    return panelsAt + Reading.panelPace
  }

  /// When they change by themselves: figures that are read until then lead to a frame anyway, and take them along.
  var nextPanels: Duration? { panelsDue.map { $0 + Reading.pace } }

  mutating func showPanels() {
    showFeed()
    data.figures = data.latest
    reading.panelsAt = moment.uptime
  }

  /// The sale that is looked at stays in the feed as long as there is hope to find it further back.
  private mutating func showFeed() {
    if !hasLostSale { data.feed = data.latestFeed }
  }
}

extension FigureQuery {
  /// Filter and parts: what was read for one will do for the other.
  func differsInFilterOnly(from other: FigureQuery) -> Bool { isSame(butForFilter: other) }

  /// However they are cut and compared, they are of the same sales, and so is the feed.
  func hasSales(of other: FigureQuery) -> Bool {
    period == other.period && filter == other.filter && endsAtNow == other.endsAtNow
  }
}
