import SalesAnalytics
import TextUI

/// A change as text: `▴8.1%`, `▾2.1%`, `=`, `new`, `–`.
struct ChangeText: Equatable, Sendable {
  var text: String
  var role: Role

  /// `risesAreGood` is false for refunds; it changes only the colour.
  init(_ change: Change, symbols: Symbols, risesAreGood: Bool = true) {
    switch change {
    case .ratio(let ratio): self.init(ratio: ratio, symbols: symbols, risesAreGood: risesAreGood)
    case .new: self = ChangeText("new", risesAreGood ? .up : .down)
    case .equal: self = ChangeText("=", .flat)
    case .none: self = ChangeText(String(symbols.dash), .flat)
    }
  }

  private init(_ text: String, _ role: Role) {
    self.text = text
    self.role = role
  }

  private init(ratio: Double, symbols: Symbols, risesAreGood: Bool) {
    let percent = abs(ratio) * 100
    guard percent.isFinite, percent >= 0.05 else {
      self = ChangeText(percent.isFinite ? "=" : String(symbols.dash), .flat)
      return
    }
    let isRise = ratio > 0
    let number = percent < 99.95 ? CompactNumber.fixed(percent, digits: 1) : CompactNumber.format(percent.rounded())
    self.init("\(isRise ? symbols.up : symbols.down)\(number)%", isRise == risesAreGood ? .up : .down)
  }

  /// Without the fraction: `▴12%`, `▾<1%`.
  var short: String {
    guard text.hasSuffix("%"), text.contains("."), let sign = text.first,
      let number = Double(text.dropFirst().dropLast())
    else { return text }
    return number < 1 ? "\(sign)<1%" : "\(sign)\(Int(number.rounded()))%"
  }
}
