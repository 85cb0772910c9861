import SalesAnalytics
import SalesCore

/// Undo and redo of the view, Esc and Backspace, and the command that recreates the view.
extension Model {
  var historyEntry: History.Entry { History.Entry(state: view, crosshair: selection.crosshair) }

  var trail: Trail { history.trail(to: view) }

  mutating func undoView() {
    guard let before = history.back(from: historyEntry) else { return tell("Nothing to undo", .good, for: .seconds(3)) }
    restore(before, withFocus: before.state.view != view.view)
  }

  mutating func redoView() {
    guard let after = history.forward(from: historyEntry) else {
      return tell("Nothing to redo", .good, for: .seconds(3))
    }
    restore(after, withFocus: after.state.view != view.view)
  }

  private mutating func restore(_ entry: History.Entry, withFocus: Bool) {
    if entry.state.period != view.period { (selection.crosshair, selection.mark) = (entry.crosshair, nil) }
    view.restore(entry.state, withFocus: withFocus)
  }

  /// Esc removes the mark, else the crosshair, else the panel's own selection, else ends the replay, else takes back
  /// the last narrowing.
  mutating func goBack() {
    if selection.mark != nil {
      selection.mark = nil
    } else if selection.crosshair != nil {
      selection.crosshair = nil
    } else if performInPanel(.back) {
      return
    } else if replay != nil {
      endReplay()
    } else if let entry = trail.narrowings.last {
      step.narrowing = .takenBack
      if entry.step.narrowing == .filter { view.filter = entry.state.filter } else { view.show(entry.state.period) }
    } else if isFiltered {
      view.filter = SaleFilter()
    } else if view.isMaximised {
      view.isMaximised = false
    }
  }

  /// Backspace goes to the view before a drill that was the last step, else to the calendar period around this one.
  mutating func drillUp() {
    if let entry = trail.beforeDrill(to: view) {
      step.drill = .up
      return restore(entry, withFocus: true)
    }
    let wider = enclosingPeriod
    guard wider != view.period else { return tell("This is all there is", .good, for: .seconds(3)) }
    selection.crosshair = nil
    view.show(wider)
  }

  var canDrillUp: Bool { trail.beforeDrill(to: view) != nil || enclosingPeriod != view.period }

  private var enclosingPeriod: Period {
    view.period.enclosing(now: pictureTime, calendar: setup.calendar, all: extent)
  }

  mutating func copyCommand() -> [Effect] {
    guard !setup.command.isEmpty else { return [] }
    let command = (setup.command + ["--fresh"] + view.flags).map(ShellText.quoted).joined(separator: " ")
    tell("Copied \(command)", .good)
    return [.copy(command)]
  }
}
