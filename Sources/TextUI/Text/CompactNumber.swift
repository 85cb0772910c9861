/// Numbers short enough for a column: "999", "48.2k", "1.2M".
package enum CompactNumber {
  private static let suffixes = ["", "k", "M", "G", "T", "P", "E"]

  /// At most five columns below 10^15. Numbers below 1000 have as many decimals as fit, at most two, or three below
  /// 0.1. `trimmed` leaves out decimals that are all zeros, as axis labels do. Infinity and NaN are "–".
  package static func format(_ value: Double, trimmed: Bool = false) -> String {
    guard value.isFinite, abs(value) < 9.99e20 else { return "–" }
    let isNegative = value < 0
    var rest = abs(value)
    var unit = 0
    while rest >= 999.5, unit < suffixes.count - 1 {
      rest /= 1000
      unit += 1
    }
    var text = unit == 0 ? plain(rest, isNegative: isNegative) : scaled(rest)
    if text == "1000", unit < suffixes.count - 1 {
      text = "1.0"
      unit += 1
    }
    if trimmed { text = trim(text) }
    let isZero = text.allSatisfy { "0.".contains($0) }
    return (isNegative && !isZero ? "-" : "") + text + suffixes[unit]
  }

  /// At most four columns (and a sign), in the same form at every size: "75", "143", "1.4k", "82k", "1.8M".
  package static func brief(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 9.99e20 else { return "–" }
    var (rest, unit) = (abs(value), 0)
    while rest >= 999.5, unit < suffixes.count - 1 { (rest, unit) = (rest / 1000, unit + 1) }
    let text = fixed(rest, digits: unit > 0 && rest < 9.95 ? 1 : 0)
    return (value < 0 && text != "0" ? "-" : "") + text + suffixes[unit]
  }

  package static func format(_ value: Int) -> String { format(Double(value)) }

  /// 1204 as "1,204".
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// Exactly `digits` decimals, rounded half away from zero.
  package static func fixed(_ value: Double, digits: Int) -> String {
    var factor = 1.0
    for _ in 0..<max(0, min(digits, 9)) { factor *= 10 }
    let scaled = (abs(value) * factor).rounded()
    guard scaled.isFinite, scaled < 9e18 else { return "–" }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    let unit = Int(factor)
    guard digits > 0 else { return sign + String(whole) }
    let fraction = String(whole % unit)
    return sign + String(whole / unit) + "." + String(repeating: "0", count: min(digits, 9) - fraction.count) + fraction
  }

  private static func plain(_ value: Double, isNegative: Bool) -> String {
    if value == value.rounded() { return fixed(value, digits: 0) }
    for digits in value < 0.1 ? [3, 2, 1] : [2, 1] {
      let text = fixed(value, digits: digits)
      if text.count + (isNegative ? 1 : 0) <= 5 { return text }
    }
    return fixed(value, digits: 0)
  }

  private static func scaled(_ value: Double) -> String {
    // 99.95 would round to 100.0 and be one column too wide.
    value < 99.95 ? fixed(value, digits: 1) : fixed(value, digits: 0)
  }

  private static func trim(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
