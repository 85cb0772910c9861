import SalesCore
import TestSupport
import Testing

@Suite struct ReasonsPageTests {
  @Test("docs/dead-letters.md names every reason of a dead letter, and no other")
  func reasons() throws {
    let rows = try Page("docs/dead-letters.md").table(under: "# Dead letters")
    #expect(rows.map(\.codes.first) == SaleProblem.Reason.allCases.map(\.rawValue))
  }
}
