/// A word or a sign of a formula's text.
struct FormulaToken {
  enum Kind: Equatable {
    case number(ExactDecimal)
    case text(String)
    /// A bare name that is no keyword: a column, or a function before a parenthesis.
    case name(String)
    /// A column in backquotes, without them.
    case quotedName(String)
    case keyword(FormulaKeyword)
    /// `+`, `<>`, `(` and so on.
    case sign(String)
    case end
  }

  var kind: Kind
  /// In characters from 1.
  var place: Int
  /// As it is written, for messages: in one line, and cut if it is long.
  var word: String
}

enum FormulaKeyword: String {
  case and, or, not, `in`, `is`, null, `true`, `false`
}
