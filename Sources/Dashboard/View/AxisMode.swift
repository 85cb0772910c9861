/// The mode of the chart's y axis.
package enum AxisMode: Equatable, Sendable {
  /// From nought, or near the smallest value, to a round number above the largest.
  case auto
  /// Fixed at this range.
  case locked(ClosedRange<Double>)
  case logarithmic
}

extension AxisMode {
  /// `auto`, `log`, or the ends of a locked range: `0..1200`. `init(parsing:)` reads it back.
  package var text: String {
    switch self {
    case .auto: "auto"
    case .logarithmic: "log"
    case .locked(let range): "\(Self.text(range.lowerBound))..\(Self.text(range.upperBound))"
    }
  }

  package init?(parsing text: String) {
    switch text {
    case "auto": self = .auto
    case "log": self = .logarithmic
    default:
      guard let dots = text.firstRange(of: ".."), let low = Double(text[..<dots.lowerBound]),
        let high = Double(text[dots.upperBound...]), low.isFinite, high.isFinite, low < high
      else { return nil }
      self = .locked(low...high)
    }
  }

  private static func text(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
