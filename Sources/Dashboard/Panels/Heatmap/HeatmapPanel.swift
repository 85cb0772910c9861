import SalesAnalytics
import TextUI

/// The panel of the measure by weekday and hour.
struct HeatmapPanel: Panel {
  let kind = PanelKind.heatmap
  /// The selected cell, by weekday and hour.
  var cell: GridCell?

  func needs(in area: Rect) -> PanelNeeds { PanelNeeds(parts: .heat) }

  private func drawing(_ context: PanelContext) -> HeatmapDrawing { HeatmapDrawing(context.model, selected: cell) }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    drawing(context).draw(in: area, on: &canvas)
  }

  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    switch action {
    case .apply, .drillDown: return zoom(context)
    case .back:
      guard cell != nil else { return nil }
      cell = nil
      return []
    default:
      guard action.isMove else { return nil }
      move(action, context)
      return []
    }
  }

  private mutating func move(_ action: Action, _ context: PanelContext) {
    guard let lastRow = context.model.figures?.heat?.totals.indices.last else { return }
    let lastColumn = HeatFigures.hours - 1
    guard var cell else {
      // The first key selects the current hour.
      cell = HeatHours(calendar: context.model.setup.calendar).cell(at: context.model.pictureTime)
      return
    }
    switch action {
    case .up: cell.row -= 1
    case .down: cell.row += 1
    case .left: cell.column -= 1
    case .right: cell.column += 1
    case .pageUp: cell.row = 0
    case .pageDown: cell.row = lastRow
    case .first: cell = GridCell(row: 0, column: 0)
    case .last: cell = GridCell(row: lastRow, column: lastColumn)
    default: return
    }
    self.cell = GridCell(row: min(max(0, cell.row), lastRow), column: min(max(0, cell.column), lastColumn))
  }

  /// Zooms to the newest hour of the selected weekday and hour.
  private mutating func zoom(_ context: PanelContext) -> [Intent] {
    let model = context.model
    guard let figures = model.figures, model.isCurrent, let heat = figures.heat else { return [] }
    guard let cell else {
      move(.right, context)
      return []
    }
    let known = heat.range.clamped(to: heat.range.lowerBound..<max(heat.range.lowerBound, figures.asOf))
    guard let hour = HeatHours(calendar: model.setup.calendar).newest(cell, in: known) else {
      return [.tell("There was no such hour in this period")]
    }
    self.cell = nil
    return [.crosshair(nil, mark: nil), .zoom(to: .covering(hour, calendar: model.setup.calendar)), .drill]
  }

  /// A click selects a cell, a click on the selected cell zooms to it.
  mutating func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    guard event.kind == .press, let heat = context.model.figures?.heat,
      let hit = drawing(context).cell(at: event.at, heat, in: area)
    else { return [] }
    if hit == cell { return zoom(context) }
    cell = hit
    return []
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    let hasFigures = context.model.figures?.heat != nil
    return switch action {
    case .apply: cell != nil && hasFigures
    case .drillDown: cell != nil
    case _ where action.isMove: hasFigures
    default: nil
    }
  }

  func hint(_ hint: KeyBinding.Hint, for action: Action, _ context: PanelContext) -> KeyBinding.Hint {
    var hint = hint
    if action == .apply { hint.word = "Zoom here" }
    return hint
  }
}
