/// Scrolling of every list, table and grid.
package enum Scrolling {
  /// Index of the first row to show: `scroll`, moved just far enough that `selected` is visible and no line at the end
  /// stays empty while rows above are hidden.
  package static func firstRow(scroll: Int, selected: Int?, visible: Int, count: Int) -> Int {
    guard visible > 0 else { return 0 }
    var first = scroll
    if let selected {
      if selected < first { first = selected }
      if selected >= first + visible { first = selected - visible + 1 }
    }
    return min(max(0, first), max(0, count - visible))
  }
}
