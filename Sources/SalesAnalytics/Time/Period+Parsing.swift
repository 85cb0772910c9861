import SalesCore

extension Period {
  /// Throws a problem that says what is wrong, where, and what would be right.
  package init(parsing text: String) throws(PeriodProblem) {
    let trimmed = text.trimmed
    var scanner = PeriodScanner(trimmed)
    if trimmed.isEmpty { throw scanner.problem("a period is missing") }
    if trimmed == "all" {
      self = .all
      return
    }
    if trimmed == "today" {
      self = .today
      return
    }
    if Self.isSpan(trimmed) {
      let span = try scanner.span()
      try scanner.end()
      self.init(.last(span))
      return
    }
    let first = try PeriodBound(from: &scanner)
    guard scanner.take("..") else {
      try scanner.end()
      guard first.isWhole else {
        throw scanner.problem("an end is missing", at: 0, instead: "write \(trimmed)..now, or a whole day as in now/d")
      }
      self.init(.whole(first))
      return
    }
    let secondStart = scanner.index
    let second = try PeriodBound(from: &scanner)
    try scanner.end()
    self.init(.between(first, second))
    try check(from: first, to: second, scanner, at: secondStart)
  }

  /// True for digits followed by text that cannot be part of a date.
  private static func isSpan(_ text: String) -> Bool {
    let rest = text.drop { $0.isASCII && $0.isNumber }
    let digits = text.count - rest.count
    guard digits > 0, let next = rest.first else { return digits > 0 && digits != 4 }
    return next != "-" && !(digits == 4 && next == ".")
  }

  private func check(
    from first: PeriodBound, to second: PeriodBound, _ scanner: PeriodScanner, at offset: Int
  ) throws(PeriodProblem) {
    // Two live or two fixed ends keep their order at any moment; a live and a fixed one may pass each other later.
    guard first.isMoving == second.isMoving else { return }
    let noon = Timestamp(seconds: 1_700_000_000)
    let start = first.span(now: noon, calendar: .utc).lowerBound
    let end = second.span(now: noon, calendar: .utc).upperBound
    if end <= start {
      throw scanner.problem("it ends before it begins", at: offset, instead: "write the earlier end first")
    }
  }
}

extension String {
  /// The text without ASCII spaces at both ends.
  var trimmed: String {
    var characters = self[...]
    while characters.first?.isWhitespace == true { characters.removeFirst() }
    while characters.last?.isWhitespace == true { characters.removeLast() }
    return String(characters)
  }
}
