/// The areas of a chart's parts.
struct ChartLayout {
  let area: Rect
  let plot: Rect
  let scale: ChartScale
  private let count: Int
  private let hasLegend: Bool
  private let hasAxisRow: Bool
  private let hasLabelRow: Bool

  init(_ chart: LineChart, in area: Rect) {
    self.area = area
    count = chart.count
    hasLabelRow = area.height >= 3 && !chart.xLabels.isEmpty
    hasAxisRow = area.height >= 4
    hasLegend = chart.showsLegend && area.height >= 6
    let height = area.height - (hasLegend ? 1 : 0) - (hasLabelRow ? 1 : 0) - (hasAxisRow ? 1 : 0)
    scale = ChartScale(
      values: ChartLayout.values(of: chart), locked: chart.yRange, isLogarithmic: chart.isLogarithmic,
      beginsAtNought: chart.beginsAtNought, rows: height, hasAxisRow: hasAxisRow, format: chart.format)
    let needed = (scale.ticks.map { DisplayWidth.of($0.label) }.max() ?? 0) + 1
    // No gutter where it would leave next to no room for the line.
    let gutter = area.width >= needed + 8 ? max(needed, min(chart.gutter ?? 0, area.width - 8)) : 0
    plot = Rect(
      x: area.x + gutter, y: area.y + (hasLegend ? 1 : 0), width: area.width - gutter, height: height)
  }

  private static func values(of chart: LineChart) -> [Double] {
    var values: [Double] = []
    if chart.fill == .stacked {
      values = chart.stackSums.flatMap { $0.below < 0 ? [$0.above, $0.below] : [$0.above] }
    } else {
      for series in chart.series { values += known(series.values, of: chart) }
    }
    values += (chart.ghost ?? []).compactMap { $0 }
    if let band = chart.band { values += (band.lower + band.upper).compactMap { $0 } }
    return values.filter(\.isFinite)
  }

  /// The values that decide on the axis. A bucket that has only just begun would pull down an axis that begins near the
  /// least value, so it counts as that value.
  private static func known(_ values: [Double?], of chart: LineChart) -> [Double] {
    guard chart.isLogarithmic || !chart.beginsAtNought, let partial = chart.partialFrom, partial > 0,
      let least = values.prefix(partial).compactMap({ $0 }).min()
    else { return values.compactMap { $0 } }
    return values.enumerated().compactMap { index, value in value.map { index < partial ? $0 : max($0, least) } }
  }

  /// The dot column of a bucket in a plot `width` dots wide: the first bucket is at the left edge, the last at the
  /// right.
  func dot(of bucket: Int, width: Int) -> Int {
    count > 1 ? (bucket * (width - 1) + (count - 1) / 2) / (count - 1) : 0
  }

  /// The bucket nearest to a dot column, in a plot `width` dots wide.
  func bucket(atDot x: Int, width: Int) -> Int {
    count > 1 && width > 1 ? (x * (count - 1) + (width - 1) / 2) / (width - 1) : 0
  }

  func column(of bucket: Int) -> Int? {
    guard bucket >= 0, bucket < count, !plot.isEmpty else { return nil }
    return plot.x + dot(of: bucket, width: plot.width * 2) / 2
  }

  func bucket(atColumn x: Int) -> Int? {
    guard x >= plot.x, x < plot.right, count > 0 else { return nil }
    guard plot.width > 1, count > 1 else { return 0 }
    return ((x - plot.x) * (count - 1) + (plot.width - 1) / 2) / (plot.width - 1)
  }

  func row(of value: Double) -> Int { plot.y + scale.dot(of: value, height: plot.height * 4) / 4 }

  func drawAxes(of chart: LineChart, on canvas: inout Canvas, look: Look) {
    if hasLegend {
      let row = Rect(x: plot.x, y: area.y, width: plot.width, height: 1)
      ChartLegend(chart).draw(in: row, on: &canvas, look: look)
    }
    drawGutter(on: &canvas, look: look)
    if scale.low < 0, scale.high > 0 { drawZeroLine(on: &canvas, look: look) }
    if hasAxisRow {
      // Filled parts stand on the axis, which runs along the top of its cells there.
      let isFilled = chart.fill != .none && look.hasColour && look.symbols.graph == .braille
      let line = String(repeating: isFilled ? "▔" : look.symbols.horizontal, count: plot.width)
      canvas.write(line, x: plot.x, y: plot.bottom, style: Style(.border), maxWidth: plot.width, in: area)
    }
    if hasLabelRow { drawXLabels(chart, on: &canvas) }
  }

  /// The columns of a marked range, ends included; nil where it is outside the plot.
  func columns(of range: ClosedRange<Int>) -> ClosedRange<Int>? {
    guard let from = column(of: max(0, range.lowerBound)), let to = column(of: min(count - 1, range.upperBound))
    else { return nil }
    return from <= to ? from...to : nil
  }

  /// Draws zero as a line of its own behind the dots, where values lie on both sides of it.
  private func drawZeroLine(on canvas: inout Canvas, look: Look) {
    let y = row(of: 0)
    for x in plot.x..<plot.right where canvas[x, y].character == " " {
      canvas.write(String(look.symbols.horizontal), x: x, y: y, style: Style(.border), in: plot)
    }
  }

  private func drawGutter(on canvas: inout Canvas, look: Look) {
    guard plot.x > area.x else { return }
    let x = plot.x - 1
    for y in plot.y..<plot.bottom {
      canvas.write(String(look.symbols.vertical), x: x, y: y, style: Style(.border), in: area)
    }
    if hasAxisRow { canvas.write(String(look.symbols.corner), x: x, y: plot.bottom, style: Style(.border), in: area) }
    var taken: Set<Int> = []
    // From the top: where two ticks fall on one row of a low plot, the higher one is kept.
    for tick in scale.ticks.reversed() {
      let y = plot.y + scale.row(ofTick: tick.value, rows: plot.height)
      guard taken.insert(y).inserted else { continue }
      let width = DisplayWidth.of(tick.label)
      canvas.write(tick.label, x: x - width, y: y, style: Style(.chartAxis), in: area)
      if y < plot.bottom { canvas.write(String(look.symbols.axis), x: x, y: y, style: Style(.border), in: area) }
    }
  }

  /// Draws the label at now first, then the others from the left. A label that would touch another is left out.
  private func drawXLabels(_ chart: LineChart, on canvas: inout Canvas) {
    let first = chart.xLabels.filter { $0.index == chart.now }
    var taken: [Range<Int>] = []
    for label in first + chart.xLabels.filter({ $0.index != chart.now }) {
      let width = DisplayWidth.of(label.text)
      guard width > 0, width <= plot.width, let column = column(of: label.index) else { continue }
      let x = min(max(column - width / 2, plot.x), plot.right - width)
      guard !taken.contains(where: { $0.overlaps(x..<(x + width)) }) else { continue }
      taken.append((x - 2)..<(x + width + 2))
      let role = label.index == chart.now ? Role.chartNow : .chartAxis
      canvas.write(label.text, x: x, y: area.bottom - 1, style: Style(role), in: area)
    }
  }
}
