import SalesAnalytics
import SalesCore
import TextUI

/// A panel with a chart over time. All such panels share the crosshair and the mark.
protocol TimeChart: Panel {
  /// A press in the chart is held, and dragging it marks a range.
  var isDragging: Bool { get set }

  /// The chart as the panel draws it in `area`.
  func chart(_ figures: Figures, in area: Rect, _ context: PanelContext) -> LineChart
}

extension TimeChart {
  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    switch action {
    case .apply: zoomIntents(context)
    case .drillDown: context.model.mark == nil ? bucketIntents(context) : zoomIntents(context)
    case .mark: markIntents(context)
    default: action.isMove ? moveIntents(action, context) : nil
    }
  }

  private func moveIntents(_ action: Action, _ context: PanelContext) -> [Intent] {
    let model = context.model
    guard let newest = model.newestBucket, let figures = model.figures else { return [] }
    let target: Int
    switch action {
    case .left: target = model.crosshairIndex.map { $0 - 1 } ?? newest
    case .right: target = model.crosshairIndex.map { $0 + 1 } ?? newest
    case .pageUp: target = (model.crosshairIndex ?? newest) - 10
    case .pageDown: target = (model.crosshairIndex ?? newest) + 10
    case .first: target = 0
    case .last: target = newest
    case .down: return [.focus(context.layout.panel(below: kind) ?? kind)]
    default: return []
    }
    return [.crosshair(figures.edges[min(max(0, target), newest)], mark: model.mark)]
  }

  /// Begins a range at the crosshair, or drops the one there is.
  private func markIntents(_ context: PanelContext) -> [Intent] {
    let model = context.model
    guard model.mark == nil else { return [.crosshair(model.crosshair, mark: nil)] }
    guard let newest = model.newestBucket, let figures = model.figures else { return [] }
    let start = model.crosshairIndex == nil ? figures.edges[newest] : model.crosshair
    return [.crosshair(start, mark: start)]
  }

  /// Zooms to the marked range, else to the bucket under the crosshair. Without a crosshair, sets it.
  private func zoomIntents(_ context: PanelContext) -> [Intent] {
    let model = context.model
    guard let figures = model.figures, model.isCurrent, let newest = model.newestBucket else { return [] }
    guard let index = model.crosshairIndex else { return [.crosshair(figures.edges[newest], mark: model.mark)] }
    let chosen = model.markedBuckets ?? index...index
    guard figures.bucket > .second || chosen.count > 1 else { return bucketIntents(context) }
    let period = Period.covering(figures.range(of: chosen), calendar: model.setup.calendar)
    return [.crosshair(nil, mark: nil), .zoom(to: period), .drill]
  }

  /// Zooms to the bucket under the crosshair; a bucket of a second opens the feed instead.
  private func bucketIntents(_ context: PanelContext) -> [Intent] {
    let model = context.model
    guard let figures = model.figures, model.isCurrent, let newest = model.newestBucket else { return [] }
    guard let index = model.crosshairIndex else { return [.crosshair(figures.edges[newest], mark: model.mark)] }
    let isFinest = figures.bucket.unit == .second || figures.range.upperBound - figures.range.lowerBound <= .seconds(60)
    let period = Period.covering(figures.edges[index]..<figures.edges[index + 1], calendar: model.setup.calendar)
    let hidden = Intent.crosshair(nil, mark: model.mark)
    return isFinest ? [hidden, .show(period), .open(.feed), .drill] : [hidden, .zoom(to: period), .drill]
  }

  /// A click sets the crosshair, or zooms when it is in the marked range; dragging marks a range; the wheel zooms.
  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    let model = context.model
    switch event.kind {
    case .press:
      isDragging = false
      guard let figures = model.figures, let newest = model.newestBucket,
        let index = bucket(at: event.at, in: area, context)
      else { return [] }
      if model.markedBuckets?.contains(index) ?? false { return zoomIntents(context) }
      isDragging = true
      return [.crosshair(figures.edges[min(index, newest)], mark: nil)]
    case .drag:
      guard isDragging, let figures = model.figures, let newest = model.newestBucket, model.crosshair != nil,
        let index = bucket(at: event.at, in: area, context, isClamped: true)
      else { return [] }
      let here = figures.edges[min(index, newest)]
      // A range begins once the pointer has left the bucket of the press.
      return [.crosshair(here, mark: model.mark ?? (here != model.crosshair ? model.crosshair : nil))]
    case .release:
      isDragging = false
      return []
    case .wheelUp, .wheelDown:
      let centre = bucket(at: event.at, in: area, context).flatMap { model.figures?.edges[$0] }
      return [.zoomStep(event.kind == .wheelUp ? .in : .out, around: centre)]
    }
  }

  private func bucket(at point: Point, in area: Rect, _ context: PanelContext, isClamped: Bool = false) -> Int? {
    guard let figures = context.model.figures else { return nil }
    let chart = chart(figures, in: area, context)
    let inner = TitledBox.content(in: area)
    let plot = chart.plotArea(in: inner)
    let x = isClamped ? min(max(point.x, plot.x), plot.right - 1) : point.x
    guard let index = chart.bucket(atColumn: x, in: inner) else { return nil }
    return figures.buckets.indices.contains(index) ? index : nil
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    switch action {
    case .left, .right, .mark, .drillDown: context.model.newestBucket != nil
    case .apply: context.model.crosshairIndex != nil
    default: nil
    }
  }

  func hint(_ hint: KeyBinding.Hint, for action: Action, _ context: PanelContext) -> KeyBinding.Hint {
    guard context.model.mark != nil else { return hint }
    var hint = hint
    switch action {
    case .left, .right: hint.word = "Extend"
    case .mark: hint.word = "Unmark"
    default: break
    }
    return hint
  }

  /// The values that the y axis spans in `area`.
  func yScale(_ figures: Figures, in area: Rect, _ context: PanelContext) -> ClosedRange<Double>? {
    chart(figures, in: area, context).yScale(in: TitledBox.content(in: area))
  }
}
