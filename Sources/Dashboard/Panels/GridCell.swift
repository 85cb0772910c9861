/// A cell by row and column; in the heatmap by weekday and hour.
struct GridCell: Equatable, Sendable {
  var row: Int
  var column: Int
}
