import Foundation
import Testing

@testable import Dashboard

@Suite struct ReadmeKeysTests {
  @Test(
    "the README's tables of keys say what the program's help says",
    arguments: [KeyContext.global, .chart, .list, .grid, .picker])
  func keys(context: KeyContext) throws {
    #expect(try rows(under: "### " + context.title) == Self.expected(context))
  }

  private static func expected(_ context: KeyContext) -> [String] {
    KeyMap.defaultBindings.filter { $0.context == context }.compactMap { binding in
      Setup().help(of: binding).map { help in
        "| " + binding.chords.map { "`\($0.label)`" }.joined(separator: " ") + " | \(help) |"
      }
    }
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
