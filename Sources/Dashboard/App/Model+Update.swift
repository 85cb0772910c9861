import SalesAnalytics
import SalesCore
import TextUI

extension Model {
  /// Takes in what happened and says what is to be done about it. All that changes the screen passes through here.
  mutating func update(_ message: Message, at moment: Moment) -> [Effect] {
    // Changes nothing that could be seen, so that no frame leads to another.
    if case .drawn = message {
      noteDrawn(at: moment.wall)
      return []
    }
    self.moment = Moment(wall: moment.wall, uptime: max(moment.uptime, self.moment.uptime))
    let (place, history, themeBefore) = (place, history, shownTheme)
    var effects = handle(message)
    // Undo and redo changed the history themselves.
    if message.isPersons, viewState != place.state, self.history == history { self.history.leave(place) }
    if pause?.isAsked == false, query != latest?.query { pause?.isAsked = true }
    expire()
    settle()
    if let shown = shownThemeIndex, shownTheme != themeBefore { effects.append(.useTheme(shown)) }
    if let request = nextRead() { effects.append(.read(request)) }
    return effects
  }

  private mutating func handle(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return press(key)
    case .paste(let text): paste(text)
    case .mouse(let event): return mouse(event)
    case .resize(let size): self.size = size
    case .changed: reading.isDue = true
    case .read(let id, let snapshot): take(snapshot, id: id)
    case .readFailed(let id, let text): fail(text, id: id)
    case .exported(let path):
      isExporting = false
      tell("Exported \(path)", .good)
    case .exportFailed(let text):
      isExporting = false
      tell("Not exported: \(text)", .bad)
    case .reloaded(let reloaded): take(reloaded)
    case .reloadFailed(let text): failReload(text)
    case .resumed:
      drawn.pause()
      reading.isDue = true
    case .tick, .drawn: break
    }
    return []
  }

  mutating func tell(_ text: String, _ kind: Notice.Kind, for time: Duration = .seconds(10)) {
    notice = Notice(text: text, kind: kind, until: moment.uptime + time)
  }

  private mutating func expire() {
    catchUp()
    if let notice, moment.uptime >= notice.until { self.notice = nil }
    if let edge = nextEdge, moment.wall >= edge { reading.isDue = true }
    if let due = nextPanels, moment.uptime >= due { showPanels() }
  }

  /// Brings what depends on the figures in line with them: focus, orders, selections, crosshair, picker.
  private mutating func settle() {
    var layout = ScreenLayout(self)
    if !layout.focusable.contains(focus), layout.status == nil {
      focus = layout.focusable.first ?? .revenue
      isMaximised = false
      layout = ScreenLayout(self)
    }
    let currency = setup.currency
    if let figures {
      regions.settle(
        figures.regions, by: measure, currency: currency,
        visible: layout.itemRows(of: .regions, count: figures.regions.count),
        // On the map the same region is selected.
        isFocused: focus == .regions || focus == .map, at: moment.uptime)
      products.settle(
        figures.products, by: measure, currency: currency,
        visible: layout.itemRows(of: .products, count: figures.products.count), isFocused: focus == .products,
        at: moment.uptime)
      settleCrosshair(figures)
    }
    feedCursor.settle(
      in: feed.map(\.sale.id), visible: layout.itemRows(of: .feed, count: feed.count), isFocused: focus == .feed,
      anchored: true)
    // A list in focus has a row to act on, however the focus came to it.
    if focus.isList, cursor(of: focus).selected == nil {
      changeCursor { $0.select($1.first ?? "", in: $1, at: .zero) }
    }
    if let area = layout.panels[.pipeline] {
      partitionCursor.settle(
        in: partitionNumbers, visible: PipelinePlan(self, in: area).visiblePartitions,
        isFocused: focus == .pipeline)
    }
    if case .picker(var picker) = overlay {
      picker.match(in: self)
      picker.settle(visible: layout.pickerRows(total: picker.matches.total).height)
      overlay = .picker(picker)
    }
    if case .palette(var palette) = overlay {
      palette.settle(in: PaletteRows(self, palette).commands, visible: layout.paletteRows.height)
      overlay = .palette(palette)
    }
  }
}
