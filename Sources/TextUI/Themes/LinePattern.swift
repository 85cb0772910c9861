/// The dashes of a line, so that series differ by more than colour.
package enum LinePattern: String, Hashable, Sendable, CaseIterable {
  case solid, dash, dot, dashdot

  /// True where the line is drawn at this dot, counted from the left edge of the plot.
  func isDrawn(at dot: Int) -> Bool {
    switch self {
    case .solid: true
    case .dash: dot % 8 < 6
    case .dot: dot % 2 < 1
    case .dashdot: dot % 12 < 6 || dot % 12 == 9
    }
  }
}
