import SalesCore
package import SalesPipeline

/// The fields that a person gives for one import: `--map`, `--set`, `--default` and `--where`.
///
///     let changes = try RecipeChanges(map: ["time=Date+Time,amount=Qty * Price"], set: ["region=Shop 1"])
package struct RecipeChanges: Hashable, Sendable {
  /// By field, or `id`: a column, columns joined by `+`, or a formula.
  private(set) var map: [String: String] = [:]
  private(set) var constants: [SaleField: String] = [:]
  /// The values of blank cells.
  private(set) var defaults: [SaleField: String] = [:]
  private(set) var condition: String?

  private static let names = ["id"] + SaleField.allCases.map(\.rawValue)

  package static let none = RecipeChanges()

  private init() {}

  package init(
    map: [String], set: [String] = [], defaults: [String] = [], condition: String? = nil
  ) throws(SettingProblem) {
    self.condition = condition
    if let formula = condition.flatMap({ try? Formula($0) }), let problem = formula.conditionProblem {
      throw SettingProblem("where", "must be a condition such as `Status` = 'paid'; \(problem)")
    }
    for text in map {
      for part in Self.parts(of: text) {
        let (name, value) = try Self.pair(part, of: "map", example: "amount=Total")
        guard Self.names.contains(name) else { throw Self.unknown(name, "map") }
        guard self.map.updateValue(value, forKey: name) == nil else {
          throw SettingProblem("map", "\(name) is given twice; columns are joined by +, as in \(name)=A+B")
        }
      }
    }
    for text in set { try Self.note(text, in: &constants, of: "set", example: "region='Shop 1'") }
    for text in defaults { try Self.note(text, in: &self.defaults, of: "default", example: "region='(none)'") }
    try Self.checkCurrency(constants, of: "set")
    try Self.checkCurrency(self.defaults, of: "default")
    for field in constants.keys where self.map[field.rawValue] != nil || self.defaults[field] != nil {
      throw SettingProblem("set", "\(field.rawValue) is given by another option too; leave one of them out")
    }
  }

  /// True for a field, or `id`, that needs no proposal.
  func gives(_ name: String) -> Bool {
    map[name] != nil || SaleField(rawValue: name).map { constants[$0] != nil } ?? false
  }

  package var isEmpty: Bool { self == .none }

  /// The columns that are named plainly, by which a header is found.
  var plainColumns: [String] {
    map.values.flatMap { text in
      text.contains(where: { "*()'".contains($0) }) ? [] : text.split(separator: "+").map(Self.trimmed)
    }
    .filter { !$0.isEmpty && $0 != Recipe.lineNumber }
  }

  private static func note(
    _ text: String, in values: inout [SaleField: String], of option: String, example: String
  ) throws(SettingProblem) {
    let (name, value) = try pair(text, of: option, example: example)
    guard let field = SaleField(rawValue: name) else { throw unknown(name, option) }
    guard values.updateValue(value, forKey: field) == nil else {
      throw SettingProblem(option, "\(name) is given twice")
    }
  }

  private static func checkCurrency(
    _ values: [SaleField: String], of option: String
  ) throws(SettingProblem) {
    guard let code = values[.currency].map(unquoted), !code.isEmpty, Currency.named(code) == nil else { return }
    throw SettingProblem(option, "currency: `\(code)` is not \(Currency.wanted(insteadOf: code))")
  }

  private static func pair(
    _ text: String, of option: String, example: String
  ) throws(SettingProblem) -> (name: String, value: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      throw SettingProblem(option, "\"\(text)\" must be a field and its value, such as \(example)")
    }
    return (trimmed(text[..<sign]).lowercased(), trimmed(text[text.index(after: sign)...]))
  }

  private static func unknown(_ name: String, _ option: String) -> SettingProblem {
    SettingProblem(option, "\"\(name)\" is not a field of a sale; those are \(names.joined(separator: ", "))")
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let visible = { (character: Character) in !character.isWhitespace }
    guard let first = text.firstIndex(where: visible), let last = text.lastIndex(where: visible) else { return "" }
    return String(text[first...last])
  }

  /// Quotes that a person has put around a text are not part of it.
  static func unquoted(_ text: String) -> String {
    var text = text[...]
    for quote in ["'", "\""] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      text = text.dropFirst().dropLast()
    }
    return String(text)
  }

  /// Cut at the commas outside of parentheses and quotes.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "`" {
        quote = character
      } else if character == "(" {
        depth += 1
      } else if character == ")" {
        depth -= 1
      } else if character == ",", depth <= 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts
  }
}
