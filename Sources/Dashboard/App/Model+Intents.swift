import SalesAnalytics
import SalesCore

/// Applies the intents of panels.
extension Model {
  /// Offers an action to the focused panel; false when the panel leaves it to the dashboard.
  mutating func performInPanel(_ action: Action) -> Bool {
    let kind = focus
    let context = PanelContext(self, kind)
    guard let intents = panels[kind]?.perform(action, context) else { return false }
    apply(intents)
    return true
  }

  mutating func apply(_ intents: [Intent]) {
    for intent in intents { apply(intent) }
  }

  private mutating func apply(_ intent: Intent) {
    switch intent {
    case .filter(let filter): change(filter: filter)
    case .show(let period): view.show(period)
    case .zoom(let period):
      step.narrowing = .period
      view.show(period)
    case .zoomStep(let zoom, let centre): view.show(zoomed(zoom, around: centre))
    case .choose(let period): choose(period)
    case .open(let panel): go(to: panel)
    case .focus(let panel): setFocus(panel)
    case .moveFocus(let steps): moveFocus(by: steps)
    case .crosshair(let time, let mark): (selection.crosshair, selection.mark) = (time, mark)
    case .move(let move, let list): change(list) { [uptime = moment.uptime] in $0.move(move, in: $1, at: uptime) }
    case .select(let item, let list): change(list) { [uptime = moment.uptime] in $0.select(item, in: $1, at: uptime) }
    case .sort(let order, let list): sort(list, by: order)
    case .holdRows:
      selection.regions.cursor.hold(at: moment.uptime)
      selection.products.cursor.hold(at: moment.uptime)
    case .showSale(let id): showSale(id)
    case .pick(let kind): open(kind)
    case .tell(let text): tell(text, .good, for: .seconds(4))
    case .drill: step.drill = .down
    }
  }

  mutating func change(filter new: SaleFilter) {
    guard new != view.filter else { return }
    step.narrowing = .filter
    view.filter = new
  }

  /// Shows a period and makes it the one that `=` leads back to.
  mutating func choose(_ period: Period) {
    view.show(period)
    view.homePeriod = period
  }

  /// Shows and focuses a panel: in the view of its name, else in this view, else in another that has it.
  private mutating func go(to panel: PanelKind) {
    let having = setup.views.indices.filter {
      ScreenLayout(size, view: setup.views[$0], focus: panel).focusable.contains(panel)
    }
    let named = having.first { setup.views[$0].name.lowercased() == panel.name }
    let leading = having.first { setup.views[$0].focusable.first == panel }
    guard let best = named ?? (having.contains(viewIndex) ? viewIndex : leading ?? having.first) else { return }
    showView(best)
    focus = panel
  }

  mutating func setFocus(_ panel: PanelKind) {
    focus = panel
    selectFirstRow()
  }

  mutating func moveFocus(by steps: Int) {
    let panels = ScreenLayout(self).focusable
    guard let index = panels.firstIndex(of: focus) else { return }
    focus = panels[(index + steps + panels.count) % panels.count]
  }

  /// Shows a view. The focus is where it was when the view was left, at first on its main panel.
  mutating func showView(_ index: Int) {
    guard setup.views.indices.contains(index), index != viewIndex else { return }
    focusLeft[viewSpec.name] = focus
    view.view = setup.views[index].name
    view.isMaximised = false
    let panels = ScreenLayout(self).focusable
    let left = focusLeft[viewSpec.name].flatMap { panels.contains($0) ? $0 : nil }
    if let panel = left ?? viewSpec.mainPanel(among: panels) { focus = panel }
    if focus != .feed { selection.feedCursor.begin(in: []) }
  }
}
