/// What is wrong with views or keys in a TOML text, and what would do.
package struct LayoutProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// From 1; nil where the whole text is at fault.
  package var line: Int?
  package var what: String

  package init(line: Int? = nil, _ what: String) {
    self.line = line
    self.what = what
  }

  /// To stand behind a file's name: `:12: unknown panel …`.
  package var description: String { line.map { ":\($0): \(what)" } ?? ": \(what)" }
}
