/// Draws the line through the values of a series, dot by dot. Buckets that share a dot column are drawn as the span from
/// the least to the greatest of them.
struct LineTracer {
  private let chart: LineChart
  private let layout: ChartLayout
  private let graph: Symbols.Graph

  init(_ chart: LineChart, _ layout: ChartLayout, _ graph: Symbols.Graph) {
    (self.chart, self.layout, self.graph) = (chart, layout, graph)
  }

  /// The dots of all buckets that share a dot column.
  private struct Span {
    var x, first, last, top, bottom: Int
  }

  /// Draws the line and calls `touched` for each dot that it passes, drawn or not. A bucket between two gaps is drawn as
  /// wide as a bucket, so that it can be seen. `breaks` leaves a gap before the running bucket, since a line down to it
  /// would look like a collapse.
  func trace(
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

  /// Number of dots to each side of a bucket that belong to it, with one left free between neighbours. A single bucket
  /// has the whole width.
  private func halfBucket(_ width: Int) -> Int {
    guard chart.count > 1 else { return width }
    let step = (width - 1) / (chart.count - 1)
    return max(0, min(step / 2, step - 2))
  }

  /// The dot columns of a bucket between two gaps. The running bucket has two cells at least, where the bucket before it
  /// leaves room: a single dot would not be noticed.
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
}
