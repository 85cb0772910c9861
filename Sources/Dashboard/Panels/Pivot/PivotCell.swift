/// A row or column of the pivot.
enum PivotLine: Hashable, Sendable {
  case name(String)
  /// All that have no row or column of their own.
  case others
  case total
}

/// A selected cell of the pivot, by names, so that it stays with its figures.
struct PivotCell: Equatable, Sendable {
  var row: PivotLine
  var column: PivotLine

  /// Nil in the row of the others and in that of the totals.
  var region: String? { if case .name(let name) = row { name } else { nil } }
  var product: String? { if case .name(let name) = column { name } else { nil } }
}
