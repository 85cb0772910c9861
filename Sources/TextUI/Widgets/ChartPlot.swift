/// Rasters the lines of a chart into layers of dots and lays them over each other.
struct ChartPlot {
  private struct Layer {
    var raster: DotRaster
    var role: Role
    var emphasis: Emphasis = []
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
    if let ghost = chart.ghost {
      addLine(ChartSeries(values: ghost, role: .chartGhost, pattern: .dot), joins: false, yields: true)
    }
    switch chart.fill {
    case .stacked where look.hasColour: addStack()
    case .stacked: addStackEdges()
    case .area where look.hasColour:
      if let first = chart.series.first { addArea(under: first) }
      addLines()
    case .area, .none: addLines()
    }
  }

  func draw(on canvas: inout Canvas) {
    for row in 0..<layout.plot.height {
      for column in 0..<layout.plot.width { drawCell(column, row, on: &canvas) }
    }
  }

  private func drawCell(_ column: Int, _ row: Int, on canvas: inout Canvas) {
    let x = layout.plot.x + column
    let y = layout.plot.y + row
    var mask: UInt8 = 0
    var style: Style?
    for layer in layers {
      let dots = layer.raster.mask(column, row)
      guard dots != 0, !layer.yields || canvas[x, y].scalar == " " else { continue }
      let wins = chart.fill != .stacked || dots.nonzeroBitCount >= mask.nonzeroBitCount
      mask = layer.joins ? mask | dots : dots
      if wins || style == nil { style = Style(layer.role, layer.emphasis) }
    }
    guard var style else { return }
    style.background = canvas[x, y].style.background
    canvas[x, y] = Cell(scalar: DotRaster.character(mask, graph: graph), style: style)
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

  /// For each dot column the highest dot of the line, nil where it has a gap.
  private func tops(_ values: [Double?]) -> [Int?] {
    var scratch = raster()
    var tops = [Int?](repeating: nil, count: scratch.width)
    trace(values, on: &scratch, pattern: .solid) { x, y in
      if x >= 0, x < tops.count { tops[x] = min(tops[x] ?? y, y) }
    }
    return tops
  }

  private mutating func addArea(under series: ChartSeries) {
    var raster = raster()
    let foot = layout.scale.dot(of: max(0, layout.scale.low), height: raster.height)
    for (x, top) in tops(series.values).enumerated() {
      guard let top else { continue }
      raster.fillColumn(x, from: min(top, foot), through: max(top, foot))
    }
    layers.append(Layer(raster: raster, role: .chartArea, joins: true))
  }

  private mutating func addStack() {
    var sums = [Double](repeating: 0, count: chart.count)
    var floor = [Int?](repeating: nil, count: raster().width)
    for series in chart.series {
      for (index, value) in series.values.enumerated() { sums[index] += max(0, value ?? 0) }
      let isKnown = series.values.map { $0 != nil }
      let edge = tops(sums.enumerated().map { $0.offset < isKnown.count && isKnown[$0.offset] ? $0.element : nil })
      var raster = raster()
      for (x, top) in edge.enumerated() {
        guard let top else { continue }
        raster.fillColumn(x, from: top, through: (floor[x] ?? raster.height) - 1)
        floor[x] = min(top, floor[x] ?? raster.height)
      }
      layers.append(Layer(raster: raster, role: series.role, joins: true))
    }
  }

  /// The upper edges of a stack, told apart by their patterns.
  private mutating func addStackEdges() {
    var sums = [Double](repeating: 0, count: chart.count)
    for series in chart.series {
      for (index, value) in series.values.enumerated() { sums[index] += max(0, value ?? 0) }
      let known = series.values.enumerated().map { $0.element == nil ? nil : sums[$0.offset] }
      addLine(ChartSeries(values: known, role: series.role, pattern: series.pattern), joins: true)
    }
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
