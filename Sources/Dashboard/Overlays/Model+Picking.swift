import SalesAnalytics
import SalesCore
import TextUI

extension Model {
  mutating func performInPicker(_ action: Action, _ open: Picker) {
    var picker = open
    picker.match(in: self)
    let page = max(1, ScreenLayout(self).pickerRows(total: picker.matches.total).height - 1)
    switch action {
    case .back:
      overlay = nil
      return
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
  }

  private mutating func applyPicker(_ picker: Picker) {
    if case .sale(let id)? = picker.highlighted, !picker.isTouched {
      overlay = nil
      return showInFeed(id)
    }
    if case .theme(let name)? = picker.highlighted {
      setup.themes.firstIndex { $0.name == name }.map { useTheme($0) }
    } else if picker.kind == .theme {
      return
    } else if picker.kind == .period {
      // Text that is no period stays open, with what is wrong beside it.
      guard case .period(let picked) = picker.highlighted else {
        return tell("Not a period; try last week, 15m, now-1w/w or 2026-11-01..2026-11-07", .bad)
      }
      choose(picked)
    } else {
      guard picker.highlighted != nil || picker.isTouched else { return }
      change(filter: picker.filter(from: view.filter))
    }
    overlay = nil
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
