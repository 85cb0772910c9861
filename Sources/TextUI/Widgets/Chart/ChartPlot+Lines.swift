/// The lines of a chart, its grid and the line of the former period.
extension ChartPlot {
  /// Adds the line of the former period. It yields to all else: among other dots it would be lost, and at the edge of a
  /// stack it would hide the height.
  mutating func addGhost() {
    guard let ghost = chart.ghost else { return }
    let series = ChartSeries(values: ghost, role: .chartGhost, pattern: chart.ghostPattern)
    addLine(series, joins: false, yields: true, breaks: false)
  }

  /// Adds the series, the first one last and so on top. The first line of an area chart is left out, because the edge of
  /// the area shows it; only in ASCII, where the area ends at whole cells, it is needed.
  mutating func addLines() {
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
    LineTracer(chart, layout, graph).trace(series.values, on: &raster, pattern: series.pattern, breaks: breaks)
    layers.append(Layer(raster: raster, role: series.role, joins: joins, yields: yields))
  }

  mutating func addGrid() {
    var raster = raster()
    for tick in layout.scale.ticks where layout.scale.share(of: tick.value) > 0 {
      let y = layout.scale.dot(of: tick.value, height: raster.height)
      for x in stride(from: 0, to: raster.width, by: 2 * DotRaster.dotsAcross(graph)) { raster.set(x, y) }
    }
    layers.append(Layer(raster: raster, role: .chartGrid, joins: false, yields: true))
  }
}
