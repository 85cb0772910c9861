/// A function of a formula; the raw value is its name there. docs/formulas.md lists them.
enum FormulaFunction: String, CaseIterable, Sendable {
  case coalesce, lower, upper, trim, abs, round, split, replace, contains
  case startsWith = "starts_with"
  case length
  case negateIf = "negate_if"
  case `if`, number, text

  /// How a call looks: `split(text, separator, n)`.
  var form: String { "\(rawValue)(\(parameters))" }

  private var parameters: String {
    switch self {
    case .coalesce: "a, b, …"
    case .lower, .upper, .trim, .length, .number: "text"
    case .abs, .text: "x"
    case .round: "x, decimals"
    case .split: "text, separator, n"
    case .replace: "text, a, b"
    case .contains, .startsWith: "text, part"
    case .negateIf: "condition, x"
    case .if: "condition, a, b"
    }
  }

  /// How many values it takes; nil for one or more.
  var count: Int? { self == .coalesce ? nil : parameters.split(separator: ",").count }

  var result: FormulaOperation.Result {
    switch self {
    case .coalesce, .if: .any
    case .lower, .upper, .trim, .split, .replace, .text: .text
    case .abs, .round, .length, .negateIf, .number: .number
    case .contains, .startsWith: .flag
    }
  }

  /// True where the value at `index` is used as a number.
  func takesNumber(at index: Int) -> Bool {
    switch self {
    case .abs, .round, .number: true
    case .split: index == 2
    case .negateIf: index == 1
    default: false
    }
  }

  /// The function that a mistyped name was meant to be; nil where none is near.
  static func nearest(to name: String) -> FormulaFunction? {
    // Characters taken away and put in; a replaced one counts as two.
    let distances = allCases.map { (function: $0, distance: $0.rawValue.difference(from: name).count) }
    return distances.min { $0.distance < $1.distance }
      .flatMap { $0.distance <= min(3, name.count - 1) ? $0.function : nil }
  }
}
