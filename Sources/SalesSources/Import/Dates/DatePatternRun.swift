import SalesPipeline

/// Equal letters of a date pattern, or what stands between them.
enum DatePatternRun: Hashable {
  case letters(Character, Int)
  case literal([UInt8])
  case blank

  /// Nil for what stands between letters.
  var letter: Character? { if case .letters(let letter, _) = self { letter } else { nil } }

  /// Text in quotes is literal, and two quotes are one. So are `T` and all that is no letter of ASCII.
  static func runs(of text: String) throws(SettingProblem) -> [DatePatternRun] {
    guard !text.contains("%") else {
      throw SettingProblem("dates", "\"\(text)\": dates are written in letters without %, such as dd/MM/yyyy HH:mm:ss")
    }
    var runs: [DatePatternRun] = []
    var rest = Substring(text)
    while let character = rest.first {
      if character == "'" {
        runs.append(try quoted(&rest, text))
      } else if character.isASCII, character.isLetter, character != "T" {
        let count = rest.prefix { $0 == character }.count
        runs.append(.letters(character, count))
        rest = rest.dropFirst(count)
      } else if character.isWhitespace {
        runs.append(.blank)
        rest = rest.drop { $0.isWhitespace }
      } else {
        runs.append(.literal(Array(String(character).utf8)))
        rest = rest.dropFirst()
      }
    }
    return runs
  }

  private static func quoted(_ rest: inout Substring, _ text: String) throws(SettingProblem) -> DatePatternRun {
    rest = rest.dropFirst()
    if rest.first == "'" {
      rest = rest.dropFirst()
      return .literal(Array("'".utf8))
    }
    guard let end = rest.firstIndex(of: "'") else {
      throw SettingProblem("dates", "\"\(text)\" has a quote that does not close")
    }
    let literal = rest[..<end]
    rest = rest[rest.index(after: end)...]
    // Quoted as well, the name of UTC means that zone: such a cell is no time of another one.
    let name = DateWord(literal.filter { !$0.isWhitespace }.lowercased())
    let isZone = name == DateWord("z") || DateWords.universal.contains(name)
    return isZone ? .letters("Z", 1) : .literal(Array(literal.utf8))
  }

  /// True where a run of `m` stands for minutes. Beside an `M` it always does; else it does after the hours and before
  /// the seconds.
  static func isMinute(_ runs: [DatePatternRun], _ index: Int) -> Bool {
    if runs.contains(where: { $0.letter == "M" }) { return true }
    let before = runs[..<index].compactMap(\.letter).last
    let after = runs[(index + 1)...].compactMap(\.letter).first
    return before == "h" || before == "H" || after == "s"
  }
}
