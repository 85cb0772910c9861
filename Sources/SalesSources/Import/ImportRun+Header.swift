extension ImportRun {
  /// Returns a scanner that stands behind the header.
  mutating func header(_ start: Start) async throws -> CSVScanner {
    var input = start.input
    let isLive = self.input.isLive
    let header = try await CSVHeader.find(in: &input, CSVOptions(), isLive: isLive) { input in
      try await feed(&input)
    }
    var scanner = CSVScanner(header)
    scanner.input = input
    return scanner
  }
}
