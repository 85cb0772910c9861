import Foundation
import Testing

@testable import Dashboard

@Suite struct ReadmeKeysTests {
  @Test(
    "the README's tables of keys say what the program's help says",
    arguments: [KeyContext.global, .list, .chart, .picker])
  func keys(context: KeyContext) throws {
    let expected = KeyMap.defaultBindings.filter { $0.context == context }.map { binding in
      "| " + binding.chords.map { "`\($0.label)`" }.joined(separator: " ") + " | \(binding.help) |"
    }
    #expect(try rows(under: "### " + context.title) == expected)
  }

  /// The rows of the table below a heading, without its header.
  private func rows(under heading: String) throws -> [String] {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let lines = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "\n")
    let table = lines.drop { $0 != heading }.dropFirst().drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    return Array(table.dropFirst(2))
  }
}
