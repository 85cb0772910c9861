/// Draws the lines and filled parts of a chart: each becomes a layer of dots, and the layers are laid over each other.
struct ChartPlot {
  /// The dots of one line, or of one part of a stack on a screen without colour.
  struct Layer {
    /// All dots the layer covers. Of a filled part only those of its pattern and its edge are drawn.
    var raster: DotRaster
    var edge: DotRaster?
    var role: Role
    var fill: LinePattern?
    /// Keeps the dots of layers behind in the cells that this layer draws in.
    var joins: Bool
    /// Leaves out cells that already show something, such as the band of a forecast. The default is false.
    var yields = false

    init(raster: DotRaster, role: Role, joins: Bool, yields: Bool = false) {
      (self.raster, self.role, self.joins, self.yields) = (raster, role, joins, yields)
    }

    init(_ part: ChartFill) {
      (raster, edge, role, fill, joins) = (part.raster, part.edge, part.role, part.pattern, true)
    }

    /// True where the layer may draw in this cell; `covered` is the number of its dots that filled layers have taken.
    func shows(in cell: Cell, over paint: ChartPaint?, covered: Int, graph: Symbols.Graph) -> Bool {
      let all = DotRaster.dotsAcross(graph) * DotRaster.dotsDown(graph)
      return !yields || cell.scalar == " " && paint?.hasEdge != true && (covered == 0 || covered == all)
    }
  }

  let chart: LineChart
  let layout: ChartLayout
  let look: Look
  let graph: Symbols.Graph
  var layers: [Layer] = []
  /// The parts of a stack, or the area under a line, painted behind the dots. Empty on a screen without colour.
  var fills: [ChartFill] = []
  /// The half of the dots that is used, by column, for the columns at the ends of a fill that use only one half.
  var halves: [Int: UInt8] = [:]

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
    // Everything right of the last whole bucket belongs to the bucket that is still running.
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

  func raster() -> DotRaster { DotRaster(layout.plot.size, graph: graph) }
}
