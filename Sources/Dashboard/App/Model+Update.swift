import SalesAnalytics
import SalesCore
import TextUI

extension Model {
  /// Takes in a message and returns the effects to perform. Every change of the screen passes through here.
  mutating func update(_ message: Message, at moment: Moment) -> [Effect] {
    // A drawn frame changes nothing on the screen, or each frame would lead to another.
    if case .drawn = message {
      noteDrawn(at: moment.wall)
      return []
    }
    self.moment = Moment(wall: moment.wall, uptime: max(moment.uptime, self.moment.uptime))
    let (before, historyBefore, themeBefore) = (historyEntry, history, shownTheme)
    step = History.Step()
    var effects = handle(message)
    // Undo and redo changed the history themselves.
    if message.isPersons, !view.showsSame(as: before.state), history == historyBefore {
      history.leave(History.Entry(state: before.state, crosshair: before.crosshair, step: step))
    }
    if pause?.isAsked == false, query != data.latest?.query { pause?.isAsked = true }
    expire()
    settle()
    if shownTheme != nil, shownTheme != themeBefore { effects.append(.useTheme(shownThemeIndex)) }
    if let request = nextRead() { effects.append(.read(request)) }
    return effects
  }

  private mutating func handle(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return press(key)
    case .paste(let text): insert(text)
    case .mouse(let event): return mouse(event)
    case .resize(let size): self.size = size
    case .changed: reading.isDue = true
    case .read(let id, let result): take(result, id: id)
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
      health.drawn.pause()
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

  /// Brings focus, selections, panels and the open overlay in line with the figures and the screen's size.
  private mutating func settle() {
    var layout = ScreenLayout(self)
    if !layout.focusable.contains(focus), layout.status == nil {
      view.focus = layout.focusable.first
      view.isMaximised = false
      layout = ScreenLayout(self)
    }
    settleSelection(layout)
    var settled = panels
    settled.settle(self, layout)
    panels = settled
    if case .picker(var picker) = overlay {
      picker.match(in: self)
      picker.settle(visible: layout.pickerRows(of: picker).height)
      overlay = .picker(picker)
    }
  }
}
