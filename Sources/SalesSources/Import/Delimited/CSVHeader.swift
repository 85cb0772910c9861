import SalesCore

/// The first row of a CSV file: its separator and the names of its columns.
enum CSVHeader {
  /// Returns the names and a scanner that stands behind the header.
  static func read<C: Clock>(
    _ start: ImportRun<C>.Start, _ run: inout ImportRun<C>
  ) async throws -> (names: [String], scanner: CSVScanner) {
    var input = start.input
    while !input.isEnded, separator(in: input) == nil, input.bytes.count - input.start < SaleRules.maxRecordBytes {
      try await run.feed(&input)
    }
    var scanner = CSVScanner(separator: separator(in: input) ?? guess(in: input.bytes[input.start...]))
    scanner.input = input
    while true {
      switch scanner.next() {
      case .row: return (names(scanner), scanner)
      case .problem(let line, let message): throw ImportProblem("line \(line): the header \(message)")
      case .needsInput: try await run.feed(&scanner.input)
      case .end: throw ImportProblem("is empty: a header such as id,time,amount,product,region is needed")
      }
    }
  }

  private static func names(_ scanner: CSVScanner) -> [String] {
    scanner.fields.map { field in
      scanner.input.bytes[field.start..<field.end].withUnsafeBytes { bytes in
        String(decoding: CSVFormula.unescaped(bytes), as: UTF8.self)
      }
    }
  }

  /// Nil until the first line that is not blank is complete.
  private static func separator(in input: InputBuffer) -> UInt8? {
    let isEnd = { (byte: UInt8) in byte == .lineFeed || byte == .carriageReturn }
    let text = input.bytes[input.start...].drop(while: isEnd)
    guard let end = text.firstIndex(where: isEnd) else { return nil }
    return guess(in: text[..<end])
  }

  /// The separator that occurs most often outside quotes, of comma, semicolon and tab. The default is a comma.
  private static func guess(in line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == .quote { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ";"), 0x09] where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }
}
