import SalesAnalytics
import SalesCore
import TextUI

/// The crosshair, marked ranges, buckets and the y axis.
extension Model {
  mutating func moveOnChart(_ action: Action) {
    guard let newest = newestBucket, let figures else { return }
    let target: Int
    switch action {
    case .left: target = crosshairIndex.map { $0 - 1 } ?? newest
    case .right: target = crosshairIndex.map { $0 + 1 } ?? newest
    case .pageUp: target = (crosshairIndex ?? newest) - 10
    case .pageDown: target = (crosshairIndex ?? newest) + 10
    case .first: target = 0
    case .last: target = newest
    case .down: return setFocus(ScreenLayout(self).panel(below: focus) ?? focus)
    default: return
    }
    crosshair = figures.edges[min(max(0, target), newest)]
  }

  /// Begins a range at the crosshair, or drops the one there is.
  mutating func markRange() {
    guard mark == nil else {
      mark = nil
      return
    }
    guard focus.isChart, let newest = newestBucket, let figures else { return }
    if crosshairIndex == nil { crosshair = figures.edges[newest] }
    mark = crosshair
  }

  /// Keeps crosshair and mark at their moment where buckets change under them, and drops them where it left the picture.
  mutating func settleCrosshair(_ figures: Figures) {
    guard isCurrent else { return }
    func settled(_ time: Timestamp) -> Timestamp? {
      // Time goes on under a range that is being marked: what is left of it stays.
      let time = mark == nil ? time : max(time, figures.range.lowerBound)
      return figures.bucket(holding: time).map { figures.edges[min($0, newestBucket ?? $0)] }
    }
    crosshair = crosshair.flatMap(settled)
    mark = crosshair == nil ? nil : mark.flatMap(settled)
  }

  /// The bucket size that is used where none is chosen.
  private var fittingBucket: BucketSize {
    if let figures, isCurrent, figures.query.bucket == nil { return figures.bucket }
    return .fitting(shownPeriod, atMost: query.columns)
  }

  private var shownPeriod: Range<Timestamp> {
    period.range(now: pictureTime, calendar: setup.calendar, all: extent)
  }

  /// Coarser from the fitting size on, then from the finest that makes sense back to it.
  mutating func nextBucketSize() {
    let (range, own) = (shownPeriod, fittingBucket)
    let length = range.upperBound - range.lowerBound
    let sizes = BucketSize.ladder.filter { $0 == own || (4...400).contains(length / $0.nominalLength) }
    guard let place = sizes.firstIndex(of: bucket ?? own) ?? sizes.firstIndex(of: own) else { return }
    let next = sizes[(place + 1) % sizes.count]
    bucket = next == own ? nil : next
  }

  mutating func nextAxis() {
    switch axis {
    case .auto: axis = shownScale.map { .locked($0) } ?? .logarithmic
    case .locked: axis = .logarithmic
    case .logarithmic: axis = .auto
    }
  }

  /// What the y axis of the focused chart, or of the first one, spans.
  private var shownScale: ClosedRange<Double>? {
    let layout = ScreenLayout(self)
    guard let figures, let panel = [focus, .revenue, .trend].first(where: { $0.isChart && layout.panels[$0] != nil }),
      let area = layout.panels[panel]
    else { return nil }
    return chart(of: panel, figures, in: area).yScale(in: TitledBox.content(in: area))
  }

  /// The chart as a panel in this area draws it.
  private func chart(of panel: PanelID, _ figures: Figures, in area: Rect) -> LineChart {
    panel == .trend ? TrendPanel(self).lineChart(figures, in: area) : ChartPanel(self).lineChart(figures)
  }
}

extension Model {
  /// A click sets the crosshair, or zooms where it is in the marked range; what is dragged over is marked.
  mutating func mouseOnChart(_ event: MouseEvent, _ panel: PanelID, _ layout: ScreenLayout) {
    switch event.kind {
    case .press:
      guard let figures, let newest = newestBucket, let index = bucket(at: event.at, panel, layout) else { return }
      if markedBuckets?.contains(index) ?? false { return drilling { $0.zoomToCrosshair() } }
      mark = nil
      crosshair = figures.edges[min(index, newest)]
      dragged = panel
    case .drag:
      guard dragged == panel, let figures, let newest = newestBucket, crosshair != nil,
        let index = bucket(at: event.at, panel, layout, isClamped: true)
      else { return }
      let here = figures.edges[min(index, newest)]
      // A hand that trembles marks nothing.
      if mark == nil, here != crosshair { mark = crosshair }
      crosshair = here
    case .release: dragged = nil
    case .wheelUp, .wheelDown:
      let centre = bucket(at: event.at, panel, layout).flatMap { figures?.edges[$0] }
      zoom(event.kind == .wheelUp ? .in : .out, around: centre)
    }
  }

  private func bucket(at point: Point, _ panel: PanelID, _ layout: ScreenLayout, isClamped: Bool = false) -> Int? {
    guard let area = layout.panels[panel], let figures else { return nil }
    let chart = chart(of: panel, figures, in: area)
    let inner = TitledBox.content(in: area)
    let plot = chart.plotArea(in: inner)
    let x = isClamped ? min(max(point.x, plot.x), plot.right - 1) : point.x
    guard let index = chart.bucket(atColumn: x, in: inner) else { return nil }
    return figures.buckets.indices.contains(index) ? index : nil
  }
}
