/// Lines over time with axes. The buckets stretch over the whole width of the plot. Where several buckets share a dot
/// column, the line covers all of them from the least to the greatest value, so no peak is lost.
///
///     var chart = LineChart(series: [ChartSeries(values: [120, 180, nil, 90])])
///     chart.fill = .area
///     chart.xLabels = [(0, "13:00"), (3, "now")]
///     chart.draw(in: area, on: &canvas, look: Look())
package struct LineChart: Sendable {
  package enum Fill: Sendable { case none, area, stacked }

  package var series: [ChartSeries]
  package var fill = Fill.none
  /// The same buckets of an earlier period, drawn dim behind the rest. The default is nil.
  package var ghost: [Double?]?
  /// Name of `ghost` in the legend.
  package var ghostName = ""
  package var band: ChartBand?
  /// Index of the first bucket that is still running: drawn fainter and apart from the line before it. The default is
  /// nil.
  package var partialFrom: Int?
  package var now: Int?
  package var cursor: Int?
  /// The buckets of a range that is being marked.
  package var marked: ClosedRange<Int>?
  /// Signs above the line, by bucket.
  package var marks: [Int: Character] = [:]
  package var markRole = Role.anomaly
  package var xLabels: [(index: Int, text: String)] = []
  package var format: @Sendable (Double) -> String
  /// Range of the y axis; nil takes it from the data.
  package var yRange: ClosedRange<Double>?
  package var isLogarithmic = false
  /// False lets the y axis begin near the least value. The default is true, because the height of an area must be the
  /// value.
  package var beginsAtNought = true
  package var showsGrid = false
  /// Shows a row above the plot with the names of the series. The default is false.
  package var showsLegend = false
  /// Columns for the y labels and the axis; nil takes as many as the labels need.
  package var gutter: Int?

  package init(
    series: [ChartSeries], format: @escaping @Sendable (Double) -> String = { CompactNumber.format($0, trimmed: true) }
  ) {
    self.series = series
    self.format = format
  }

  /// Number of buckets: that of the longest series.
  package var count: Int {
    max(series.map(\.values.count).max() ?? 0, ghost?.count ?? 0, band?.upper.count ?? 0)
  }

  /// Beside filled parts a dotted line would be hard to see.
  var ghostPattern: LinePattern { fill == .none ? .dot : .dash }

  /// Columns of all names side by side; 0 where no series has a name.
  package var legendWidth: Int { ChartLegend(self).width }

  /// Draws the names of the series in a row outside the chart's area.
  package func drawLegend(in row: Rect, on canvas: inout Canvas, look: Look) {
    ChartLegend(self).draw(in: row, on: &canvas, look: look)
  }

  /// The sums of a stack's parts by bucket, of those above zero and of those below it.
  var stackSums: [(above: Double, below: Double)] {
    var sums = [(above: Double, below: Double)](repeating: (0, 0), count: count)
    for series in series {
      for (index, value) in series.values.enumerated() {
        guard let value, value.isFinite else { continue }
        if value < 0 { sums[index].below += value } else { sums[index].above += value }
      }
    }
    return sums
  }

  /// The values from the foot of the y axis to its top. As `yRange` of a chart it locks the axis.
  package func yScale(in area: Rect) -> ClosedRange<Double>? {
    let scale = ChartLayout(self, in: area).scale
    return scale.low < scale.high ? scale.low...scale.high : nil
  }

  /// The area of the lines, without gutter, axis and x labels.
  package func plotArea(in area: Rect) -> Rect { ChartLayout(self, in: area).plot }

  /// Index of the bucket nearest to a column of the screen; nil outside the plot.
  package func bucket(atColumn x: Int, in area: Rect) -> Int? {
    ChartLayout(self, in: area).bucket(atColumn: x)
  }

  /// The column of the screen in which a bucket is drawn; nil for an index outside.
  package func column(ofBucket bucket: Int, in area: Rect) -> Int? {
    ChartLayout(self, in: area).column(of: bucket)
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let area = area.intersection(canvas.bounds)
    guard !area.isEmpty else { return }
    let layout = ChartLayout(self, in: area)
    drawMarked(layout, on: &canvas, look: look)
    drawBand(layout, on: &canvas, look: look)
    ChartPlot(self, layout, look: look).draw(on: &canvas)
    drawVerticals(layout, on: &canvas, look: look)
    drawMarks(layout, on: &canvas)
    layout.drawAxes(of: self, on: &canvas, look: look)
  }

  private func drawMarked(_ layout: ChartLayout, on canvas: inout Canvas, look: Look) {
    // Without colour only the lines at its ends show the range: in reverse, dim cells would stand out most.
    guard look.hasColour, let marked, let columns = layout.columns(of: marked) else { return }
    let (first, last) = (columns.lowerBound, columns.upperBound)
    let range = Rect(x: first, y: layout.plot.y, width: last - first + 1, height: layout.plot.height)
    canvas.restyle(range) { $0.background = .selection }
  }

  private func drawBand(_ layout: ChartLayout, on canvas: inout Canvas, look: Look) {
    guard let band else { return }
    let plot = layout.plot
    for x in plot.x..<plot.right {
      guard let bucket = layout.bucket(atColumn: x), bucket < band.lower.count, bucket < band.upper.count,
        let lower = band.lower[bucket], let upper = band.upper[bucket]
      else { continue }
      let top = layout.row(of: upper)
      let height = layout.row(of: lower) - top + 1
      let column = Rect(x: x, y: top, width: 1, height: height).intersection(plot)
      for y in column.y..<max(column.y, column.bottom) {
        canvas.write(String(look.symbols.shade), x: x, y: y, style: Style(.forecast), in: plot)
      }
    }
  }

  /// Draws lines at now and at the cursor, behind the dots, and at the ends of a marked range.
  private func drawVerticals(_ layout: ChartLayout, on canvas: inout Canvas, look: Look) {
    let ends = marked.flatMap { layout.columns(of: $0) }
    let isPainted = fill == .stacked && look.hasColour
    let lines =
      [ends?.lowerBound, ends?.upperBound].map { ($0, look.symbols.vertical, Role.chartCursor) }
      + [
        (now.flatMap { layout.column(of: $0) }, look.symbols.now, Role.chartNow),
        (cursor.flatMap { layout.column(of: $0) }, look.symbols.cursor, Role.chartCursor),
      ]
    for (x, sign, role) in lines {
      guard let x else { continue }
      for y in layout.plot.y..<layout.plot.bottom {
        let cell = canvas[x, y]
        // On a part of a stack the line is cut out of the part; at the stack's edge it would hide the height.
        let isOnPart = isPainted && (cell.style.background.map { $0 != .selection } ?? false)
        let isEdge = look.hasColour && fill != .none && ChartPaint.isEdge(cell.scalar)
        if isEdge, !isOnPart, isPainted || role == .chartNow { continue }
        let behind = [" ", look.symbols.shade, look.symbols.now, look.symbols.vertical]
        if isOnPart || behind.contains(cell.character) || role == .chartNow && cell.style.foreground == .chartGhost {
          let style = Style(isOnPart ? .background : role)
          canvas.write(String(sign), x: x, y: y, style: style, in: layout.plot)
        } else if role == .chartNow, fill != .stacked, !isEdge {
          // The stroke of the running bucket ends at the line and leaves it whole.
          canvas.write(String(look.symbols.axis), x: x, y: y, style: cell.style, in: layout.plot)
        } else if role == .chartCursor {
          canvas.restyle(Rect(x: x, y: y, width: 1, height: 1)) {
            $0.foreground = role
            $0.emphasis.insert(.bold)
          }
        }
      }
    }
  }

  private func drawMarks(_ layout: ChartLayout, on canvas: inout Canvas) {
    let sums = fill == .stacked ? stackSums : []
    for (bucket, sign) in marks.sorted(by: { $0.key < $1.key }) {
      guard let x = layout.column(of: bucket) else { continue }
      let values = series.compactMap { bucket < $0.values.count ? $0.values[bucket] : nil }
      let value = fill == .stacked ? sums[bucket].above : values.max()
      let y = max(layout.plot.y, (value.map { layout.row(of: $0) } ?? layout.plot.y) - 1)
      canvas.write(String(sign), x: x, y: y, style: Style(markRole, .bold), in: layout.plot)
    }
  }
}

extension Style {
  init(_ foreground: Role, _ emphasis: Emphasis) { self.init(foreground, on: nil, emphasis) }
}
