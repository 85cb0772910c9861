/// Reads the period grammar from left to right and reports where it fails.
struct PeriodScanner {
  let text: String
  private let characters: [Character]
  private(set) var index = 0

  static let examples = "try 15m, 7d, now/d, now-1w/w, now-1h..now, 2026-11-01..2026-11-07, an RFC 3339 instant or all"

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  var isAtEnd: Bool { index == characters.count }
  var next: Character? { index < characters.count ? characters[index] : nil }

  func problem(_ what: String, at offset: Int? = nil, instead: String = examples) -> PeriodProblem {
    PeriodProblem(text: text, at: offset ?? index, what: what, instead: instead)
  }

  mutating func take(_ word: String) -> Bool {
    let word = Array(word)
    guard characters.count - index >= word.count, Array(characters[index..<index + word.count]) == word else {
      return false
    }
    index += word.count
    return true
  }

  /// Takes the text up to `..` or the end.
  mutating func takeBound() -> String {
    let start = index
    while index < characters.count, !(characters[index] == "." && characters.dropFirst(index + 1).first == ".") {
      index += 1
    }
    return String(characters[start..<index])
  }

  mutating func number() throws(PeriodProblem) -> Int64 {
    let start = index
    var value: Int64 = 0
    while let character = next, character.isASCII, let digit = character.wholeNumberValue {
      value = value * 10 + Int64(digit)
      index += 1
      if index - start > 10 { throw problem("the number is too large", at: start) }
    }
    guard index > start else {
      throw problem(isAtEnd ? "a number is missing" : "\"\(characters[index])\" is not a number", at: start)
    }
    return value
  }

  mutating func unit() throws(PeriodProblem) -> TimeUnit {
    guard let character = next else { throw problem("a unit is missing", instead: "use \(TimeUnit.choices)") }
    guard let unit = TimeUnit(rawValue: String(character)) else {
      throw problem("\"\(character)\" is not a unit", instead: "use \(TimeUnit.choices)")
    }
    index += 1
    return unit
  }

  /// Takes a span such as `15m`; never zero.
  mutating func span() throws(PeriodProblem) -> TimeSpan {
    let start = index
    let count = try number()
    let unit = try unit()
    guard count > 0 else { throw problem("it is empty", at: start, instead: "use at least 1\(unit.rawValue)") }
    guard count <= TimeSpan.longest / unit.nominalSeconds else {
      throw problem("it is longer than 200 years", at: start, instead: "use all for everything")
    }
    return TimeSpan(count, unit)
  }

  func end() throws(PeriodProblem) {
    if let next { throw problem("\"\(next)\" was not expected here") }
  }
}
