import SalesAnalytics
import SalesCore
import TextUI

/// The common parts of the charts over time: axes, crosshair, the marked range, and the texts in the border.
struct ChartFrame {
  let model: Model
  let figures: Figures

  init(_ model: Model, _ figures: Figures) {
    self.model = model
    self.figures = figures
  }

  private var axis: TimeAxis { TimeAxis(figures, calendar: model.setup.calendar) }

  func value(_ totals: Totals) -> Double? { model.measure.value(of: totals, currency: model.setup.currency) }

  /// Values by bucket; nil for buckets whose sales are not known yet, and for those that the period cuts.
  func values(_ totals: [Totals]) -> [Double?] {
    let end = min(figures.partial.map { $0 + 1 } ?? figures.buckets.count, figures.known)
    let shown = figures.uncut(in: model.setup.calendar)
    return totals.enumerated().map { $0.offset < end && shown.contains($0.offset) ? value($0.element) : nil }
  }

  /// Sets everything on the chart except its series.
  func dress(_ chart: inout LineChart) {
    let shown = figures.uncut(in: model.setup.calendar)
    chart.ghost = figures.previous?.enumerated().map { shown.contains($0.offset) ? value($0.element) : nil }
    chart.ghostName = ghostName
    chart.partialFrom = figures.partial
    chart.now = figures.partial
    chart.cursor = model.crosshairIndex
    chart.marked = model.markedBuckets
    chart.gutter = ScreenLayout.gutter
    chart.beginsAtNought = model.measure != .average
    chart.xLabels = axis.labels(atMost: max(3, ScreenLayout(model).chartColumns / 12))
    switch model.axis {
    case .auto: break
    case .locked(let range): chart.yRange = range
    case .logarithmic: chart.isLogarithmic = true
    }
  }

  /// "prev hour": the comparison as the filter bar names it.
  private var ghostName: String {
    let label = model.comparison.label(for: model.period)
    return label.hasPrefix("vs ") ? String(label.dropFirst(3)) : label
  }
}

/// The words in the border.
extension ChartFrame {
  /// "Revenue/min"
  static func title(_ model: Model) -> String {
    var title = model.measure.title
    if model.measure != .average, let bucket = model.figures?.bucket {
      title += "/" + (bucket.count == 1 ? bucket.unitWord : bucket.text)
    }
    return title
  }

  /// ", log"; empty for the automatic y axis.
  static func axisNote(_ model: Model) -> String {
    switch model.axis {
    case .auto: ""
    case .locked: ", y locked"
    case .logarithmic: ", log"
    }
  }

  /// The figures of the marked range or the bucket under the crosshair, else the width of a bucket; the longest form
  /// that fits.
  func trailing(_ room: Int) -> String {
    let plain = "\(figures.bucket.text) buckets"
    guard let chosen = model.inspectedBuckets, chosen.upperBound < figures.buckets.count
    else {
      guard model.bucket != nil else { return plain }
      let long = "\(plain), set by \(model.setup.keys.label(.bucket))"
      return DisplayWidth.of(long) <= room ? long : plain
    }
    return inspected(chosen).first { DisplayWidth.of($0) <= room } ?? plain
  }

  /// The texts for a range of buckets, from full to brief.
  private func inspected(_ chosen: ClosedRange<Int>) -> [String] {
    let amounts = model.amounts
    let totals = figures.totals(in: chosen)
    let dot = " \(model.look.symbols.separator) "
    let isSales = model.measure == .sales
    let sales = "\(CompactNumber.grouped(Int(totals.sales))) sales"
    let first = isSales ? sales : amounts.exact(totals, model.measure)
    let rest = isSales ? amounts.exact(totals, .revenue) : sales
    let time = axis.text(of: chosen, dash: model.look.symbols.dash)
    let whole = time + (figures.partial.map { chosen.contains($0) } ?? false ? " so far" : "")
    guard chosen.lowerBound < figures.known else { return ["\(time)  not stored yet"] }
    let brief = ["\(whole)  \(first)\(dot)\(rest)", "\(time)  \(first)", first]
    guard let before = figures.before(chosen) else { return brief }
    let change = Change(now: value(totals), before: value(before))
    let text = ChangeText(change, symbols: model.look.symbols).text
    let was = "was \(amounts.exact(before, model.measure)) \(text)"
    return [brief[0] + dot + was, "\(brief[0]) \(text)", "\(time)  \(first) \(text)"] + brief
  }
}

extension BucketSize {
  /// The unit in "Revenue/min".
  fileprivate var unitWord: String {
    switch unit {
    case .second: "s"
    case .minute: "min"
    case .hour: "h"
    default: unit.name
    }
  }
}
