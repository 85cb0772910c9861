import SalesCore
import TextUI

/// The measure over time, with the comparison as a ghost behind it.
struct ChartPanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let figures = model.figures
    let panel = Panel(
      title: title, trailing: figures.map { trailing($0, width: area.width) }, focused: model.focus == .revenue)
    let inner = panel.draw(in: area, on: &canvas, look: model.look)
    guard let figures else { return EmptyText(model).draw(in: inner, on: &canvas) }
    let isEmpty = figures.total.sales == 0
    if !isEmpty || figures.previous?.contains(where: { $0.sales > 0 }) ?? false {
      lineChart(figures).draw(in: plot(in: area), on: &canvas, look: model.look)
    }
    if isEmpty { EmptyText(model).draw(in: inner, on: &canvas) }
  }

  /// The part of the panel that the chart takes, axes included.
  func plot(in area: Rect) -> Rect { Panel.content(in: area) }

  func lineChart(_ figures: Figures) -> LineChart {
    let currency = model.setup.currency
    let measure = model.measure
    let end = min(figures.partial ?? figures.buckets.count, figures.known)
    let values = figures.buckets.map { measure.value(of: $0, currency: currency) }
    var chart = LineChart(series: [ChartSeries(values: values.enumerated().map { $0.offset < end ? $0.element : nil })])
    // The bucket that is not over stands by itself: a line down to it would look like a collapse.
    if let partial = figures.partial, partial < figures.known {
      let only = values.enumerated().map { $0.offset == partial ? $0.element : nil }
      chart.series.append(ChartSeries(values: only, role: .chartPartial))
    }
    if let previous = figures.previous {
      let values = previous.map { measure.value(of: $0, currency: currency) }
      chart.series.append(ChartSeries(values: values, role: .chartGhost, pattern: .dash))
    }
    // Far from nought a bare line is a thread in an empty box.
    chart.fill = .area
    chart.now = figures.partial
    chart.cursor = model.crosshairIndex
    chart.gutter = ScreenLayout.gutter
    chart.xLabels = TimeAxis(figures, calendar: model.setup.calendar)
      .labels(atMost: max(3, ScreenLayout(model).chartColumns / 12))
    return chart
  }

  private var title: String {
    guard model.measure != .average, let bucket = model.figures?.bucket else { return model.measure.title }
    return "\(model.measure.title)/\(bucket.count == 1 ? bucket.unitWord : bucket.text)"
  }

  /// The exact figures under the crosshair, else how wide the buckets are.
  private func trailing(_ figures: Figures, width: Int) -> String {
    let plain = "\(figures.bucket.text) buckets"
    guard let index = model.crosshairIndex, index < figures.buckets.count else { return plain }
    let room = width - DisplayWidth.of(title) - 12
    return inspected(figures, index).first { DisplayWidth.of($0) <= room } ?? plain
  }

  /// From full to brief.
  private func inspected(_ figures: Figures, _ index: Int) -> [String] {
    let amounts = model.amounts
    let totals = figures.buckets[index]
    let dot = " \(model.look.symbols.separator) "
    let time = TimeAxis(figures, calendar: model.setup.calendar).text(of: index)
    let sales = "\(CompactNumber.grouped(Int(totals.sales))) sales"
    let first = model.measure == .sales ? sales : amounts.exact(totals, model.measure)
    let rest = model.measure == .sales ? amounts.exact(totals, .revenue) : sales
    let partial = figures.partial == index ? " so far" : ""
    var forms = ["\(time)\(partial)  \(first)\(dot)\(rest)", "\(time)  \(first)", first]
    if let before = figures.previous, index < before.count {
      let currency = model.setup.currency
      let was = "was \(amounts.exact(before[index], model.measure))"
      // A bucket that is not over would be held against one that was.
      let change = Change(
        now: model.measure.value(of: totals, currency: currency),
        before: model.measure.value(of: before[index], currency: currency))
      let text = partial.isEmpty ? " " + ChangeText(change, symbols: model.look.symbols).text : ""
      forms.insert(forms[0] + dot + was + text, at: 0)
    }
    return forms
  }
}

extension BucketSize {
  /// What one bucket is called in "Revenue/min".
  fileprivate var unitWord: String {
    switch unit {
    case .second: "s"
    case .minute: "min"
    case .hour: "h"
    default: unit.name
    }
  }
}
