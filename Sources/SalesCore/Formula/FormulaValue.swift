/// The value of a cell or of a formula.
package enum FormulaValue: Hashable, Sendable {
  case null
  case text(String)
  case number(ExactDecimal)
  case flag(Bool)

  /// A text as it is, a number in plain notation, `true` or `false`; nil for null.
  package var plainText: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .number(let number): number.text
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// True for null, and for text that is empty or only white space.
  package var isBlank: Bool {
    switch self {
    case .null: true
    case .text(let text): text.isBlank
    case .number, .flag: false
    }
  }
}
