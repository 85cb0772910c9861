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
    case .down: return setFocus(ScreenLayout(self).focusable.first(where: \.isList) ?? focus)
    default: return
    }
    crosshair = figures.edges[min(max(0, target), newest)]
  }

  mutating func markRange() {}

  mutating func nextBucketSize() {}

  mutating func nextAxis() {}

  mutating func mouseOnChart(_ event: MouseEvent, _ layout: ScreenLayout) {
    switch event.kind {
    case .press:
      guard let figures, let newest = newestBucket, let index = bucket(at: event.at, layout) else { return }
      crosshair = figures.edges[min(index, newest)]
    case .wheelUp, .wheelDown:
      let centre = bucket(at: event.at, layout).flatMap { figures?.edges[$0] }
      zoom(event.kind == .wheelUp ? .in : .out, around: centre)
    case .release, .drag: break
    }
  }

  private func bucket(at point: Point, _ layout: ScreenLayout) -> Int? {
    guard let area = layout.panels[.revenue], let figures else { return nil }
    let chart = ChartPanel(self)
    guard let index = chart.lineChart(figures).bucket(atColumn: point.x, in: chart.plot(in: area)) else { return nil }
    return figures.buckets.indices.contains(index) ? index : nil
  }
}
