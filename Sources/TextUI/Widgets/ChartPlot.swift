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

    init(raster: DotRaster, role: Role, joins: Bool, yields: Bool = false) {
      (self.raster, self.role, self.joins, self.yields) = (raster, role, joins, yields)
    }

    init(_ part: ChartFill) {
      (raster, edge, role, fill, joins) = (part.raster, part.edge, part.role, part.pattern, true)
    }
  }

  private let chart: LineChart
  private let layout: ChartLayout
  private let look: Look
  private let graph: Symbols.Graph
  private var layers: [Layer] = []
  /// The parts of a stack: where there is colour they are painted behind the dots.
  private var fills: [ChartFill] = []
  /// The dots that count of a column at the end of a stack, where the other half of its cells is empty.
  private var halves: [Int: UInt8] = [:]

  /// Without colour a filled area would hide its own line, so lines alone are drawn.
  init(_ chart: LineChart, _ layout: ChartLayout, look: Look) {
    self.chart = chart
    self.layout = layout
    self.look = look
    graph = look.symbols.graph
    guard !layout.plot.isEmpty, chart.count > 0 else { return }
    if chart.showsGrid { addGrid() }
    switch chart.fill {
    case .stacked:
      addStack()
      addGhost()
    case .area where look.hasColour:
      if let first = chart.series.first { addArea(under: first) }
      addGhost()
      addLines()
    case .area, .none:
      addGhost(yields: true)
      addLines()
    }
  }

  func draw(on canvas: inout Canvas) {
    // What lies right of the last whole bucket belongs to the one that is not over.
    let partial = chart.partialFrom.map { max(0, $0 - 1) }.flatMap { layout.column(of: $0) }
    for row in 0..<layout.plot.height {
      for column in 0..<layout.plot.width {
        let x = layout.plot.x + column
        let isPartial = partial.map { x > $0 } ?? false
        drawCell(column, row, isPartial: isPartial, over: isPartial ? nil : paint(column, row), on: &canvas)
      }
    }
  }

  private func paint(_ column: Int, _ row: Int) -> ChartPaint? {
    let half = halves[column]
    let parts = fills.map { fill in
      let mask = fill.raster.mask(column, row)
      return (fill, half.map { 2 * (mask & $0).nonzeroBitCount } ?? mask.nonzeroBitCount)
    }.filter { $0.1 > 0 }
    return parts.isEmpty ? nil : ChartPaint(parts, graph: graph)
  }

  private func drawCell(_ column: Int, _ row: Int, isPartial: Bool, over paint: ChartPaint?, on canvas: inout Canvas) {
    let x = layout.plot.x + column
    let y = layout.plot.y + row
    var mask: UInt8 = 0
    var covered = 0
    var winner: Layer?
    for layer in isPartial ? fills.map({ Layer($0) }) + layers : layers {
      let dots = layer.raster.mask(column, row)
      guard dots != 0, !layer.yields || canvas[x, y].scalar == " " else { continue }
      let shown = layer.fill.map { dots & $0.texture(graph) | (layer.edge?.mask(column, row) ?? 0) } ?? dots
      mask = layer.joins ? mask | shown : shown
      // Where two parts of a stack share a cell, it takes the colour of the larger.
      guard layer.fill == nil || dots.nonzeroBitCount >= covered else { continue }
      covered = dots.nonzeroBitCount
      winner = layer
    }
    let below = canvas[x, y].style.background
    guard let winner else {
      if let paint { canvas[x, y] = paint.cell(over: below) }
      return
    }
    var style = Style(winner.role)
    if let paint, winner.role == .chartGhost, paint.isFilled { style.foreground = .background }
    if isPartial, winner.fill != nil || winner.role.isSeries { style.emphasis.insert(.dim) }
    style.background = paint?.background(over: below) ?? below
    let isSign = graph == .ascii && chart.fill == .stacked
    let sign = isSign ? winner.fill?.fillSign : nil
    canvas[x, y] = Cell(scalar: sign ?? DotRaster.character(mask, graph: graph), style: style)
  }

  private func raster() -> DotRaster { DotRaster(layout.plot.size, graph: graph) }

  /// Among the dots of lines and areas it would be lost: it keeps a cell to itself.
  private mutating func addGhost(yields: Bool = false) {
    guard let ghost = chart.ghost else { return }
    let series = ChartSeries(values: ghost, role: .chartGhost, pattern: chart.ghostPattern)
    addLine(series, joins: false, yields: yields, breaks: false)
  }

  /// The first series is drawn last, on top. On its area the others keep their own dots: filled up, they would be lost.
  private mutating func addLines() {
    for (index, series) in chart.series.enumerated().reversed() {
      let joins = index == 0 || layers.isEmpty || series.pattern == .solid
      guard let from = chart.partialFrom, from >= 0, from < series.values.count else {
        addLine(series, joins: joins)
        continue
      }
      var faint = series
      if faint.role == .chartLine { faint.role = .chartPartial }
      for index in 0..<from { faint.values[index] = nil }
      var whole = series
      for index in from..<whole.values.count { whole.values[index] = nil }
      addLine(faint, joins: joins)
      addLine(whole, joins: joins)
    }
  }

  private mutating func addLine(_ series: ChartSeries, joins: Bool, yields: Bool = false, breaks: Bool = true) {
    var raster = raster()
    trace(series.values, on: &raster, pattern: series.pattern, breaks: breaks)
    layers.append(Layer(raster: raster, role: series.role, joins: joins, yields: yields))
  }

  /// Buckets that share a dot column.
  private struct Span {
    var x, first, last, top, bottom: Int
  }

  /// Draws the line and hands out every dot it passes. Buckets that share a dot column are drawn at once, as the span
  /// they cover. One that stands alone is as wide as a bucket, so that it is seen. `breaks` is whether the first bucket
  /// that is not over stands apart: a line down to it would look like a collapse.
  private func trace(
    _ values: [Double?], on raster: inout DotRaster, pattern: LinePattern, breaks: Bool = true,
    touched: (Int, Int) -> Void = { _, _ in }
  ) {
    let (width, height) = (raster.width, raster.height)
    var run: [Span] = []
    func draw(_ from: Point, _ to: Point) {
      raster.line(from: from, to: to, pen: pattern.isDrawn, touched: touched)
    }
    func drawRun() {
      defer { run = [] }
      for (left, right) in zip(run, run.dropFirst()) {
        draw(Point(x: left.x, y: left.last), Point(x: right.x, y: right.first))
      }
      let half = run.count == 1 ? halfBucket(width) : 0
      for span in run {
        draw(Point(x: span.x, y: span.top), Point(x: span.x, y: span.bottom))
        guard half > 0 else { continue }
        draw(Point(x: max(0, span.x - half), y: span.last), Point(x: min(width - 1, span.x + half), y: span.last))
      }
    }
    for (index, value) in values.enumerated() {
      if breaks, index == chart.partialFrom { drawRun() }
      guard let value, value.isFinite else {
        drawRun()
        continue
      }
      let x = layout.dot(of: index, width: width)
      let y = layout.scale.dot(of: value, height: height)
      if let same = run.last, same.x == x {
        run[run.count - 1] = Span(
          x: x, first: same.first, last: y, top: min(same.top, y), bottom: max(same.bottom, y))
      } else {
        run.append(Span(x: x, first: y, last: y, top: y, bottom: y))
      }
    }
    drawRun()
  }

  /// Dots to each side of a bucket that are nearer to it than to its neighbours, one left free between them; the only
  /// bucket has the whole width.
  private func halfBucket(_ width: Int) -> Int {
    guard chart.count > 1 else { return width }
    let step = (width - 1) / (chart.count - 1)
    return max(0, min(step / 2, step - 2))
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

  /// The first dots of what grows up from nought and down from it: between two rows of cells, where there is a row below.
  private var foot: (above: Int, below: Int) {
    let dot = layout.scale.dot(of: max(0, layout.scale.low), height: raster().height)
    return layout.scale.low < 0 ? (max(0, dot - 1), dot) : (dot, dot + 1)
  }

  private mutating func addArea(under series: ChartSeries) {
    var raster = raster()
    let whole = series.values.prefix(max(0, chart.partialFrom ?? series.values.count))
    for (x, top) in reach(Array(whole), up: true).ends.enumerated() {
      guard let top else { continue }
      raster.fillColumn(x, from: min(top, foot.below), through: max(top, foot.above))
    }
    layers.append(Layer(ChartFill(raster: raster, role: .chartArea, pattern: .solid)))
  }

  /// The side of a stack above nought or below it, as it grows: what has been stacked, and the first free dots.
  private struct Side {
    var isAbove: Bool
    /// What all parts add up to.
    var whole: [Double]
    var sums: [Double]
    var free: [Int]
  }

  private mutating func addStack() {
    let sums = [Double](repeating: 0, count: chart.count)
    let width = raster().width
    let wholes = chart.stackSums
    var above = Side(
      isAbove: true, whole: wholes.map(\.above), sums: sums, free: [Int](repeating: foot.above, count: width))
    var below = Side(
      isAbove: false, whole: wholes.map(\.below), sums: sums, free: [Int](repeating: foot.below, count: width))
    let patterns = LinePattern.distinct(chart.series.map(\.pattern))
    for (series, pattern) in zip(chart.series, patterns) {
      addPart(series, pattern, to: &above)
      if series.values.contains(where: { $0 ?? 0 < 0 }) { addPart(series, pattern, to: &below) }
    }
    if !fills.isEmpty, DotRaster.dotsAcross(graph) == 2 { findHalves() }
  }

  private mutating func findHalves() {
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
      // Where there is nothing at all nothing stands at nought.
      let hasPart = value.map { side.isAbove ? side.whole[index] > 0 : $0 < 0 } ?? false
      known.append(hasPart ? side.sums[index] : nil)
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
    let fill = ChartFill(raster: area, edge: edge, role: series.role, pattern: pattern, hangs: !side.isAbove)
    if look.hasColour { fills.append(fill) } else { layers.append(Layer(fill)) }
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
