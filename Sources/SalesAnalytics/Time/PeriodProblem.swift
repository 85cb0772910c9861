/// The reason why a period, a bucket or a window could not be read: what is wrong, where, and what would be right.
package struct PeriodProblem: Error, Hashable, Sendable {
  /// The typed text.
  package var text: String
  /// Number of characters before the error.
  package var offset: Int
  package var what: String
  package var instead: String

  init(text: String, at offset: Int, what: String, instead: String) {
    self.text = text
    self.offset = offset
    self.what = what
    self.instead = instead
  }

  /// One line of text. It quotes the input, so sanitise it before it reaches a terminal.
  package var message: String {
    let place = offset == 0 || text.isEmpty ? "" : " at character \(offset + 1)"
    return "\"\(text)\"\(place): \(what); \(instead)"
  }
}

extension PeriodProblem: CustomStringConvertible {
  package var description: String { message }
}
