/// Sales a second, exact to a millionth: 0.000001 to 10,000,000.
package struct Rate: Hashable, Sendable {
  /// Sales in a million seconds.
  package let perMillionSeconds: Int64

  private static let most: Int64 = 10_000_000_000_000

  /// Reads `2`, `0.5`, `1500.25`.
  package init(_ text: String) throws(SettingProblem) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, Self.isDigits(whole), parts.count == 1 || Self.isDigits(parts[1]) else {
      throw SettingProblem("rate", "\"\(text)\" is not a number of sales a second such as 2, 0.5 or max")
    }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard whole.count <= 8, let units = Int64(whole + fraction.padded(to: 6)), (1...Self.most).contains(units),
      fraction.dropFirst(6).allSatisfy({ $0 == "0" })
    else {
      throw SettingProblem("rate", "\"\(text)\" must lie between 0.000001 and 10000000, with at most six decimals")
    }
    perMillionSeconds = units
  }

  /// Nil unless 1 ≤ `perSecond` ≤ 10,000,000.
  package init?(perSecond: Int) {
    guard (1...10_000_000).contains(perSecond) else { return nil }
    perMillionSeconds = Int64(perSecond) * 1_000_000
  }

  private init(unchecked units: Int64) { perMillionSeconds = units }

  package static let onePerMillisecond = Rate(unchecked: 1_000_000_000)

  package var perSecond: Double { Double(perMillionSeconds) / 1_000_000 }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension Substring {
  /// Cut or filled with zeros to `count` digits.
  fileprivate func padded(to count: Int) -> String {
    String(prefix(count)) + String(repeating: "0", count: Swift.max(0, count - self.count))
  }
}
