import Foundation

/// A page of the documentation, for tests that hold its tables and examples to the program.
package struct Page {
  private let lines: [Substring]

  /// `path` is relative to the repository's root: `docs/keys.md`.
  package init(_ path: String) throws {
    lines = try String(contentsOf: RepositoryFiles.url(path), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The rows of the first table below a heading, without the table's own two head rows.
  package func table(under heading: String) -> [String] {
    below(heading).drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.dropFirst(2).map(String.init)
  }

  /// The first block of code in that language below a heading; empty without one.
  package func block(_ language: String, under heading: String) -> String {
    below(heading).drop { $0 != "```\(language)" }.dropFirst().prefix { $0 != "```" }.joined(separator: "\n")
  }

  private func below(_ heading: String) -> ArraySlice<Substring> {
    lines.drop { $0 != heading }.dropFirst()
  }
}

extension String {
  /// The texts in backticks.
  package var codes: [String] {
    split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }
}
