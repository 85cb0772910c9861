extension TimeSpan {
  /// Reads `90s`, `5m`, `12h`, `7d`.
  package init(parsing text: String) throws(PeriodProblem) {
    var scanner = PeriodScanner(text)
    self = try scanner.span()
    try scanner.end()
  }
}
