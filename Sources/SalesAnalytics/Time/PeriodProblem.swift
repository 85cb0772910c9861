/// Why a period, a bucket or a window could not be read: what, where, and what would be right.
package struct PeriodProblem: Error, Hashable, Sendable {
  /// What was typed.
  package var text: String
  /// Characters before the place that is wrong.
  package var offset: Int
  package var what: String
  package var instead: String

  init(text: String, at offset: Int, what: String, instead: String) {
    self.text = text
    self.offset = offset
    self.what = what
    self.instead = instead
  }

  /// One line; quotes the input, so it must be sanitised before it reaches a terminal.
  package var message: String {
    let place = offset == 0 || text.isEmpty ? "" : " at character \(offset + 1)"
    return "\"\(text)\"\(place): \(what); \(instead)"
  }
}

extension PeriodProblem: CustomStringConvertible {
  package var description: String { message }
}
