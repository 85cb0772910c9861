import TestSupport
import Testing

@testable import SalesCore

@Suite struct FormulasPageTests {
  @Test("docs/formulas.md has every function, and its examples are right")
  func functions() throws {
    let rows = try Page("docs/formulas.md").table(under: "## Functions")
    #expect(rows.compactMap(\.codes.first) == FormulaFunction.allCases.map(\.form))
    for row in rows {
      let example = Array(row.codes.suffix(2))
      #expect(try Formula(example[0]).constant?.plainText == example[1], "\(row)")
    }
  }

  @Test("what it says of null is right")
  func nothing() throws {
    let rows = try Page("docs/formulas.md").table(under: "## Nothing")
    #expect(rows.count > 5)
    for row in rows {
      let cells = row.split(separator: "|").map { String($0).codes }
      // One value for all formulas of a row, or one for each.
      for (index, formula) in cells[0].enumerated() {
        let value = cells[1].count == cells[0].count ? cells[1][index] : cells[1][0]
        #expect(try Formula(formula).constant?.plainText ?? "null" == value, "\(formula)")
      }
    }
  }
}
