/// An error in a file that a person wrote, in one line: where it stands, what is wrong and what would do.
///
/// `amber.toml:12: "accnt" is not in the palette`
package struct ConfigProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  /// From 1; nil when the whole file is at fault.
  package var line: Int?
  package var message: String

  package init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  package var description: String { line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)" }
}
