import SalesAnalytics
import SalesCore

/// Down from years to single sales, and up again.
extension Model {
  mutating func drillDown() { drilling { $0.drill() } }

  /// Notes where a step down came from.
  mutating func drilling(_ step: (inout Model) -> Void) {
    let from = place
    step(&self)
    if viewState != from.state { drills = (drills + [Drill(from: from, to: viewState)]).suffix(History.limit) }
  }

  /// Right after a step down exactly back; else to the stretch of the calendar around the period.
  mutating func drillUp() {
    if let drill = drills.last, drill.to == viewState {
      drills.removeLast()
      return restore(drill.from, withFocus: true)
    }
    let wider = enclosingPeriod
    guard wider != period else { return tell("This is all there is", .good, for: .seconds(3)) }
    crosshair = nil
    show(wider)
  }

  var canDrillUp: Bool { drills.last?.to == viewState || enclosingPeriod != period }

  private var enclosingPeriod: Period {
    period.enclosing(now: pictureTime, calendar: setup.calendar, all: extent)
  }

  private mutating func drill() {
    switch focus {
    case .revenue, .trend:
      if mark != nil { apply() } else { drillIntoBucket() }
    case .regions, .map:
      guard let name = regions.cursor.selected, regions.order.contains(name) else { return }
      apply()
      go(to: .products)
    case .products:
      guard let name = products.cursor.selected, products.order.contains(name) else { return }
      apply()
      go(to: .feed)
    case .heatmap, .pivot: apply()
    case .feed: feedCursor.selected.map { showSale($0) }
    case .pipeline, .ticker, .filter: return
    }
  }

  /// Zooms to the bucket under the crosshair; below seconds there are only the sales themselves.
  mutating func drillIntoBucket() {
    guard let figures, isCurrent, let newest = newestBucket else { return }
    guard let index = crosshairIndex else {
      crosshair = figures.edges[newest]
      return
    }
    let isFinest = figures.bucket.unit == .second || figures.range.upperBound - figures.range.lowerBound <= .seconds(60)
    if !isFinest { remember(.period(period)) }
    crosshair = nil
    show(.covering(figures.edges[index]..<figures.edges[index + 1], calendar: setup.calendar))
    if isFinest { go(to: .feed) }
  }

  /// Shows the view that is named after a panel, else this one or another that has it, with the panel in focus.
  private mutating func go(to panel: PanelID) {
    let having = setup.views.indices.filter {
      ScreenLayout(size, view: setup.views[$0], focus: panel).focusable.contains(panel)
    }
    let named = having.first { setup.views[$0].name.lowercased() == panel.rawValue }
    let leading = having.first { setup.views[$0].focusable.first == panel }
    guard let best = named ?? (having.contains(view) ? view : leading ?? having.first) else { return }
    showView(best)
    setFocus(panel)
  }
}
