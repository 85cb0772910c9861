import SalesAnalytics
import TextUI

extension KeyMap {
  static let standard: KeyMap = {
    do {
      return try KeyMap(defaultBindings)
    } catch {
      // The map is compiled in, and a test finds clashes.
      preconditionFailure("key map: \(error)")
    }
  }()

  private static func hint(_ word: String, _ order: Int, _ weight: Int) -> KeyBinding.Hint {
    KeyBinding.Hint(word: word, order: order, weight: weight)
  }

  static let defaultBindings: [KeyBinding] = global + views + chart + list + grid + help + picker + text

  private static let global: [KeyBinding] = [
    KeyBinding(.help, .global, ["?", "F1"], "help; the same key closes it", hint: hint("Help", 0, 99)),
    KeyBinding(
      .palette, .global, [":", "Ctrl-K"], "command palette: every action by name", hint: hint("Commands", 0, 42)),
    KeyBinding(.search, .global, ["/"], "find regions, products and sales; !x excludes", hint: hint("Find", 1, 80)),
    KeyBinding(.pickPeriod, .global, ["t"], "pick the period, or type one: 15m, now/d, now-1h..now", hint: pick),
    KeyBinding(.pickRegions, .global, ["r"], "pick regions", hint: pick),
    KeyBinding(.pickProducts, .global, ["p"], "pick products", hint: pick),
    KeyBinding(.clearFilters, .global, ["\\"], "clear every filter", hint: hint("Clear", 3, 59)),
    KeyBinding(.back, .global, ["Esc"], "leave the mark, then the crosshair, then the last filter"),
    KeyBinding(
      .drillDown, .global, ["d"], "drill down: year, month, day, hour, minute, sales", hint: hint("Drill", 7, 33)),
    KeyBinding(
      .drillUp, .global, ["Backspace"], "drill up: back, or out to the hour, day, month or year",
      hint: hint("Up", 7, 31)),
    KeyBinding(.undo, .global, ["u"], "undo the last change of the view", hint: hint("Undo", 11, 25)),
    KeyBinding(.redo, .global, ["U"], "bring back what was undone"),
    KeyBinding(
      .pause, .global, ["Space"], "pause and resume; what comes in meanwhile is counted", hint: hint("Pause", 4, 85)),
    KeyBinding(.rewind, .global, ["<"], "rewind: play the past from the period's beginning; again: slower"),
    KeyBinding(.fastForward, .global, [">"], "play the past faster, up to ×3600"),
    KeyBinding(.zoomIn, .global, ["+"], "zoom in", hint: hint("Zoom", 6, 60)),
    KeyBinding(.zoomOut, .global, ["-"], "zoom out", hint: hint("Zoom", 6, 60)),
    KeyBinding(.zoomReset, .global, ["="], "back to the period before zooming"),
    KeyBinding(.shiftBack, .global, ["["], "shift the period back", hint: hint("Shift", 7, 55)),
    KeyBinding(.shiftForward, .global, ["]"], "shift the period forward", hint: hint("Shift", 7, 55)),
    KeyBinding(.live, .global, ["0"], "back to live", hint: hint("Live", 8, 58)),
    KeyBinding(
      .comparison, .global, ["c"], "compare with the period before, day, week, year or nothing",
      hint: hint("Compare", 9, 50)),
    KeyBinding(.measure, .global, ["m"], "measure: revenue, sales, average sale", hint: hint("Measure", 10, 40)),
    KeyBinding(.bucket, .global, ["b"], "width of the buckets"),
    KeyBinding(.axis, .global, ["y"], "y axis: automatic, locked, logarithmic"),
    KeyBinding(.maximise, .global, ["z"], "maximise the focused panel", hint: hint("Maximise", 12, 30)),
    KeyBinding(.theme, .global, ["T"], "pick a theme", hint: hint("Theme", 13, 20)),
    KeyBinding(.nextPanel, .global, ["Tab"], "next panel", hint: hint("Panel", 14, 45)),
    KeyBinding(.previousPanel, .global, ["Shift-Tab"], "previous panel"),
    KeyBinding(.export, .global, ["x"], "export what is shown as CSV", hint: hint("Export", 15, 48)),
    KeyBinding(.exportPicture, .global, ["X"], "export a picture of the screen as SVG"),
    KeyBinding(.copyCommand, .global, ["Y"], "copy the command that shows this view"),
    KeyBinding(.mouse, .global, ["M"], "mouse off and on; off leaves it to the terminal"),
    KeyBinding(.reload, .global, ["Ctrl-R"], "read the store, the themes and the config file again"),
    KeyBinding(.redraw, .global, ["Ctrl-L"], "draw the screen anew"),
    KeyBinding(.suspend, .global, ["Ctrl-Z"], "suspend; fg brings it back"),
    KeyBinding(.quit, .global, ["q", "Ctrl-C"], "quit", hint: hint("Quit", 99, 98)),
  ]

  private static let pick = hint("Pick", 2, 90)

  private static let views: [KeyBinding] = Action.views.enumerated().map { index, action in
    KeyBinding(action, .global, ["\(index + 1)"], "view \(index + 1)")
  }

  private static let chart: [KeyBinding] = [
    KeyBinding(.left, .chart, ["←", "h"], "crosshair to the bucket before", hint: hint("Inspect", 5, 70)),
    KeyBinding(.right, .chart, ["→", "l"], "crosshair to the next bucket", hint: hint("Inspect", 5, 70)),
    KeyBinding(.first, .chart, ["g g", "Home"], "crosshair to the first bucket"),
    KeyBinding(.last, .chart, ["G", "End"], "crosshair to the newest bucket"),
    KeyBinding(.pageUp, .chart, ["PgUp"], "crosshair ten buckets back"),
    KeyBinding(.pageDown, .chart, ["PgDn"], "crosshair ten buckets on"),
    KeyBinding(.mark, .chart, ["v"], "mark a range from here", hint: hint("Mark", 5, 46)),
    KeyBinding(
      .apply, .chart, ["Enter"], "zoom to the marked range, or the bucket under the crosshair",
      hint: hint("Zoom here", 5, 75)),
    KeyBinding(.down, .chart, ["↓", "j"], "to the panel below"),
  ]

  private static let list: [KeyBinding] = [
    KeyBinding(.up, .list, ["↑", "k"], "up", hint: hint("Move", 5, 70)),
    KeyBinding(.down, .list, ["↓", "j"], "down", hint: hint("Move", 5, 70)),
    KeyBinding(.left, .list, ["←", "h"], "to the panel before"),
    KeyBinding(.right, .list, ["→", "l"], "to the next panel"),
    KeyBinding(.first, .list, ["g g", "Home"], "to the top"),
    KeyBinding(.last, .list, ["G", "End"], "to the end"),
    KeyBinding(.pageUp, .list, ["PgUp"], "a page up"),
    KeyBinding(.pageDown, .list, ["PgDn"], "a page down"),
    KeyBinding(.apply, .list, ["Enter"], "show only the selected row", hint: hint("Filter", 5, 75)),
    KeyBinding(.sort, .list, ["s"], "sort by value, change or name", hint: hint("Sort", 5, 65)),
    KeyBinding(.reverseSort, .list, ["S"], "reverse the order"),
  ]

  private static let grid: [KeyBinding] = [
    KeyBinding(.up, .grid, ["↑", "k"], "up", hint: hint("Move", 5, 70)),
    KeyBinding(.down, .grid, ["↓", "j"], "down", hint: hint("Move", 5, 70)),
    KeyBinding(.left, .grid, ["←", "h"], "left", hint: hint("Move", 5, 70)),
    KeyBinding(.right, .grid, ["→", "l"], "right", hint: hint("Move", 5, 70)),
    KeyBinding(.first, .grid, ["g g", "Home"], "to the first cell"),
    KeyBinding(.last, .grid, ["G", "End"], "to the last cell"),
    KeyBinding(.pageUp, .grid, ["PgUp"], "a page up"),
    KeyBinding(.pageDown, .grid, ["PgDn"], "a page down"),
    KeyBinding(.apply, .grid, ["Enter"], "show only the selected cell", hint: hint("Filter", 5, 75)),
  ]

  private static let help: [KeyBinding] = [
    KeyBinding(.back, .help, ["?", "F1", "Esc", "q"], "close", hint: hint("Close", 1, 90)),
    KeyBinding(.up, .help, ["↑", "k"], "up", hint: hint("Scroll", 0, 80)),
    KeyBinding(.down, .help, ["↓", "j"], "down", hint: hint("Scroll", 0, 80)),
    KeyBinding(.pageUp, .help, ["PgUp"], "a page up"),
    KeyBinding(.pageDown, .help, ["PgDn"], "a page down"),
    KeyBinding(.first, .help, ["g g", "Home"], "to the top"),
    KeyBinding(.last, .help, ["G", "End"], "to the end"),
  ]

  private static let picker: [KeyBinding] = [
    KeyBinding(.up, .picker, ["↑"], "up", hint: hint("Move", 0, 80)),
    KeyBinding(.down, .picker, ["↓"], "down", hint: hint("Move", 0, 80)),
    KeyBinding(.pageUp, .picker, ["PgUp"], "a page up"),
    KeyBinding(.pageDown, .picker, ["PgDn"], "a page down"),
    KeyBinding(.tick, .picker, ["Tab"], "tick: show these", hint: hint("Tick", 1, 70)),
    KeyBinding(.exclude, .picker, ["Ctrl-X"], "exclude: show all but these", hint: hint("Exclude", 2, 60)),
    KeyBinding(.all, .picker, ["Ctrl-A"], "all: no ticks, no exclusions", hint: hint("All", 3, 50)),
    KeyBinding(
      .apply, .picker, ["Enter"], "apply (the highlighted row when nothing is ticked)", hint: hint("Apply", 4, 90)),
    KeyBinding(.back, .picker, ["Esc"], "cancel", hint: hint("Cancel", 5, 85)),
  ]

  private static let text: [KeyBinding] = [
    KeyBinding(.cursorLeft, .text, ["←", "Ctrl-B"], "a character left"),
    KeyBinding(.cursorRight, .text, ["→", "Ctrl-F"], "a character right"),
    KeyBinding(.cursorWordLeft, .text, ["Ctrl-←"], "a word left"),
    KeyBinding(.cursorWordRight, .text, ["Ctrl-→"], "a word right"),
    KeyBinding(.cursorStart, .text, ["Home", "Ctrl-A"], "to the beginning; Ctrl-A where no rows are ticked"),
    KeyBinding(.cursorEnd, .text, ["End", "Ctrl-E"], "to the end"),
    KeyBinding(.deleteBackward, .text, ["Backspace"], "delete to the left"),
    KeyBinding(.deleteForward, .text, ["Delete", "Ctrl-D"], "delete to the right"),
    KeyBinding(.deleteWord, .text, ["Ctrl-W"], "delete a word"),
    KeyBinding(.deleteLine, .text, ["Ctrl-U"], "delete all to the left"),
    KeyBinding(.deleteToEnd, .text, ["Ctrl-K"], "delete all to the right"),
  ]
}
