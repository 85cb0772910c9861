/// Undo and redo of the view, and the command that recreates it.
extension Model {
  mutating func undoView() {
    guard let before = history.back(from: place) else { return tell("Nothing to undo", .good, for: .seconds(3)) }
    restore(before, withFocus: before.state.view != view)
  }

  mutating func redoView() {
    guard let after = history.forward(from: place) else { return tell("Nothing to redo", .good, for: .seconds(3)) }
    restore(after, withFocus: after.state.view != view)
  }

  mutating func restore(_ place: Place, withFocus: Bool) {
    if place.state.period != period { (crosshair, mark) = (place.crosshair, nil) }
    viewState = place.state
    (homePeriod, livePeriod, undo) = (place.homePeriod, place.livePeriod, place.steps)
    if withFocus { (focus, isMaximised) = (place.focus, place.isMaximised) }
  }

  mutating func copyCommand() -> [Effect] {
    guard !setup.command.isEmpty else { return [] }
    let words = setup.command + ["--fresh"] + viewState.flags(views: setup.views)
    let command = words.map(ShellText.quoted).joined(separator: " ")
    tell("Copied \(command)", .good)
    return [.copy(command)]
  }
}
