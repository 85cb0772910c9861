/// A selected cell by row and column: in the heatmap weekday and hour.
struct GridCell: Equatable, Sendable {
  var row: Int
  var column: Int
}

/// A selected cell of the pivot, by names, so that it stays with its figures; nil stands for the row or column of the others.
struct PivotCell: Equatable, Sendable {
  var region: String?
  var product: String?
}
