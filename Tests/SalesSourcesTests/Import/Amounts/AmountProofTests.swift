import SalesCore
import Testing

@testable import SalesSources

@Suite struct AmountProofTests {
  /// The mark that the cells prove, from line 2; else the message.
  private static func told(_ cells: [String]) -> String {
    var proof = AmountProof()
    for (index, cell) in cells.enumerated() { cell.withCell { proof.add($0, line: index + 2) } }
    do throws(ReadingProblem) {
      return try proof.mark()?.rawValue ?? "none"
    } catch {
      #expect(error.flag == "--decimal")
      return error.message
    }
  }

  @Test(
    "cells that only one mark reads decide for all",
    arguments: [
      (["12.50"], "point"), (["12,50"], "comma"), (["3.000", "4.711,98", "12.000"], "comma"),
      (["1,234", "1,234.5"], "point"), (["3.000", "5", "0.125"], "point"), (["1.234.567", "3.000"], "comma"),
      (["1,234,567"], "point"), (["12,34,567"], "point"), (["1'234.50"], "point"), (["1 234,5"], "comma"),
      (["3.0000"], "point"), (["12,3456"], "comma"), (["1.5E3"], "point"), (["1.234E5", "1.234"], "point"),
      (["$1,234.56", "(33.62)"], "point"),
      (["261.96", "957.5775", "22.368", "19.900000000000002"], "point"), (["12,50 EUR", "--", "x"], "comma"),
      (["3.000", "5,-"], "comma"), (["3,000", "5.--"], "point"),
    ])
  func decided(cells: [String], mark: String) {
    #expect(Self.told(cells) == mark)
  }

  @Test(
    "cells that do not depend on the mark need none",
    arguments: [
      [], ["5", "-7", "1 234"], ["15E3"], ["abc", "1.2.3", "1,2,3"], ["$-", "n/a", ""], ["1'234", "(5)"],
    ])
  func indifferent(cells: [String]) {
    #expect(Self.told(cells) == "none")
  }

  @Test("two readings of which nothing decides are both told")
  func ambiguous() {
    let rest = "with a decimal point and 3000 with a decimal comma; say --decimal point or --decimal comma"
    #expect(Self.told(["3.000"]) == "line 2: 3.000 is 3 \(rest)")
    #expect(Self.told(["5", "3.000", "12.000"]) == "line 3: 3.000 is 3 \(rest)")
    #expect(Self.told(["abc", "1,2,3", "3.000"]) == "line 4: 3.000 is 3 \(rest)")
    let other = "with a decimal point and 1.234 with a decimal comma; say --decimal point or --decimal comma"
    #expect(Self.told(["$1,234"]) == "line 2: $1,234 is 1234 \(other)")
  }

  @Test("cells that contradict each other are quoted with their lines")
  func contradicting() {
    let message =
      "line 4: 12.50 is a number only with a decimal point, line 3: 12,50 only with a decimal comma; "
      + "say --decimal point or --decimal comma"
    #expect(Self.told(["3.000", "12,50", "12.50", "7.5", "7,5"]) == message)
  }

  @Test("numbers without a currency are counted, and nothing else is")
  func bare() {
    var proof = AmountProof()
    for cell in ["5.00", "£12.50", "", "-", "n/a", "x", "1.2.3", "3.000", "(5)", "0", "5,00", "5 CR", "$-"] {
      cell.withCell { proof.add($0, line: 2) }
    }
    #expect(proof.bare == 5)
    #expect(proof.currencies.map(\.count) == [1, 1])
  }

  @Test("the currencies beside the amounts are collected, each with its first line and its cells counted")
  func currencies() {
    var proof = AmountProof()
    let cells = ["5", "$5", "€5", "$6", "USD 5", "x €", "5 usd", "$5 CAD"]
    for (index, cell) in cells.enumerated() { cell.withCell { proof.add($0, line: index + 2) } }
    let told = proof.currencies.map { "\($0.line) \($0.mark.text) \($0.count)" }
    #expect(told == ["3 $ 2", "4 € 1", "6 USD 2", "9 CAD 1"])
    #expect(proof.bare == 1)
  }
}
