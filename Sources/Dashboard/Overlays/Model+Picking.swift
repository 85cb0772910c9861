import TextUI

extension Model {
  mutating func performInPicker(_ action: Action, _ open: Picker) -> [Effect] {
    var picker = open
    picker.match(in: self)
    let page = max(1, ScreenLayout(self).pickerRows(of: picker).height - 1)
    switch action {
    case .back:
      overlay = nil
      return []
    case .apply: return applyPicker(picker)
    case .up: picker.move(by: -1)
    case .down: picker.move(by: 1)
    case .pageUp: picker.move(by: -page)
    case .pageDown: picker.move(by: page)
    case .tick: picker.toggle(.ticked)
    case .exclude: picker.toggle(.excluded)
    case .all: picker.clearMarks()
    default:
      guard let edit = action.edit else { break }
      let before = picker.typed.value
      picker.typed.perform(edit)
      if picker.typed.value != before { picker.textChanged() }
    }
    overlay = .picker(picker)
    return []
  }

  /// Enter in a picker. The picker stays open where the highlighted row means nothing.
  mutating func applyPicker(_ picker: Picker) -> [Effect] {
    switch (picker.kind, picker.highlighted) {
    case (.commands, .command(let command)?): return run(command)
    case (.theme, .theme(let name)?): setup.themes.firstIndex { $0.name == name }.map { useTheme($0) }
    case (.period, .period(let period)?): choose(period)
    case (.period, _):
      tell("Not a period; try last week, 15m, now-1w/w or 2026-11-01..2026-11-07", .bad)
      return []
    case (.commands, _), (.theme, _): return []
    case (_, .sale(let id)?) where !picker.isTouched:
      overlay = nil
      showInFeed(id)
      return []
    case (_, let highlighted):
      guard highlighted != nil || picker.isTouched else { return [] }
      change(filter: picker.filter(from: view.filter))
    }
    overlay = nil
    return []
  }

  private mutating func run(_ command: Command) -> [Effect] {
    overlay = nil
    switch command {
    case .action(let action): return perform(action)
    case .view(let index): showView(index)
    case .theme(let index): useTheme(index)
    case .comparison(let comparison): view.comparison = comparison
    case .measure(let measure): show(measure)
    case .period(let period): choose(period)
    }
    return []
  }
}

extension Action {
  /// The edit of a text field that it stands for; nil for every other action.
  var edit: TextField.Edit? {
    switch self {
    case .cursorLeft: .left
    case .cursorRight: .right
    case .cursorWordLeft: .wordLeft
    case .cursorWordRight: .wordRight
    case .cursorStart: .start
    case .cursorEnd: .end
    case .deleteBackward: .deleteBackward
    case .deleteForward: .deleteForward
    case .deleteWord: .deleteWord
    case .deleteLine: .deleteToStart
    case .deleteToEnd: .deleteToEnd
    default: nil
    }
  }
}
