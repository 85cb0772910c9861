import SalesAnalytics
import SalesCore
import TextUI

/// The text in place of missing figures: the reason, and the next step.
struct EmptyText {
  let model: Model

  func draw(in area: Rect, on canvas: inout Canvas) {
    let lines = lines
    let width = min(area.width, lines.map(\.width).max() ?? 0)
    let box = area.centred(width: width, height: lines.count)
    guard !box.isEmpty else { return }
    canvas.fill(area.centred(width: width + 4, height: box.height + 2), style: .text)
    for (index, line) in lines.prefix(box.height).enumerated() {
      canvas.write(line, x: box.x, y: box.y + index, maxWidth: box.width, in: area)
    }
  }

  private var lines: [[Span]] {
    let keys = model.setup.keys
    guard let figures = model.figures else {
      guard let failure = model.reading.failure else { return [[Span("Reading the store", Role.dim)]] }
      return [
        [Span("The store cannot be read", style: Style(.error).bold())], [Span(failure.text, Role.dim)],
        [Span("Trying again by itself", Role.dim)],
      ]
    }
    guard let newest = figures.state.newestSale else {
      return [
        [Span("No sales yet", style: Style(.title).bold())],
        [Span("salestop produce --rate 12", .accent), Span("  makes some", Role.dim)],
        [Span("salestop consume          ", .accent), Span("  stores them", Role.dim)],
      ]
    }
    if figures.unfiltered.sales > 0 {
      return [
        [Span("Nothing passes the filter", style: Style(.title).bold())],
        [
          Span(keys.label(.clearFilters), .key), Span(" clears it, ", Role.dim), Span(keys.label(.back), .key),
          Span(" takes the last step back", Role.dim),
        ],
      ]
    }
    let time = model.label(of: newest..<newest + .milliseconds(1)).prefix(16)
    return [
      [Span("No sales in this period", style: Style(.title).bold())],
      [Span("The newest is of \(time)", Role.dim)],
      [
        Span(keys.label(.pickPeriod), .key), Span(" picks another, ", Role.dim), Span(keys.label(.zoomOut), .key),
        Span(" zooms out", Role.dim),
      ],
    ]
  }
}

extension Canvas {
  /// A dash in the first row of a panel without figures.
  mutating func writeDash(in inner: Rect, _ look: Look) {
    write(String(look.symbols.dash), x: inner.x + 1, y: inner.y, style: .dim, in: inner)
  }
}
