import SalesCore

extension FiguresBuilder {
  func pivot(_ byRegion: AxisRanking, _ byProduct: AxisRanking) -> PivotFigures {
    let rows = Lines(byRegion, most: PivotFigures.mostRegions)
    let columns = Lines(byProduct, most: PivotFigures.mostProducts)
    let none = Array(repeating: Totals.zero, count: columns.count)
    var cells = Array(repeating: none, count: rows.count)
    for (pair, names) in directory.pairs.enumerated() where isAdmitted[pair] && sums.now[pair].sales != 0 {
      cells[rows.line[Int(names.region)]][columns.line[Int(names.product)]].add(wrapping: sums.now[pair])
    }
    return PivotFigures(
      regions: rows.names, products: columns.names, otherRegions: rows.others, otherProducts: columns.others,
      cells: cells)
  }

  /// The rows or the columns of the matrix: the largest, and one for the others.
  private struct Lines {
    var names: [String]
    var others: Int
    /// Row or column by index in the axis; meaningless for a name without sales.
    var line: [Int]

    var count: Int { names.count + (others > 0 ? 1 : 0) }

    init(_ ranking: AxisRanking, most: Int) {
      let sold = ranking.order.filter { ranking.now[$0].sales != 0 }
      let shown = sold.prefix(most)
      names = shown.map { ranking.axis.names[$0] }
      others = sold.count - shown.count
      line = Array(repeating: shown.count, count: ranking.axis.names.count)
      for (line, index) in shown.enumerated() { self.line[index] = line }
    }
  }
}
