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

    /// Whether this layer may draw in a cell that looks so, where a part in front has `covered` dots of it.
    func shows(in cell: Cell, over paint: ChartPaint?, covered: Int, graph: Symbols.Graph) -> Bool {
      let all = DotRaster.dotsAcross(graph) * DotRaster.dotsDown(graph)
      return !yields || cell.scalar == " " && paint?.hasEdge != true && (covered == 0 || covered == all)
    }
  }

  private let chart: LineChart
  private let layout: ChartLayout
  private let look: Look
  private let graph: Symbols.Graph
  private var layers: [Layer] = []
  /// The parts of a stack, or the area under a line: where there is colour they are painted behind the dots.
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
      addGhost()
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
        drawCell(column, row, isPartial: isPartial, over: paint(column, row), on: &canvas)
      }
    }
  }

  private func paint(_ column: Int, _ row: Int) -> ChartPaint? {
    let half = halves[column]
    var parts: [ChartPaint.Part] = []
    for index in fills.indices {
      let mask = fills[index].raster.mask(column, row)
      guard mask != 0 else { continue }
      let dots = half.map { 2 * (mask & $0).nonzeroBitCount } ?? mask.nonzeroBitCount
      guard dots > 0 else { continue }
      if chart.fill == .area { parts = [] }
      parts.append(ChartPaint.Part(fills[index], dots: dots))
    }
    return parts.isEmpty ? nil : ChartPaint(parts, graph: graph)
  }

  private func drawCell(_ column: Int, _ row: Int, isPartial: Bool, over paint: ChartPaint?, on canvas: inout Canvas) {
    let x = layout.plot.x + column
    let y = layout.plot.y + row
    var mask: UInt8 = 0
    var covered = 0
    var winner: Layer?
    var isOnStack = false
    for index in layers.indices {
      let dots = layers[index].raster.mask(column, row)
      guard dots != 0 else { continue }
      let layer = layers[index]
      guard layer.shows(in: canvas[x, y], over: paint, covered: covered, graph: graph) else { continue }
      isOnStack = chart.fill == .stacked && (paint != nil || covered > 0)
      let shown = layer.fill.map { dots & $0.texture(graph) | (layer.edge?.mask(column, row) ?? 0) } ?? dots
      // In a line's colour the dots of what gave way to it would be a second line.
      mask = layer.joins && winner?.yields != true ? mask | shown : shown
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
    if isPartial, winner.fill != nil || winner.role.isSeries { style.emphasis.insert(.dim) }
    style.background = paint?.background(over: below) ?? below
    // Half blocks would look like data, and dots on a part like its pattern: a thin line does not.
    if winner.role == .chartGhost, isOnStack || graph == .block {
      if isOnStack, paint != nil { style.foreground = .background }
      canvas[x, y] = Cell(look.symbols.horizontal, style: style)
      return
    }
    let isSign = graph == .ascii && chart.fill == .stacked
    let sign = isSign ? winner.fill?.fillSign : nil
    canvas[x, y] = Cell(scalar: sign ?? DotRaster.character(mask, graph: graph), style: style)
  }

  private func raster() -> DotRaster { DotRaster(layout.plot.size, graph: graph) }

  /// Among the dots of lines it would be lost, and at the edge of a part it would hide how high that is.
  private mutating func addGhost() {
    guard let ghost = chart.ghost else { return }
    let series = ChartSeries(values: ghost, role: .chartGhost, pattern: chart.ghostPattern)
    addLine(series, joins: false, yields: true, breaks: false)
  }

  /// The first series is drawn last, on top. An area ends where its line is, and a cell has no room for both: only in
  /// ASCII, where it ends at whole cells, it needs the line.
  private mutating func addLines() {
    let isArea = chart.fill == .area && look.hasColour
    for (index, series) in chart.series.enumerated().reversed() {
      if isArea, index == 0, graph != .ascii { continue }
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
      for span in run {
        draw(Point(x: span.x, y: span.top), Point(x: span.x, y: span.bottom))
        guard run.count == 1 else { continue }
        let ends = ends(ofLone: span.x, width: width)
        draw(Point(x: ends.lowerBound, y: span.last), Point(x: ends.upperBound, y: span.last))
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

  /// How far a bucket that stands alone reaches. One that is not over has two cells at least, where the one before it
  /// leaves room: a single dot would say nothing.
  private func ends(ofLone x: Int, width: Int) -> ClosedRange<Int> {
    let half = halfBucket(width)
    var left = x - half
    if let partial = chart.partialFrom, partial > 0, layout.dot(of: partial, width: width) == x {
      let across = DotRaster.dotsAcross(graph)
      let free = (layout.dot(of: partial - 1, width: width) / across + 1) * across
      left = max(min(free, x), x - max(half, 2 * across - 1))
    }
    return max(0, left)...min(width - 1, x + half)
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

  /// The same with the dot columns of each cell as high as each other, one dot at most apart: a painted cell has one height,
  /// and where a steep step falls into it, two would leave a gap between its rows.
  private func level(_ ends: [Int?]) -> [Int?] {
    guard look.hasColour, DotRaster.dotsAcross(graph) == 2 else { return ends }
    var ends = ends
    for x in stride(from: 0, to: ends.count - 1, by: 2) {
      guard let left = ends[x], let right = ends[x + 1] else { continue }
      (ends[x], ends[x + 1]) = ((left + right) / 2, (left + right + 1) / 2)
    }
    return ends
  }

  /// The first dots of what grows up from nought and down from it: between two rows of cells, where there is a row below.
  private var foot: (above: Int, below: Int) {
    let height = layout.plot.height * DotRaster.dotsDown(graph)
    let dot = layout.scale.dot(of: max(0, layout.scale.low), height: height)
    return layout.scale.low < 0 ? (max(0, dot - 1), dot) : (dot, dot + 1)
  }

  private mutating func addArea(under series: ChartSeries) {
    let partial = chart.partialFrom ?? series.values.count
    let values = series.values.enumerated().map { $0.offset < partial ? nil : $0.element }
    let hasPartial = values.contains { $0 != nil }
    // The cell the bucket that is not over lies in is all its own.
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
    findHalves()
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
    for (x, end) in level(ends).enumerated() {
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
