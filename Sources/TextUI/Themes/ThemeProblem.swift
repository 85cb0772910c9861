/// Why a theme cannot be used, for people: `amber.toml:12: "accnt" is not in the palette`.
package struct ThemeProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  /// From 1; nil when the whole file is at fault.
  package var line: Int?
  package var what: String

  package init(file: String, line: Int? = nil, what: String) {
    self.file = file
    self.line = line
    self.what = what
  }

  package var description: String { line.map { "\(file):\($0): \(what)" } ?? "\(file): \(what)" }
}
