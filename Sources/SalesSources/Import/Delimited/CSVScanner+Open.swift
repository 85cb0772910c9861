import SalesCore

/// How the header of a CSV file is found.
struct CSVOptions: Sendable {
  /// Sets of names; the first row that has all names of one of them is the header. Names are compared without case.
  var wanted: [[String]] = []
  /// Exactly so many lines are passed over; the header is the next row. The default is nil: it is searched for.
  var skip: Int?
  /// The default is nil: the one that cuts the first lines into the most equal rows.
  var separator: UInt8?
}

extension CSVScanner {
  /// Reads the first lines of `text` and finds the header. Throws `ImportProblem` where there is none.
  static func open(_ text: ImportInput, _ options: CSVOptions = CSVOptions()) async throws -> CSVScanner {
    var input = InputBuffer()
    let header = try await CSVHeader.find(in: &input, options, isLive: text.isLive) { input in
      try await input.feed(from: text)
    }
    var scanner = CSVScanner(header)
    scanner.input = input
    return scanner
  }
}

extension CSVHeader {
  /// Leaves `input` behind the header.
  static func find(
    in input: inout InputBuffer, _ options: CSVOptions, isLive: Bool,
    feed: (inout InputBuffer) async throws -> Void
  ) async throws -> CSVHeader {
    var line = 1
    while line <= options.skip ?? 0 {
      if input.skipLine() {
        line += 1
      } else if input.isEnded {
        throw ImportProblem("has only \(line - 1) line\(line == 2 ? "" : "s"); --skip \(options.skip ?? 0) leaves none")
      } else {
        try await feed(&input)
      }
    }
    let search = CSVHeaderSearch(options: options, firstLine: line)
    while true {
      let window = input.window()
      if window != nil || isLive, let found = try search.find(in: input, window: window) {
        input.start += found.length
        return found.header
      }
      try await feed(&input)
    }
  }
}

extension InputBuffer {
  /// The header and some rows behind it stand within so many lines.
  private static let windowLines = 90

  /// The first lines, whole: nil while it takes more of them to be sure of the same header in every case.
  fileprivate func window() -> Range<Int>? {
    var index = start
    let limit = min(bytes.count, start + SaleRules.maxRecordBytes)
    for _ in 0..<Self.windowLines {
      guard let end = lineEnd(from: index, limit: limit) else {
        return limit - start == SaleRules.maxRecordBytes || isEnded ? start..<limit : nil
      }
      index = end
    }
    return start..<index
  }

  /// Consumes a line; false where its end is not there yet.
  fileprivate mutating func skipLine() -> Bool {
    guard let end = lineEnd(from: start, limit: bytes.count) ?? (isEnded && !isEmpty ? bytes.count : nil) else {
      return false
    }
    start = end
    return true
  }
}
