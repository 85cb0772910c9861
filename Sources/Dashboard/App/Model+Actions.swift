import SalesAnalytics
import SalesCore

/// Actions on the view itself: time, comparison, measure, focus.
extension Model {
  mutating func performOnView(_ action: Action) {
    if performInPanel(action) { return }
    switch action {
    case .clearFilters: change(filter: SaleFilter())
    case .pause: togglePause()
    case .zoomIn: view.show(zoomed(.in))
    case .zoomOut: view.show(zoomed(.out))
    case .zoomReset: view.show(view.homePeriod)
    case .shiftBack: view.show(shifted(by: -1))
    case .shiftForward: view.show(shifted(by: 1))
    case .live:
      endReplay()
      endPause()
      view.show(view.livePeriod)
    case .comparison: view.comparison = view.comparison.next
    case .measure: show(view.measure.next)
    case .view1, .view2, .view3, .view4, .view5, .view6, .view7, .view8, .view9:
      Action.views.firstIndex(of: action).map { showView($0) }
    case .bucket: nextBucketSize()
    case .axis: nextAxis()
    // The replay ends first, because undoing a step would change its period.
    case .undo: replay != nil ? endReplay() : undoView()
    case .redo: redoView()
    case .drillUp: drillUp()
    case .rewind: rewind()
    case .fastForward: fastForward()
    case .maximise: view.isMaximised.toggle()
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    default: break
    }
  }

  mutating func show(_ measure: Measure) {
    guard measure != view.measure else { return }
    view.measure = measure
    // A y range locked for one measure does not suit another.
    if case .locked = view.axis { view.axis = .auto }
  }

  private mutating func togglePause() {
    if replay != nil {
      replay?.toggleHold(at: moment.uptime)
    } else if pause != nil {
      endPause()
    } else if let latest = data.latest {
      showPanels()
      pause = Pause(since: latest.asOf, sales: latest.state.totals.sales)
    }
  }

  private mutating func endPause() {
    guard pause != nil else { return }
    pause = nil
    reading.isDue = true
  }

  func zoomed(_ zoom: Period.Zoom, around centre: Timestamp? = nil) -> Period {
    view.period.zoomed(
      zoom, around: centre ?? crosshairTime, now: pictureTime, calendar: setup.calendar, all: extent)
  }

  func shifted(by steps: Int) -> Period {
    view.period.shifted(by: steps, now: pictureTime, calendar: setup.calendar, all: extent)
  }

  /// The middle of the bucket under the crosshair.
  private var crosshairTime: Timestamp? {
    guard let figures = data.figures, let index = crosshairIndex else { return nil }
    let start = figures.edges[index]
    return start + .milliseconds((figures.edges[index + 1] - start).wholeMilliseconds / 2)
  }
}

/// Buckets and the y axis.
extension Model {
  /// The bucket size that is used when none is chosen.
  private var fittingBucket: BucketSize {
    if let figures = data.figures, isCurrent, figures.query.bucket == nil { return figures.bucket }
    return .fitting(shownPeriod, atMost: query.columns)
  }

  private var shownPeriod: Range<Timestamp> {
    view.period.range(now: pictureTime, calendar: setup.calendar, all: extent)
  }

  /// Cycles through sizes of 4 to 400 buckets a period: coarser from the fitting size on, then on from the finest.
  private mutating func nextBucketSize() {
    let (range, own) = (shownPeriod, fittingBucket)
    let length = range.upperBound - range.lowerBound
    let sizes = BucketSize.ladder.filter { $0 == own || (4...400).contains(length / $0.nominalLength) }
    guard let index = sizes.firstIndex(of: view.bucket ?? own) ?? sizes.firstIndex(of: own) else { return }
    let next = sizes[(index + 1) % sizes.count]
    view.bucket = next == own ? nil : next
  }

  private mutating func nextAxis() {
    switch view.axis {
    case .auto: view.axis = shownScale.map { .locked($0) } ?? .logarithmic
    case .locked: view.axis = .logarithmic
    case .logarithmic: view.axis = .auto
    }
  }

  /// The span of the y axis of the focused chart, or of the first one shown.
  private var shownScale: ClosedRange<Double>? {
    guard let figures = data.figures else { return nil }
    let layout = ScreenLayout(self)
    for kind in [focus] + panels.kinds {
      guard let area = layout.panels[kind], let chart = panels[kind] as? any TimeChart else { continue }
      return chart.yScale(figures, in: area, PanelContext(self, kind, layout: layout))
    }
    return nil
  }
}
