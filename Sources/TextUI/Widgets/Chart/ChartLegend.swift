/// One row with the names of the series, each beside a sample of its line: `⣿⣿ EMEA  ⢕⢕ NA  ⠒ ⠒ previous`.
struct ChartLegend {
  private struct Entry {
    var role: Role
    var pattern: LinePattern
    var name: String
    var note = ""
    var isFill: Bool

    var nameWidth: Int { min(DisplayWidth.of(name), ChartLegend.widestName) }
    /// Columns of sample, name and note.
    var width: Int { 3 + nameWidth + (note.isEmpty ? 0 : DisplayWidth.of(note) + 1) }
  }

  private let entries: [Entry]
  private static let widestName = 16

  init(_ chart: LineChart) {
    let isStack = chart.fill == .stacked
    let patterns = isStack ? LinePattern.distinct(chart.series) : chart.series.map(\.pattern)
    var entries = zip(chart.series, patterns).map {
      Entry(role: $0.role, pattern: $1, name: $0.name, note: $0.note, isFill: isStack)
    }
    if chart.ghost != nil {
      entries.append(Entry(role: .chartGhost, pattern: chart.ghostPattern, name: chart.ghostName, isFill: false))
    }
    self.entries = entries.filter { !$0.name.isEmpty }
  }

  var width: Int { entries.isEmpty ? 0 : entries.reduce(-2) { $0 + $1.width + 2 } }

  /// Names without room at the end are counted: `+3`.
  func draw(in row: Rect, on canvas: inout Canvas, look: Look) {
    var x = row.x
    for (index, entry) in entries.enumerated() {
      let rest = entries.count - index - 1
      let tail = rest > 0 ? DisplayWidth.of(" +\(rest)") + 1 : 0
      guard x + entry.width + tail <= row.right else {
        canvas.write("+\(rest + 1)", x: x, y: row.y, style: .dim, in: row)
        return
      }
      drawSample(entry, x: x, y: row.y, in: row, on: &canvas, look: look)
      let style = Style(entry.role == .chartGhost ? .dim : .text)
      canvas.write(entry.name, x: x + 3, y: row.y, style: style, maxWidth: entry.nameWidth, in: row)
      if !entry.note.isEmpty {
        canvas.write(entry.note, x: x + 4 + entry.nameWidth, y: row.y, style: Style(.number), in: row)
      }
      x += entry.width + 2
    }
  }

  private func drawSample(_ entry: Entry, x: Int, y: Int, in row: Rect, on canvas: inout Canvas, look: Look) {
    let graph = look.symbols.graph
    if entry.isFill, look.hasColour {
      let texture = String(Character(ChartPaint.texture(of: entry.pattern, graph)))
      canvas.write(texture + texture, x: x, y: y, style: Style(.background, on: entry.role), in: row)
      return
    }
    if entry.role == .chartGhost, graph == .block {
      let line = String(repeating: look.symbols.horizontal, count: 2)
      canvas.write(line, x: x, y: y, style: Style(entry.role), in: row)
      return
    }
    var raster = DotRaster(Size(columns: 2, rows: 1), graph: graph)
    if entry.isFill {
      for dot in 0..<raster.width { raster.fillColumn(dot, from: 0, through: raster.height - 1) }
    } else {
      let middle = raster.height / 2
      raster.line(
        from: Point(x: 0, y: middle), to: Point(x: raster.width - 1, y: middle), pen: entry.pattern.isDrawn)
    }
    for column in 0..<2 {
      let mask = raster.mask(column, 0)
      guard mask != 0 else { continue }
      let isSign = entry.isFill && graph == .ascii
      let dots = entry.isFill ? mask & entry.pattern.texture(graph) : mask
      let scalar = isSign ? entry.pattern.fillSign : DotRaster.character(dots, graph: graph)
      canvas.write(String(Character(scalar)), x: x + column, y: y, style: Style(entry.role), in: row)
    }
  }
}
