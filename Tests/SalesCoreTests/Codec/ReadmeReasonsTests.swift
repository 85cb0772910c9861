import Foundation
import SalesCore
import Testing

@Suite struct ReadmeReasonsTests {
  @Test("the README names every reason code of a dead letter, and no other")
  func reasons() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")
    let lines = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "\n")
    let table = lines.drop { !$0.hasPrefix("| Reason |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    let named = table.compactMap { $0.components(separatedBy: "`").dropFirst().first }
    #expect(named == SaleProblem.Reason.allCases.map(\.rawValue))
  }
}
