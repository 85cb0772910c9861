import SalesAnalytics
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
    case .live:
      endReplay()
      endPause()
      show(livePeriod)
    case .comparison: comparison = comparison.next
    case .measure: show(measure.next)
    case .view1, .view2, .view3, .view4, .view5, .view6, .view7, .view8, .view9:
      Action.views.firstIndex(of: action).map { showView($0) }
    case .bucket: nextBucketSize()
    case .axis: nextAxis()
    case .mark: markRange()
    // What is played goes first: a step back under it would change what is played.
    case .undo: replay != nil ? endReplay() : undoView()
    case .redo: redoView()
    case .drillDown: drillDown()
    case .drillUp: drillUp()
    case .rewind: rewind()
    case .fastForward: fastForward()
    case .maximise: isMaximised.toggle()
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    case .sort:
      let keys = RankedPanel(self, focus, ScreenLayout(self)).sortKeys
      changeList { $0.nextKey(among: keys) }
    case .reverseSort: changeList { $0.reverse() }
    default: moveInPanel(action)
    }
  }

  private mutating func moveInPanel(_ action: Action) {
    switch focus {
    case .revenue, .trend: moveOnChart(action)
    case .heatmap: moveOnHeatmap(action)
    case .pivot: moveOnPivot(action)
    case .regions, .map, .products, .feed, .pipeline, .ticker, .filter: moveInList(action)
    }
  }

  mutating func show(_ measure: Measure) {
    guard measure != self.measure else { return }
    self.measure = measure
    // What was held for money says nothing of counts.
    if case .locked = axis { axis = .auto }
    regions.invalidate()
    products.invalidate()
  }

  /// With the focus where it was when the view was left, at first on the panel the view is for.
  mutating func showView(_ index: Int) {
    guard setup.views.indices.contains(index), index != view else { return }
    focusLeft[viewSpec.name] = focus
    view = index
    isMaximised = false
    let panels = ScreenLayout(self).focusable
    let left = focusLeft[viewSpec.name].flatMap { panels.contains($0) ? $0 : nil }
    if let panel = left ?? viewSpec.mainPanel(among: panels) { setFocus(panel) }
    if focus != .feed { feedCursor.begin(in: []) }
  }

  private mutating func togglePause() {
    if replay != nil {
      replay?.toggleHold(at: moment.uptime)
    } else if pause != nil {
      endPause()
    } else if let latest {
      showPanels()
      pause = Pause(since: latest.asOf, sales: latest.state.totals.sales)
    }
  }

  private mutating func endPause() {
    guard pause != nil else { return }
    pause = nil
    reading.isDue = true
  }

  mutating func zoom(_ zoom: Period.Zoom, around centre: Timestamp? = nil) { show(zoomed(zoom, around: centre)) }

  func zoomed(_ zoom: Period.Zoom, around centre: Timestamp? = nil) -> Period {
    period.zoomed(zoom, around: centre ?? crosshairTime, now: pictureTime, calendar: setup.calendar, all: extent)
  }

  private mutating func shift(by steps: Int) { show(shifted(by: steps)) }

  func shifted(by steps: Int) -> Period {
    period.shifted(by: steps, now: pictureTime, calendar: setup.calendar, all: extent)
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

  /// `selecting: false` leaves it to the caller to select something.
  mutating func setFocus(_ panel: PanelID, selecting: Bool = true) {
    focus = panel
    // A list in focus has a row to act on.
    if selecting, panel.isList, cursor(of: panel).selected == nil {
      changeCursor { $0.select($1.first ?? "", in: $1, at: .zero) }
    }
  }

  mutating func changeList(_ change: (inout RankedList) -> Void) {
    switch focus {
    case .regions, .map: change(&regions)
    case .products: change(&products)
    default: break
    }
  }

  func cursor(of panel: PanelID) -> ListCursor {
    switch panel {
    case .regions, .map: regions.cursor
    case .products: products.cursor
    case .pipeline: partitionCursor
    default: feedCursor
    }
  }

  /// Hands out the focused list's cursor and its items.
  mutating func changeCursor(_ change: (inout ListCursor, [String]) -> Void) {
    switch focus {
    case .regions, .map: change(&regions.cursor, regions.order)
    case .products: change(&products.cursor, products.order)
    case .feed: change(&feedCursor, feed.map(\.sale.id))
    case .pipeline: change(&partitionCursor, partitionNumbers)
    default: break
    }
  }

  private mutating func moveInList(_ action: Action) {
    let layout = ScreenLayout(self)
    let rows = focus == .pipeline ? pipelinePlan?.visiblePartitions ?? 0 : layout.rows(of: focus).height
    let page = max(1, rows - 1)
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
}

extension Comparison {
  var next: Comparison {
    let all = Comparison.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
