import SalesAnalytics
import SalesCore
import TextUI

/// Draws the measure over time by region: stacked, or as lines when the parts do not add up to the whole.
struct TrendDrawing {
  let model: Model

  func draw(in area: Rect, on canvas: inout Canvas) {
    let figures = model.figures
    let note = ChartFrame.axisNote(model)
    let long = ChartFrame.title(model) + " by region" + note
    let title = DisplayWidth.of(long) + 12 <= area.width ? long : "Regions" + note
    let trailing = figures.map { ChartFrame(model, $0).trailing(TitledBox.room(besides: title, in: area)) }
    let inner = TitledBox(title: title, trailing: trailing, focused: model.focus == .trend)
      .draw(in: area, on: &canvas, look: model.look)
    guard let figures, figures.total.sales > 0 else {
      // The revenue chart says why.
      if ScreenLayout(model).panels[.revenue] != nil { return canvas.writeDash(in: inner, model.look) }
      return EmptyText(model: model).draw(in: inner, on: &canvas)
    }
    lineChart(figures, in: area).draw(in: inner, on: &canvas, look: model.look)
  }

  func lineChart(_ figures: Figures, in area: Rect) -> LineChart {
    let frame = ChartFrame(model, figures)
    let parts = TrendParts(figures, by: model.measure, most: mostParts(in: area))
    // Lengths on a logarithmic axis do not add up, and averages have no parts.
    let isStack = model.measure != .average && model.axis != .logarithmic
    let values = parts.parts.map { frame.values($0.buckets) }
    let patterns = LinePattern.allCases
    // Colours go by name, so that a region keeps its colour when ranks or the screen's size change; patterns go by
    // index, so that neighbours differ.
    let mostNamed = model.look.hasFewColours ? Self.fewest + 1 : Role.seriesCount
    let named = TrendParts(figures, by: model.measure, most: mostNamed)
    let names = named.parts.filter { !$0.isOther }.map(\.name).sorted()
    var chart = LineChart(
      series: zip(parts.parts, isStack ? Self.stackable(values) : values).enumerated().map { index, series in
        let (part, values) = series
        return ChartSeries(
          values: values, role: part.isOther ? .dim : .series(names.firstIndex(of: part.name) ?? 0),
          pattern: part.isOther && isStack && model.look.hasColour ? .solid : patterns[index % patterns.count],
          name: part.name)
      })
    frame.dress(&chart)
    chart.fill = isStack ? .stacked : .none
    chart.showsLegend = true
    guard let chosen = model.inspectedBuckets, chosen.lowerBound < figures.known,
      chosen.upperBound < figures.buckets.count
    else { return chart }
    for (index, part) in parts.parts.enumerated() {
      chart.series[index].note = model.amounts.exact(part.buckets[chosen].reduce(.zero, +), model.measure)
    }
    return chart
  }

  /// Values by part and bucket without negative ones, so that the stack ends at their sum. A negative value is taken
  /// from the parts above it, then from those below; only a negative sum stays negative.
  static func stackable(_ values: [[Double?]]) -> [[Double?]] {
    var values = values
    for bucket in values.first?.indices ?? 0..<0 {
      var debt = 0.0
      for part in values.indices {
        guard let value = values[part][bucket], value < 0 else { continue }
        debt -= value
        values[part][bucket] = 0
      }
      for part in values.indices.reversed() where debt > 0 {
        guard let value = values[part][bucket] else { continue }
        let paid = part == values.startIndex ? debt : min(debt, value)
        values[part][bucket] = value - paid
        debt -= paid
      }
    }
    return values
  }

  /// The least number of parts in a stack: two regions and the others.
  private static let fewest = 3

  /// The most parts shown: each needs its own pattern or colour, and in a stack two rows, as a cell shows at most two.
  private func mostParts(in area: Rect) -> Int {
    let patterns = LinePattern.allCases.count
    guard model.measure != .average, model.axis != .logarithmic else { return patterns }
    let most = model.look.hasFewColours ? Self.fewest + 1 : model.look.hasColour ? Role.seriesCount - 1 : patterns
    // Border, legend, axis and its labels take five.
    return min(most, max(Self.fewest, (area.height - 5) / 2))
  }
}

/// The top regions and one part for all others. In every bucket the parts add up to the whole.
struct TrendParts {
  struct Part {
    var name: String
    /// By bucket of the figures.
    var buckets: [Totals]
    var isOther = false
  }

  private(set) var parts: [Part]

  init(_ figures: Figures, by measure: Measure, most: Int) {
    let sold = figures.regions.filter { $0.totals != .zero }
    let count = sold.count > most ? most - 1 : most
    // Only the first regions of a very long list have a series.
    let rows = Ranking.top(sold, count: count, by: measure)
      .filter { $0.series.count == figures.buckets.count }
    parts = rows.map { Part(name: $0.name, buckets: $0.series) }
    if let other = Ranking.other(than: rows, of: sold, buckets: figures.buckets) {
      parts.append(Part(name: other.name, buckets: other.series, isOther: true))
    }
  }
}
