import TestSupport
import Testing

@testable import SalesCore

@Suite(.needsPython) struct DecimalOracleTests {
  @Test("sums, products, quotients, roundings and comparisons are those of Python's decimal")
  func decimals() async throws {
    var random = SeededGenerator(seed: 7)
    var cases: [DecimalOracle.Case] = []
    var ours: [String] = []
    for _ in 0..<4000 {
      let (left, right) = (Self.text(using: &random), Self.text(using: &random))
      guard let a = ExactDecimal(left), let b = ExactDecimal(right) else {
        Issue.record("\(left) or \(right) is not read")
        continue
      }
      let digits = Int.random(in: 0...60, using: &random)
      let operations: [(String, () throws -> FormulaValue)] = [
        ("+", { .number(try a + b) }), ("-", { .number(try a - b) }), ("*", { .number(try a * b) }),
        ("/", { .number(try a / b) }), ("<", { .flag(a < b) }), ("==", { .flag(a == b) }),
        ("round", { .number(a.rounded(decimals: digits)) }),
      ]
      for (sign, calculate) in operations {
        let python = sign == "round" ? "f_round(N('\(left)'), N('\(digits)'))" : "N('\(left)') \(sign) N('\(right)')"
        cases.append(DecimalOracle.Case(python: python))
        ours.append((try? calculate().oracleText) ?? "error")
      }
    }
    try await expectSame(cases, ours, texts: cases.map(\.python), errors: 0.05...0.5)
  }

  @Test("the values of formulas are those of Python, whose operators bind alike")
  func formulas() async throws {
    var random = SeededGenerator(seed: 11)
    var cases: [DecimalOracle.Case] = []
    var ours: [String] = []
    var texts: [String] = []
    for index in 0..<8000 {
      let kind = RandomFormula.Kind.allCases[index % 3]
      let formula = RandomFormula.random(kind, depth: .random(in: 1...4, using: &random), using: &random)
      let row = Self.row(using: &random)
      let cells = zip(row.names, row.cells)
      cases.append(
        DecimalOracle.Case(
          python: formula.python,
          cells: Dictionary(uniqueKeysWithValues: zip(RandomFormula.columns, row.cells.map(DecimalOracle.Cell.init)))))
      ours.append(try Self.result(of: formula.formula, row))
      texts.append("\(formula.formula)   \(Array(cells))")
    }
    try await expectSame(cases, ours, texts: texts, errors: 0.05...0.4)
  }

  /// `errors` is the share of cases that have no value: a sample of errors alone would show nothing.
  private func expectSame(
    _ cases: [DecimalOracle.Case], _ ours: [String], texts: [String], errors: ClosedRange<Double>
  ) async throws {
    let theirs = try await DecimalOracle.results(of: cases)
    try #require(theirs.count == ours.count)
    #expect(errors.contains(Double(theirs.filter { $0 == "error" }.count) / Double(theirs.count)))
    let differences = ours.indices.filter { ours[$0] != theirs[$0] }
    for index in differences.prefix(10) {
      Issue.record("\(texts[index])\n  \(ours[index])\n  but in Python\n  \(theirs[index])")
    }
    #expect(differences.isEmpty, "\(differences.count) differences")
  }

  /// The value of a formula that must parse; `error` where the row has none.
  private static func result(of text: String, _ row: CellRow) throws -> String {
    let bound = try Formula(text).bound { row.names.firstIndex(of: $0) }
    do {
      return try bound.value(of: row).oracleText
    } catch {
      return "error"
    }
  }

  static func row(using random: inout SeededGenerator) -> CellRow {
    var names: [String] = []
    var cells: [FormulaValue] = []
    for (kind, columns) in [
      (RandomFormula.Kind.number, RandomFormula.numberColumns), (.text, RandomFormula.textColumns),
      (.flag, RandomFormula.flagColumns),
    ] {
      for name in columns {
        names.append(RandomFormula.plainName(name))
        cells.append(RandomFormula.cell(kind, using: &random))
      }
    }
    return CellRow(names: names, cells: cells)
  }

  /// Numbers of every length that fits, many of them at the edges.
  private static func text(using random: inout SeededGenerator) -> String {
    let count = [1, 2, 3, 9, 18, 19, 20, 34, 37, 38].randomElement(using: &random) ?? 1
    // Few digits and many zeros, so that products and sums end with zeros that are to be dropped.
    let start = ["1", "2", "4", "5", "8", "25", "75", "125"].randomElement(using: &random) ?? ""
    let random38 = (0..<38).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    let digits =
      switch Int.random(in: 0..<8, using: &random) {
      case 0: String(repeating: "9", count: count)
      case 1, 2, 3: start + String(repeating: "0", count: max(0, count - start.utf8.count))
      case 4: String(random38.prefix(count - 1)) + "5"
      default: String(random38.prefix(count))
      }
    let decimals =
      Bool.random(using: &random) ? Int.random(in: 0...4, using: &random) : Int.random(in: 0...60, using: &random)
    return (Bool.random(using: &random) ? "-" : "") + digits + "e-\(decimals)"
  }
}
