import TextUI

/// The panel of regions on a world map. It shares the list of regions.
struct MapPanel: Panel {
  let kind = PanelKind.map
  let list: ListID? = .regions

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    MapDrawing(model: context.model).draw(in: area, on: &canvas)
  }

  func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    rankedIntents(action, sortKeys: [.value, .change, .name], context)
  }

  /// A click selects a region, a click on the selected region shows only that.
  func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    if let wheel = wheelIntents(event) { return wheel }
    guard event.kind == .press, let name = MapDrawing(model: context.model).region(at: event.at, in: area) else {
      return []
    }
    let isAgain = context.focusBefore == .map || context.focusBefore == .regions
    return [.select(name, in: .regions)]
      + (isAgain && context.model.regions.cursor.selected == name
        ? [.only(name, in: .regions, context.model.filter), .drill] : [])
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    canActOnRow(action, context)
  }
}
