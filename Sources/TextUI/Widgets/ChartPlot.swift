/// Rasters the lines of a chart into layers of dots and lays them over each other.
struct ChartPlot {
  private struct Layer {
    /// All dots it covers; of a filled part the pattern's show, and those of its edge.
    var raster: DotRaster
    var edge: DotRaster?
    var role: Role
    var fill: LinePattern?
    /// Whether dots of layers behind stay in a cell this one draws in.
    var joins: Bool
    /// Whether it stays away from cells that already show something, as a forecast's band.
    var yields = false
  }

  private let chart: LineChart
  private let layout: ChartLayout
  private let graph: Symbols.Graph
  private var layers: [Layer] = []

  /// Without colour a filled area would hide its own line, so lines alone are drawn.
  init(_ chart: LineChart, _ layout: ChartLayout, look: Look) {
    self.chart = chart
    self.layout = layout
    graph = look.symbols.graph
    guard !layout.plot.isEmpty, chart.count > 0 else { return }
    if chart.showsGrid { addGrid() }
    let ghost = chart.ghost.map { ChartSeries(values: $0, role: .chartGhost, pattern: chart.ghostPattern) }
    if let ghost, chart.fill != .stacked { addLine(ghost, joins: false, yields: true) }
    switch chart.fill {
    case .stacked:
      addStack()
      if let ghost { addLine(ghost, joins: false) }
    case .area where look.hasColour:
      if let first = chart.series.first { addArea(under: first) }
      addLines()
    case .area, .none: addLines()
    }
  }

  func draw(on canvas: inout Canvas) {
    // The stretch into the first incomplete bucket belongs to it.
    let partial = chart.partialFrom.map { max(0, $0 - 1) }.flatMap { layout.column(of: $0) }
    for row in 0..<layout.plot.height {
      for column in 0..<layout.plot.width {
        let isPartial = partial.map { layout.plot.x + column > $0 } ?? false
        drawCell(column, row, isPartial: isPartial, on: &canvas)
      }
    }
  }

  private func drawCell(_ column: Int, _ row: Int, isPartial: Bool, on canvas: inout Canvas) {
    let x = layout.plot.x + column
    let y = layout.plot.y + row
    var mask: UInt8 = 0
    var covered = 0
    var winner: Layer?
    for layer in layers {
      let dots = layer.raster.mask(column, row)
      guard dots != 0, !layer.yields || canvas[x, y].scalar == " " else { continue }
      let shown = layer.fill.map { dots & $0.texture(graph) | (layer.edge?.mask(column, row) ?? 0) } ?? dots
      mask = layer.joins ? mask | shown : shown
      // Where two parts of a stack share a cell, it takes the colour of the larger.
      guard layer.fill == nil || dots.nonzeroBitCount >= covered else { continue }
      covered = dots.nonzeroBitCount
      winner = layer
    }
    guard let winner else { return }
    var style = Style(winner.role)
    if isPartial, winner.fill != nil { style.emphasis.insert(.dim) }
    style.background = canvas[x, y].style.background
    let isSign = graph == .ascii && chart.fill == .stacked
    let sign = isSign ? winner.fill?.fillSign : nil
    canvas[x, y] = Cell(scalar: sign ?? DotRaster.character(mask, graph: graph), style: style)
  }

  private func raster() -> DotRaster { DotRaster(layout.plot.size, graph: graph) }

  /// The first series is drawn last, on top. On its area the others keep their own dots: filled up, they would be lost.
  private mutating func addLines() {
    for (index, series) in chart.series.enumerated().reversed() {
      guard index == 0 || layers.isEmpty || series.pattern == .solid else {
        addLine(series, joins: false)
        continue
      }
      guard let from = chart.partialFrom, from < series.values.count, from >= 0 else {
        addLine(series, joins: true)
        continue
      }
      var faint = series
      faint.role = .chartPartial
      // The stretch into the first incomplete bucket belongs to it.
      for index in faint.values.indices where index < from - 1 { faint.values[index] = nil }
      var whole = series
      for index in whole.values.indices where index >= from { whole.values[index] = nil }
      addLine(faint, joins: true)
      addLine(whole, joins: true)
    }
  }

  private mutating func addLine(_ series: ChartSeries, joins: Bool, yields: Bool = false) {
    var raster = raster()
    trace(series.values, on: &raster, pattern: series.pattern)
    layers.append(Layer(raster: raster, role: series.role, joins: joins, yields: yields))
  }

  /// Draws the line and hands out every dot it passes. Buckets that share a dot column are drawn at once, as the span
  /// they cover.
  private func trace(
    _ values: [Double?], on raster: inout DotRaster, pattern: LinePattern, touched: (Int, Int) -> Void = { _, _ in }
  ) {
    let (width, height) = (raster.width, raster.height)
    var span: (x: Int, top: Int, bottom: Int)?
    var previous: Point?
    func drawSpan() {
      guard let span else { return }
      raster.line(
        from: Point(x: span.x, y: span.top), to: Point(x: span.x, y: span.bottom), pen: pattern.isDrawn,
        touched: touched)
    }
    for (index, value) in values.enumerated() {
      guard let value, value.isFinite else {
        previous = nil
        continue
      }
      let here = Point(x: layout.dot(of: index, width: width), y: layout.scale.dot(of: value, height: height))
      if let same = span, same.x == here.x, previous != nil {
        span = (here.x, min(same.top, here.y), max(same.bottom, here.y))
      } else {
        drawSpan()
        span = (here.x, here.y, here.y)
        if let previous { raster.line(from: previous, to: here, pen: pattern.isDrawn, touched: touched) }
      }
      previous = here
    }
    drawSpan()
    // One bucket alone stretches over the whole width.
    if chart.count == 1, let previous {
      let end = Point(x: width - 1, y: previous.y)
      raster.line(from: previous, to: end, pen: pattern.isDrawn, touched: touched)
    }
  }

  /// For each dot column the dot of the line that is farthest up (or down), nil where it has a gap; and all its dots.
  private func reach(_ values: [Double?], up: Bool) -> (ends: [Int?], dots: [Point]) {
    var scratch = raster()
    var ends = [Int?](repeating: nil, count: scratch.width)
    var dots: [Point] = []
    trace(values, on: &scratch, pattern: .solid) { x, y in
      guard x >= 0, x < ends.count else { return }
      ends[x] = ends[x].map { up ? min($0, y) : max($0, y) } ?? y
      dots.append(Point(x: x, y: y))
    }
    return (ends, dots)
  }

  private var foot: Int { layout.scale.dot(of: max(0, layout.scale.low), height: raster().height) }

  private mutating func addArea(under series: ChartSeries) {
    var raster = raster()
    for (x, top) in reach(series.values, up: true).ends.enumerated() {
      guard let top else { continue }
      raster.fillColumn(x, from: min(top, foot), through: max(top, foot))
    }
    layers.append(Layer(raster: raster, role: .chartArea, fill: .solid, joins: true))
  }

  /// The side of a stack above nought or below it, as it grows: what has been stacked, and the first free dots.
  private struct Side {
    var isAbove: Bool
    var sums: [Double]
    var free: [Int]
  }

  private mutating func addStack() {
    let sums = [Double](repeating: 0, count: chart.count)
    let width = raster().width
    var above = Side(isAbove: true, sums: sums, free: [Int](repeating: foot, count: width))
    var below = Side(isAbove: false, sums: sums, free: [Int](repeating: foot + 1, count: width))
    let patterns = LinePattern.distinct(chart.series.map(\.pattern))
    for (series, pattern) in zip(chart.series, patterns) {
      addPart(series, pattern, to: &above)
      if series.values.contains(where: { $0 ?? 0 < 0 }) { addPart(series, pattern, to: &below) }
    }
  }

  private mutating func addPart(_ series: ChartSeries, _ pattern: LinePattern, to side: inout Side) {
    var known: [Double?] = []
    for (index, value) in series.values.enumerated() {
      if let value, value.isFinite { side.sums[index] += side.isAbove ? max(0, value) : min(0, value) }
      known.append(value == nil ? nil : side.sums[index])
    }
    let (ends, dots) = reach(known, up: side.isAbove)
    var area = raster()
    var edge = raster()
    for dot in dots where side.isAbove ? dot.y <= side.free[dot.x] : dot.y >= side.free[dot.x] {
      edge.set(dot.x, dot.y)
    }
    for (x, end) in ends.enumerated() {
      guard let end else { continue }
      if side.isAbove {
        area.fillColumn(x, from: end, through: side.free[x])
        side.free[x] = min(side.free[x], end - 1)
      } else {
        area.fillColumn(x, from: side.free[x], through: end)
        side.free[x] = max(side.free[x], end + 1)
      }
    }
    layers.append(Layer(raster: area, edge: edge, role: series.role, fill: pattern, joins: true))
  }

  private mutating func addGrid() {
    var raster = raster()
    for tick in layout.scale.ticks where layout.scale.share(of: tick.value) > 0 {
      let y = layout.scale.dot(of: tick.value, height: raster.height)
      for x in stride(from: 0, to: raster.width, by: 2 * DotRaster.dotsAcross(graph)) { raster.set(x, y) }
    }
    layers.append(Layer(raster: raster, role: .chartGrid, joins: false, yields: true))
  }
}
