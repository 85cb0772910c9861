/// Which rows of a long list show.
package enum Scrolling {
  /// The first row to show: `scroll`, moved just so far that `selected` is among the visible rows and none is wasted.
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
