import SalesAnalytics
import SalesCore
import TextUI

/// Draws the measure over time by region: stacked, or as lines when the parts do not add up to the whole. Where refunds
/// outweigh a region's sales, its part hangs below zero.
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
    let patterns = LinePattern.allCases
    // Colours go by name, so that a region keeps its colour when ranks or the screen's size change; patterns go by
    // index, so that neighbours differ.
    let mostNamed = model.look.hasFewColours ? Self.fewest + 1 : Role.seriesCount
    let named = TrendParts(figures, by: model.measure, most: mostNamed)
    let names = named.parts.filter { !$0.isOther }.map(\.name).sorted()
    var chart = LineChart(
      series: parts.parts.enumerated().map { index, part in
        ChartSeries(
          values: frame.values(part.buckets), role: part.isOther ? .dim : .series(names.firstIndex(of: part.name) ?? 0),
          pattern: part.isOther && isStack && model.look.hasColour ? .solid : patterns[index % patterns.count],
          name: part.name)
      })
    if isStack, model.measure == .revenue { Self.part(parts, in: &chart, frame) }
    frame.dress(&chart)
    chart.fill = isStack ? .stacked : .none
    chart.showsLegend = true
    guard let chosen = model.inspectedBuckets, chosen.lowerBound < figures.known,
      chosen.upperBound < figures.buckets.count
    else { return chart }
    let totals = parts.parts.map { $0.buckets[chosen].reduce(.zero, +) }
    note(totals.map { model.amounts.exact($0, model.measure) }, in: &chart)
    // Short figures of all regions say more than exact ones of some. The comparison has none, and may be left out.
    var regions = chart
    regions.ghost = nil
    let tail = chart.ghost == nil ? 0 : 4
    if regions.legendWidth + tail > chart.plotArea(in: TitledBox.content(in: area)).width {
      note(totals.map { model.amounts.short($0, model.measure) }, in: &chart)
    }
    return chart
  }

  /// Stacks what the others gave back apart from what they sold, so that it does not hide in their sum.
  private static func part(_ parts: TrendParts, in chart: inout LineChart, _ frame: ChartFrame) {
    guard let below = parts.othersBelow, let index = parts.parts.lastIndex(where: \.isOther) else { return }
    var refunds = chart.series[index]
    (refunds.values, refunds.name) = (frame.values(below), "")
    chart.series[index].values = frame.values(zip(parts.parts[index].buckets, below).map { $0 - $1 })
    chart.series.append(refunds)
  }

  private func note(_ texts: [String], in chart: inout LineChart) {
    for (index, text) in texts.enumerated() { chart.series[index].note = text }
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

/// The largest regions and one part for all others. In every bucket the parts add up to the whole.
struct TrendParts {
  struct Part {
    var name: String
    /// By bucket of the figures.
    var buckets: [Totals]
    var isOther = false
  }

  private(set) var parts: [Part]
  /// By bucket, the totals of those among the others whose refunds outweigh their sales in it; nil where there are
  /// none, or not all of the others have a series.
  private(set) var othersBelow: [Totals]?

  init(_ figures: Figures, by measure: Measure, most: Int) {
    let sold = figures.regions.filter { $0.totals != .zero }
    let count = sold.count > most ? most - 1 : most
    // Only the first regions of a very long list have a series.
    let rows = Self.largest(sold, count, by: measure)
      .filter { $0.series.count == figures.buckets.count }
    parts = rows.map { Part(name: $0.name, buckets: $0.series) }
    if let other = Ranking.other(than: rows, of: sold, buckets: figures.buckets) {
      parts.append(Part(name: other.name, buckets: other.series, isOther: true))
      let named = Set(rows.map(\.name))
      othersBelow = Self.below(sold.filter { !named.contains($0.name) }, buckets: figures.buckets.count)
    }
  }

  private static func below(_ rows: [RankedRow], buckets: Int) -> [Totals]? {
    guard rows.allSatisfy({ $0.series.count == buckets }) else { return nil }
    let below = (0..<buckets).map { bucket in
      rows.reduce(into: Totals.zero) { sum, row in
        if row.series[bucket].revenue < 0 { sum += row.series[bucket] }
      }
    }
    return below.contains { $0 != .zero } ? below : nil
  }

  /// A region whose refunds outweigh its sales is as large a part as one that sold as much.
  private static func largest(_ rows: [RankedRow], _ count: Int, by measure: Measure) -> [RankedRow] {
    guard measure == .revenue else { return Ranking.top(rows, count: count, by: measure) }
    let sorted = rows.sorted {
      ($1.totals.revenue.magnitude, $0.name) < ($0.totals.revenue.magnitude, $1.name)
    }
    return Array(sorted.prefix(count))
  }
}
