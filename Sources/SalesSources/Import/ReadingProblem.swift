/// The dates or amounts of a file can be read in two ways that differ, or contradict each other.
package struct ReadingProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line of text. It quotes the file: sanitise it before it reaches a terminal.
  package var message: String
  /// The option that decides, with its dashes: `--dates`.
  package var flag: String

  package var description: String { message }
}

/// A cell that proves something, for messages.
struct CellSighting: Sendable {
  var line: Int
  /// At most 40 bytes of the cell.
  var text: String

  init(_ cell: UnsafeRawBufferPointer, line: Int) {
    self.line = line
    text = CellText.shortened(cell)
  }
}
