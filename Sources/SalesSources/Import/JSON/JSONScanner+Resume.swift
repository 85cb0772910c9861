import SalesCore

/// How scanning goes on behind what cannot be read.
extension JSONScanner {
  /// Passes over a broken record at top level: its line, or where it takes several lines, those before the next line
  /// that begins with a brace. It takes several where its first line ends with a bracket or a comma.
  mutating func resume(_ message: String, at index: Int? = nil) -> RowStep {
    let start = input.start
    let limit = min(input.bytes.count, start + SaleRules.maxRecordBytes)
    let isAll = input.isEnded || limit - start == SaleRules.maxRecordBytes
    guard let first = lineFeed(in: start..<limit) else {
      return isAll ? passOver(limit, .line, message, at: line) : .needsInput
    }
    let last = input.bytes[start..<first].last { $0 > 0x20 }
    guard input.bytes[start] == .openingBrace, let last, Self.openEnds.contains(last) else {
      return passOver(first + 1, nil, message, at: line)
    }
    let broken = line + lineFeeds(in: start..<min(index ?? start, limit))
    var next: Int? = first
    while let feed = next, feed + 1 < limit {
      if input.bytes[feed + 1] == .openingBrace { return passOver(feed + 1, nil, message, at: broken) }
      next = lineFeed(in: feed + 1..<limit)
    }
    guard isAll else { return .needsInput }
    // A brace may stand behind this line feed.
    let isLast = input.isEnded && limit == input.bytes.count
    return passOver(isLast ? limit : next ?? limit, .object, message, at: broken)
  }

  private static let openEnds: [UInt8] = [.openingBrace, .openingBracket, UInt8(ascii: ",")]

  private mutating func passOver(_ end: Int, _ rest: Rest?, _ message: String, at line: Int) -> RowStep {
    span = input.start..<end
    advance(to: end)
    self.rest = rest
    record += 1
    mayBeDocument = false
    return .problem(line: line, message: message)
  }

  /// Nil where nothing is left to be passed over.
  mutating func skipRest() -> RowStep? {
    guard let rest else { return nil }
    let found: Int?
    switch rest {
    case .line: found = lineFeed(in: input.start..<input.bytes.count).map { $0 + 1 }
    case .object: found = object()
    case .value(var skip):
      found = input.bytes.withUnsafeBytes { skip.end(in: $0, from: input.start) }
      self.rest = .value(skip)
    }
    if let found {
      advance(to: found)
      self.rest = nil
      return nil
    }
    var end = input.bytes.count
    if case .object = rest, input.bytes.last == .lineFeed, !input.isEnded, !input.isEmpty { end -= 1 }
    advance(to: end)
    guard input.isEnded else { return .needsInput }
    self.rest = nil
    guard case .value = rest else { return nil }
    return self.end()
  }

  /// The next brace that begins a line.
  private func object() -> Int? {
    var start = input.start
    while let feed = lineFeed(in: start..<input.bytes.count) {
      start = feed + 1
      if start < input.bytes.count, input.bytes[start] == .openingBrace { return start }
    }
    return nil
  }
}
