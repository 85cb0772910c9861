/// A row or column of the pivot.
enum PivotLine: Hashable, Sendable {
  case name(String)
  /// All regions or products without a row or column of their own.
  case others
  case total
}

/// A selected cell of the pivot, by name, so that it follows its figures when rows move.
struct PivotCell: Equatable, Sendable {
  var row: PivotLine
  var column: PivotLine

  /// Nil in the rows of the others and of the totals.
  var region: String? { if case .name(let name) = row { name } else { nil } }
  var product: String? { if case .name(let name) = column { name } else { nil } }
}

/// A cell by row and column; in the heatmap by weekday and hour.
struct GridCell: Equatable, Sendable {
  var row: Int
  var column: Int
}
