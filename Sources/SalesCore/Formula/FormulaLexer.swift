/// Cuts the text of a formula into tokens.
struct FormulaLexer {
  private let characters: [Character]
  private var index = 0

  /// Longest first, so that `<=` is not read as `<`.
  private static let signs = ["<>", "<=", ">=", "==", "!=", "+", "-", "*", "/", "&", "(", ")", ",", "=", "<", ">"]

  init(_ text: String) { characters = Array(text) }

  /// Returns `.end` at the end of the text, as often as it is asked.
  mutating func next() throws(FormulaProblem) -> FormulaToken {
    skip(while: \.isWhitespace)
    let start = index
    let kind = try readKind()
    // The end stands on the last character, because there is none after it.
    let place = kind == .end ? max(characters.count, 1) : start + 1
    return FormulaToken(kind: kind, place: place, word: word(from: start))
  }

  private mutating func readKind() throws(FormulaProblem) -> FormulaToken.Kind {
    guard index < characters.count else { return .end }
    switch characters[index] {
    case "'":
      return .text(try readQuoted("'", "text"))
    case "`":
      let start = index
      let name = try readQuoted("`", "name")
      guard !name.isEmpty else { throw problem("`` names no column", from: start) }
      return .quotedName(name)
    case let first where Self.isDigit(first):
      return .number(try readNumber())
    case let first where Self.beginsName(first):
      let name = readName()
      return FormulaKeyword(rawValue: name.lowercased()).map { .keyword($0) } ?? .name(name)
    default:
      return .sign(try readSign())
    }
  }

  /// Reads to the closing quote; a doubled quote stands for itself.
  private mutating func readQuoted(_ quote: Character, _ what: String) throws(FormulaProblem) -> String {
    let start = index
    var text = ""
    index += 1
    while index < characters.count {
      if characters[index] == quote {
        index += 1
        guard index < characters.count, characters[index] == quote else { return text }
      }
      text.append(characters[index])
      index += 1
    }
    throw problem("the \(what) \(word(from: start)) has no closing \(quote)", from: start)
  }

  private mutating func readNumber() throws(FormulaProblem) -> ExactDecimal {
    let start = index
    skip(while: Self.isDigit)
    if index + 1 < characters.count, characters[index] == ".", Self.isDigit(characters[index + 1]) {
      index += 1
      skip(while: Self.isDigit)
    }
    if index < characters.count, Self.continuesName(characters[index]) {
      skip(while: Self.continuesName)
      throw problem(
        "the number `\(word(from: start))` is not like 12.5; a column of that name needs backquotes", from: start)
    }
    guard let number = ExactDecimal(String(characters[start..<index])) else {
      throw problem("the number `\(word(from: start))` has more than \(ExactDecimal.maxDigits) digits", from: start)
    }
    return number
  }

  /// A dot belongs to the name if the name goes on after it: `lines.0.price`.
  private mutating func readName() -> String {
    let start = index
    while index < characters.count {
      if characters[index] == ".", index + 1 < characters.count, Self.continuesName(characters[index + 1]) {
        index += 1
      }
      guard Self.continuesName(characters[index]) else { break }
      index += 1
    }
    return String(characters[start..<index])
  }

  private mutating func readSign() throws(FormulaProblem) -> String {
    let rest = characters[index...]
    guard let sign = Self.signs.first(where: { rest.starts(with: $0) }) else {
      index += 1
      throw problem("`\(word(from: index - 1))` means nothing in a formula", from: index - 1)
    }
    index += sign.count
    return sign
  }

  private mutating func skip(while belongs: (Character) -> Bool) {
    while index < characters.count, belongs(characters[index]) { index += 1 }
  }

  /// The text read since `start`, for messages.
  private func word(from start: Int) -> String { String(characters[start..<index]).excerpt }

  private func problem(_ message: String, from start: Int) -> FormulaProblem {
    FormulaProblem(message, place: start + 1, word: word(from: start))
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
  private static func beginsName(_ character: Character) -> Bool { character.isLetter || character == "_" }
  private static func continuesName(_ character: Character) -> Bool { beginsName(character) || character.isNumber }

  /// True for a column's name that can stand without backquotes.
  static func isBareName(_ name: String) -> Bool {
    guard let first = name.first, beginsName(first), FormulaKeyword(rawValue: name.lowercased()) == nil else {
      return false
    }
    var lexer = FormulaLexer(name)
    _ = lexer.readName()
    return lexer.index == lexer.characters.count
  }
}
