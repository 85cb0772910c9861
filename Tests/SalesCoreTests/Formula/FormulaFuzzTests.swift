import TestSupport
import Testing

@testable import SalesCore

@Suite struct FormulaFuzzTests {
  @Test("no text ends the program: what parses is calculated and written, and what was written is the same formula")
  func randomTexts() {
    var random = SeededGenerator(seed: 3)
    var parsed = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      if check(text, using: &random) { parsed += 1 }
    }
    #expect(parsed > 500)
  }

  @Test("the same for good formulas with something taken out, put in or doubled")
  func mutations() {
    var random = SeededGenerator(seed: 5)
    var parsed = 0
    for index in 0..<20_000 {
      let kind = RandomFormula.Kind.allCases[index % 3]
      var text = Array(RandomFormula.random(kind, depth: .random(in: 1...3, using: &random), using: &random).formula)
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.mutate(&text, using: &random) }
      if check(String(text), using: &random) { parsed += 1 }
    }
    #expect(parsed > 2000 && parsed < 18_000)
  }

  @Test("a written random formula is the same formula")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 9)
    for index in 0..<5000 {
      let kind = RandomFormula.Kind.allCases[index % 3]
      let formula = try Formula(RandomFormula.random(kind, depth: 4, using: &random).formula)
      let written = try Formula(formula.description)
      #expect(written == formula && written.description == formula.description, "\(formula)")
    }
  }

  /// True where the text is a formula.
  private func check(_ text: String, using random: inout SeededGenerator) -> Bool {
    let formula: Formula
    do throws(FormulaProblem) {
      formula = try Formula(text)
    } catch {
      #expect(error.place >= 1 && error.place <= max(text.count, 1), "\(text)")
      return false
    }
    let written = try? Formula(formula.description)
    #expect(written == formula && written?.description == formula.description, "\(text)")
    let kind = RandomFormula.Kind.allCases.randomElement(using: &random) ?? .number
    let row = CellRow(
      names: formula.columns, cells: formula.columns.map { _ in RandomFormula.cell(kind, using: &random) })
    do {
      _ = try formula.value(of: row)
    } catch {
      #expect(error is FormulaEvaluationProblem, "\(text)")
    }
    return true
  }

  private static func mutate(_ text: inout [Character], using random: inout SeededGenerator) {
    let start = Int.random(in: 0...text.count, using: &random)
    let end = min(text.count, start + Int.random(in: 0...5, using: &random))
    switch Int.random(in: 0..<3, using: &random) {
    case 0: text.removeSubrange(start..<end)
    case 1: text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: start)
    default: text.insert(contentsOf: text[start..<end], at: start)
    }
  }

  private static let pieces =
    FormulaFunction.allCases.map(\.rawValue) + [
      "(", ")", ",", "+", "-", "*", "/", "&", "=", "==", "<>", "!=", "<", "<=", ">", ">=", "!", ".", "'", "`", "''",
      "``",
      " ", "\n", "\r\n", "\t", "\u{0}", "\u{301}", "\u{600}", "\u{200D}", "é", "e\u{301}", "ß", "İ", "价", "☕", "🇩🇪", "٣",
      "½", "#", "$", "\\",
      "and", " or ", " not ", " in ", " is ", " null", " true ", "false", "a", "b_1", "c.0.d", "x y", "'text'", "`a b`",
      "1", "0.50",
      "12", "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "(1)", "in (1, 2)",
    ]
}
