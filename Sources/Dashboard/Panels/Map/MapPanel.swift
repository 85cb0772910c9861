import TextUI

/// Regions on a world map. It walks the list of regions.
struct MapPanel: Panel {
  let kind = PanelKind.map
  let list: ListID? = .regions

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    MapDrawing(context.model).draw(in: area, on: &canvas)
  }

  func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    switch action {
    case .apply: return selected(context).map { [.only($0, in: .regions, context.model.filter), .drill] } ?? []
    case .drillDown:
      guard let name = selected(context) else { return [] }
      return [.only(name, in: .regions, context.model.filter), .open(.products), .drill]
    case .sort: return [.sort(context.model.view.sortRegions.next(among: [.value, .change, .name]), of: .regions)]
    case .reverseSort: return [.sort(context.model.view.sortRegions.reversed, of: .regions)]
    default: return listIntents(action, context)
    }
  }

  /// A click selects a region, a click on the selected region shows only that.
  func mouse(_ event: MouseEvent, in area: Rect, _ context: PanelContext) -> [Intent] {
    if let wheel = wheelIntents(event) { return wheel }
    guard event.kind == .press, let name = MapDrawing(context.model).region(at: event.at, in: area) else { return [] }
    let isAgain = context.focusBefore == .map || context.focusBefore == .regions
    return [.select(name, in: .regions)]
      + (isAgain && context.model.regions.cursor.selected == name
        ? [.only(name, in: .regions, context.model.filter), .drill] : [])
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    switch action {
    case .apply, .up, .down, .drillDown: context.model.regions.cursor.selected != nil
    default: nil
    }
  }
}
