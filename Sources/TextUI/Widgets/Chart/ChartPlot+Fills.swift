/// The filled parts of a chart: the area under a line, and the parts of a stack.
extension ChartPlot {
  /// The dot rows where parts begin that grow up and down from zero: either side of a border between two rows of cells.
  private var foot: (above: Int, below: Int) {
    let height = layout.plot.height * DotRaster.dotsDown(graph)
    let dot = layout.scale.dot(of: max(0, layout.scale.low), height: height)
    return layout.scale.low < 0 ? (max(0, dot - 1), dot) : (dot, dot + 1)
  }

  mutating func addArea(under series: ChartSeries) {
    let partial = chart.partialFrom ?? series.values.count
    let values = series.values.enumerated().map { $0.offset < partial ? nil : $0.element }
    let hasPartial = values.contains { $0 != nil }
    // The running bucket has its first cell to itself.
    let across = DotRaster.dotsAcross(graph)
    let limit = hasPartial ? layout.dot(of: partial, width: raster().width) / across * across : Int.max
    addArea(under: Array(series.values.prefix(max(0, partial))), role: .chartArea, before: limit)
    if hasPartial { addArea(under: values, role: .chartPartial) }
    findHalves()
  }

  private mutating func addArea(under values: [Double?], role: Role, before limit: Int = .max) {
    var (above, below) = (raster(), raster())
    let foot = foot
    for (x, end) in level(reach(values, up: true).ends).enumerated() where x < limit {
      guard let end else { continue }
      if end <= foot.below {
        above.fillColumn(x, from: min(end, foot.above), through: foot.above)
      } else {
        below.fillColumn(x, from: foot.below, through: end)
      }
    }
    fills.append(ChartFill(raster: above, role: role, pattern: .solid))
    fills.append(ChartFill(raster: below, role: role, pattern: .solid, hangs: true))
  }

  /// One side of a stack, above zero or below it, while its parts are added.
  private struct Side {
    var isAbove: Bool
    /// The sum of all parts, by bucket.
    var whole: [Double]
    /// The sum of the parts added so far, by bucket.
    var sums: [Double]
    /// The first free dot row, by dot column.
    var free: [Int]
    /// True where a part has a value, by dot column.
    var isCovered: [Bool]

    init(isAbove: Bool, whole: [Double], foot: Int, width: Int) {
      (self.isAbove, self.whole) = (isAbove, whole)
      sums = [Double](repeating: 0, count: whole.count)
      free = [Int](repeating: foot, count: width)
      isCovered = [Bool](repeating: false, count: width)
    }
  }

  mutating func addStack() {
    let (width, wholes) = (raster().width, chart.stackSums)
    var above = Side(isAbove: true, whole: wholes.map(\.above), foot: foot.above, width: width)
    var below = Side(isAbove: false, whole: wholes.map(\.below), foot: foot.below, width: width)
    var indices: [Int] = []
    for (series, pattern) in zip(chart.series, LinePattern.distinct(chart.series)) {
      indices.append(look.hasColour ? fills.count : layers.count)
      addPart(series, pattern, to: &above)
      if series.values.contains(where: { $0 ?? 0 < 0 }) { addPart(series, pattern, to: &below) }
    }
    showLowest(above, indices)
    findHalves()
  }

  /// Sets the lowest dot of the largest part where a stack above zero is too low to show one. `indices` are those of
  /// the parts in `fills`, or in `layers` on a screen without colour.
  private mutating func showLowest(_ side: Side, _ indices: [Int]) {
    for x in side.free.indices where side.isCovered[x] && side.free[x] == foot.above {
      let bucket = layout.bucket(atDot: x, width: side.free.count)
      func value(_ part: Int) -> Double {
        let values = chart.series[part].values
        return bucket < values.count ? values[bucket] ?? 0 : 0
      }
      guard bucket < side.whole.count, side.whole[bucket] > 0,
        let largest = chart.series.indices.max(by: { value($0) < value($1) })
      else { continue }
      if look.hasColour {
        fills[indices[largest]].raster.set(x, foot.above)
      } else {
        layers[indices[largest]].raster.set(x, foot.above)
      }
    }
  }

  private mutating func findHalves() {
    guard !fills.isEmpty, DotRaster.dotsAcross(graph) == 2 else { return }
    let (left, right) = DotRaster.halves(graph)
    for column in 0..<layout.plot.width {
      var all: UInt8 = 0
      for row in 0..<layout.plot.height { for fill in fills { all |= fill.raster.mask(column, row) } }
      if all & left == 0 { halves[column] = right } else if all & right == 0 { halves[column] = left }
    }
  }

  private mutating func addPart(_ series: ChartSeries, _ pattern: LinePattern, to side: inout Side) {
    var known: [Double?] = []
    for (index, value) in series.values.enumerated() {
      if let value, value.isFinite { side.sums[index] += side.isAbove ? max(0, value) : min(0, value) }
      // A bucket in which every part is empty is a gap, not a part of height zero.
      let hasPart = value.map { side.isAbove ? side.whole[index] > 0 : $0 < 0 } ?? false
      known.append(hasPart ? side.sums[index] : nil)
    }
    let (ends, dots) = reach(known, up: side.isAbove)
    var area = raster()
    var edge = raster()
    for dot in dots where side.isAbove ? dot.y <= side.free[dot.x] : dot.y >= side.free[dot.x] {
      edge.set(dot.x, dot.y)
    }
    for (x, end) in level(ends).enumerated() {
      guard let end else { continue }
      side.isCovered[x] = true
      if side.isAbove {
        area.fillColumn(x, from: end, through: side.free[x])
        side.free[x] = min(side.free[x], end - 1)
      } else {
        area.fillColumn(x, from: side.free[x], through: end)
        side.free[x] = max(side.free[x], end + 1)
      }
    }
    let fill = ChartFill(raster: area, edge: edge, role: series.role, pattern: pattern, hangs: !side.isAbove)
    if look.hasColour { fills.append(fill) } else { layers.append(Layer(fill)) }
  }

  /// The highest dot of the line in each dot column (the lowest where not `up`), nil in a gap; and all dots of the line.
  private func reach(_ values: [Double?], up: Bool) -> (ends: [Int?], dots: [Point]) {
    var scratch = raster()
    var ends = [Int?](repeating: nil, count: scratch.width)
    var dots: [Point] = []
    LineTracer(chart, layout, graph).trace(values, on: &scratch, pattern: .solid) { x, y in
      guard x >= 0, x < ends.count else { return }
      ends[x] = ends[x].map { up ? min($0, y) : max($0, y) } ?? y
      dots.append(Point(x: x, y: y))
    }
    return (ends, dots)
  }

  /// The same ends with the two dot columns of a cell at most one dot apart: a painted cell has one height, and a steep
  /// step inside a cell would leave a gap between its rows.
  private func level(_ ends: [Int?]) -> [Int?] {
    guard look.hasColour, DotRaster.dotsAcross(graph) == 2 else { return ends }
    var ends = ends
    for x in stride(from: 0, to: ends.count - 1, by: 2) {
      guard let left = ends[x], let right = ends[x + 1] else { continue }
      (ends[x], ends[x + 1]) = ((left + right) / 2, (left + right + 1) / 2)
    }
    return ends
  }
}
