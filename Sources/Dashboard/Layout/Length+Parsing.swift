import ConfigText
import TextUI

extension Length {
  static let largest = 1000
  static let notation = "a length is a number of cells such as 30, a share such as \"*\" or \"2*\", or \">=20 *\""

  /// `30`, `"*"`, `"2*"` or `">=20 2*"`; nil for anything else and for numbers that are not from 1 to `largest`.
  init?(_ value: ConfigValue) {
    if let cells = value.integer {
      guard let cells = Self.number(String(cells)) else { return nil }
      self = .fixed(cells)
    } else if let text = value.string {
      self.init(parsing: text)
    } else {
      return nil
    }
  }

  init?(parsing text: String) {
    let parts = text.split(separator: " ")
    guard let share = parts.last, share.hasSuffix("*"),
      let weight = share == "*" ? 1 : Self.number(share.dropLast())
    else { return nil }
    switch parts.count {
    case 1: self = .share(weight)
    case 2:
      guard parts[0].hasPrefix(">="), let cells = Self.number(parts[0].dropFirst(2)) else { return nil }
      self = .atLeast(cells, share: weight)
    default: return nil
    }
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(text), (1...largest).contains(number) else {
      return nil
    }
    return number
  }
}

extension Size {
  /// `110x34`; nil where a side is not from 1 to 1000.
  init?(parsing text: String) {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sides.count == 2, sides.allSatisfy((1...Length.largest).contains) else { return nil }
    self.init(columns: sides[0], rows: sides[1])
  }

  var text: String { "\(columns)x\(rows)" }
}
