import SalesAnalytics
import SalesCore
import TextUI

/// Figures as text: short in panels, exact for a selected one.
struct AmountText: Sendable {
  var currency: Currency
  /// The text for a missing figure.
  var dash = "–"

  /// "48.2k"; an average sale below 1,000 keeps its minor units.
  func short(_ totals: Totals?, _ measure: Measure) -> String {
    guard let totals, let value = measure.value(of: totals, currency: currency) else { return dash }
    return short(value: value, measure)
  }

  /// The same for a value from `Measure.value`.
  func short(value: Double, _ measure: Measure) -> String {
    if measure == .sales, abs(value) < 1e9 { return count(Int64(value)) }
    if measure == .average, abs(value) < 1000 { return CompactNumber.fixed(value, digits: currency.decimals) }
    return CompactNumber.format(value)
  }

  /// "1,204" while it has at most five digits, then "120k".
  func count(_ count: Int64) -> String { self.count(count, isShort: isShort(count)) }

  /// In the given form, so that all numbers of a column look alike.
  func count(_ count: Int64, isShort: Bool) -> String {
    isShort ? CompactNumber.format(Double(count)) : CompactNumber.grouped(Int(count))
  }

  /// Longer than five digits.
  func isShort(_ count: Int64) -> Bool { count.magnitude >= 100_000 }

  /// "999", then "1.2k".
  func brief(_ count: Int64?) -> String { count.map { CompactNumber.format(Double($0)) } ?? dash }

  /// "1,204.50": to the minor unit.
  func exact(_ totals: Totals?, _ measure: Measure) -> String {
    guard let totals else { return dash }
    switch measure {
    case .revenue: return exact(totals.revenue)
    case .sales: return CompactNumber.grouped(Int(totals.sales))
    case .average:
      guard let average = totals.average else { return dash }
      return exact(Int64(nearest: average))
    }
  }

  func exact(_ minorUnits: Int64) -> String {
    let plain = Money(minorUnits: minorUnits).text(currency)
    let sign = plain.hasPrefix("-") ? "-" : ""
    let parts = plain.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int($0) }) else { return plain }
    return sign + CompactNumber.grouped(whole) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// 0.412 as "41%"; "<1%" and "99%" for parts that would round to 0 and 100.
  func share(_ share: Double?) -> String {
    guard let share, share.isFinite else { return dash }
    let percent = (share * 100).rounded()
    if share > 0, percent == 0 { return "<1%" }
    if share < 1, percent == 100 { return "99%" }
    return abs(percent) < 1000 ? "\(Int(percent))%" : dash
  }

  /// "12/s", "0.4/s", "4.2k/s".
  static func rate(_ perSecond: Double) -> String {
    guard perSecond.isFinite else { return "–" }
    if perSecond < 9.95 {
      return CompactNumber.fixed(perSecond, digits: perSecond == perSecond.rounded() ? 0 : 1) + "/s"
    }
    return CompactNumber.format(perSecond.rounded()) + "/s"
  }

  /// "20ms", "0.2s", "14s", "3m", "5h", "9d".
  static func latency(_ latency: Duration) -> String {
    let milliseconds = latency.wholeMilliseconds
    if milliseconds < 100 { return "\(max(0, milliseconds))ms" }
    if milliseconds < 9950 { return CompactNumber.fixed(Double(milliseconds) / 1000, digits: 1) + "s" }
    let units: [(most: Int64, length: Int64, sign: String)] = [
      (120_000, 1000, "s"), (120 * 60_000, 60_000, "m"), (48 * 3_600_000, 3_600_000, "h"),
    ]
    let unit = units.first { milliseconds < $0.most } ?? (.max, 86_400_000, "d")
    return "\(milliseconds / unit.length)\(unit.sign)"
  }
}

extension Measure {
  /// The heading: "Revenue".
  var title: String {
    switch self {
    case .revenue: "Revenue"
    case .sales: "Sales"
    case .average: "Average sale"
    }
  }

  var word: String {
    switch self {
    case .revenue: "revenue"
    case .sales: "sales"
    case .average: "average"
    }
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one; the first after the last.
  var next: Self {
    let all = Array(Self.allCases)
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}

extension Int64 {
  /// The nearest integer, clamped to ±9·10¹⁸, because amounts in a store may have any size; not-a-number is zero.
  init(nearest value: Double) {
    self = value.isNaN ? 0 : Int64(Swift.max(-9e18, Swift.min(9e18, value.rounded())))
  }
}
