/// A selected cell by row and column: in the heatmap weekday and hour.
struct GridCell: Equatable, Sendable {
  var row: Int
  var column: Int
}
