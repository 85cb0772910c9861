import SalesCore
import TextUI

/// What keys do to the view itself: time, comparison, measure, focus, selection.
extension Model {
  mutating func performOnView(_ action: Action) {
    switch action {
    case .clearFilters: change(filter: SaleFilter())
    case .pause: togglePause()
    case .zoomIn: zoom(.in)
    case .zoomOut: zoom(.out)
    case .zoomReset: show(homePeriod)
    case .shiftBack: shift(by: -1)
    case .shiftForward: shift(by: 1)
    case .live: show(livePeriod)
    case .comparison: comparison = comparison.next
    case .measure:
      measure = measure.next
      regions.invalidate()
      products.invalidate()
    case .maximise: isMaximised.toggle()
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    case .sort: changeList { $0.nextKey() }
    case .reverseSort: changeList { $0.reverse() }
    default: focus.isList ? moveInList(action) : moveOnChart(action)
    }
  }

  private mutating func togglePause() {
    if pause != nil {
      pause = nil
      reading.isDue = true
    } else if let latest {
      showPanels()
      pause = Pause(since: latest.asOf, sales: latest.state.totals.sales)
    }
  }

  mutating func zoom(_ zoom: Period.Zoom, around centre: Timestamp? = nil) {
    show(
      period.zoomed(
        zoom, around: centre ?? crosshairTime, now: pictureTime, calendar: setup.calendar, all: extent))
  }

  private mutating func shift(by steps: Int) {
    show(period.shifted(by: steps, now: pictureTime, calendar: setup.calendar, all: extent))
  }

  /// The middle of the bucket under the crosshair.
  private var crosshairTime: Timestamp? {
    guard let figures, let index = crosshairIndex else { return nil }
    let start = figures.edges[index]
    return start + .milliseconds((figures.edges[index + 1] - start).wholeMilliseconds / 2)
  }

  mutating func moveFocus(by steps: Int) {
    let panels = ScreenLayout(self).focusable
    guard let place = panels.firstIndex(of: focus) else { return }
    setFocus(panels[(place + steps + panels.count) % panels.count])
  }

  mutating func setFocus(_ panel: PanelID) {
    focus = panel
    // A list in focus has a row to act on.
    if panel.isList, cursor(of: panel).selected == nil {
      changeCursor { $0.select($1.first ?? "", in: $1, at: .zero) }
    }
  }

  private mutating func changeList(_ change: (inout RankedList) -> Void) {
    switch focus {
    case .regions: change(&regions)
    case .products: change(&products)
    case .chart, .feed: break
    }
  }

  func cursor(of panel: PanelID) -> ListCursor {
    switch panel {
    case .regions: regions.cursor
    case .products: products.cursor
    case .chart, .feed: feedCursor
    }
  }

  /// Hands out the focused list's cursor and its items.
  mutating func changeCursor(_ change: (inout ListCursor, [String]) -> Void) {
    switch focus {
    case .regions: change(&regions.cursor, regions.order)
    case .products: change(&products.cursor, products.order)
    case .feed: change(&feedCursor, feed.map(\.sale.id))
    case .chart: break
    }
  }

  private mutating func moveInList(_ action: Action) {
    let page = max(1, ScreenLayout(self).rows(of: focus).height - 1)
    let move: ListCursor.Move
    switch action {
    case .up: move = .by(-1)
    case .down: move = .by(1)
    case .pageUp: move = .by(-page)
    case .pageDown: move = .by(page)
    case .first: move = .first
    case .last: move = .last
    case .left: return moveFocus(by: -1)
    case .right: return moveFocus(by: 1)
    default: return
    }
    let uptime = moment.uptime
    changeCursor { $0.move(move, in: $1, at: uptime) }
  }

  private mutating func moveOnChart(_ action: Action) {
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
}

extension Comparison {
  var next: Comparison {
    let all = Comparison.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
