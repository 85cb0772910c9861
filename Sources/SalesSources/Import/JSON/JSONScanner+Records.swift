import SalesCore

/// Where records begin and end.
extension JSONScanner {
  /// Nil where there is more to look at.
  mutating func nextRecord() -> RowStep? {
    if let step = skipRest() { return step }
    guard place != .finished else { return .end }
    skipSpace()
    guard !input.isEmpty else { return input.isEnded ? end() : .needsInput }
    let byte = input.bytes[input.start]
    if case .behind(let closers) = place { return readBehind(byte, closers: closers) }
    guard case .list(let closers) = place else {
      if byte == .openingBrace { return readRecord() }
      guard byte == .openingBracket else { return resume("is no JSON object") }
      input.start += 1
      begin(.list(closers: 0))
      return nil
    }
    if expectsComma || byte == .closingBracket { return behindItem(byte, closers: closers) }
    return byte == .openingBrace ? readRecord() : readScalar()
  }

  mutating func begin(_ list: Place) {
    isLineWise = record > 0
    place = list
    (expectsComma, isEmptyList, mayBeDocument) = (false, true, false)
  }

  /// The end of the input.
  mutating func end() -> RowStep {
    guard place != .top else { return .end }
    place = .finished
    counts.stopLine = line
    span = input.start..<input.bytes.count
    return .problem(line: line, message: "the file ends within a list: it may have been cut off")
  }

  /// At top level commas are passed over as well: some programs write objects that way.
  private mutating func skipSpace() {
    var index = input.start
    let isTop = place == .top
    input.bytes.withUnsafeBufferPointer { bytes in
      while index < bytes.count {
        let byte = bytes[index]
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || isTop && (byte == 0x2C || byte == 0x1E)
        else { return }
        if byte == .lineFeed { line += 1 }
        index += 1
      }
    }
    input.start = index
  }

  private mutating func behindItem(_ byte: UInt8, closers: Int) -> RowStep? {
    if byte == .closingBracket {
      input.start += 1
      leave(closers: closers)
      guard isEmptyList else { return nil }
      span = input.start..<input.start
      return .problem(line: line, message: "the list is empty")
    }
    guard byte == UInt8(ascii: ",") else {
      return stop("a comma or the list's end is expected", at: input.start)
    }
    input.start += 1
    expectsComma = false
    return nil
  }

  /// Passes over an item of a list that is no object.
  private mutating func readScalar() -> RowStep? {
    let limit = limit
    let (start, begin) = (input.start, line)
    let result = input.bytes.withUnsafeBytes { bytes -> Result<Int, JSONProblem> in
      var cursor = JSONCursor(bytes, from: start, limit: limit)
      return Result { () throws(JSONProblem) in
        try cursor.skipValue(depth: 0)
        return cursor.index
      }
    }
    switch result {
    case .success(let end):
      take(end)
      return .problem(line: begin, message: "is no JSON object")
    case .failure(.malformed(let place, let what)): return stop("\(what)", at: place)
    case .failure(.exhausted): return exhausted(limit)
    }
  }

  /// A record reaches no further.
  var limit: Int { min(input.bytes.count, input.start + SaleRules.maxRecordBytes) }

  private mutating func readRecord() -> RowStep? {
    let limit = limit
    if mayBeDocument {
      switch readDocument(limit) {
      case .none: break
      case .open: return .needsInput
      case .entered: return nil
      }
    }
    spanLine = line
    mark = (input.start, line)
    let (outcome, list) = walk(input.start, limit: limit, level: base)
    switch outcome {
    case .failed(.exhausted): return exhausted(limit)
    case .failed(.malformed(let place, let what)): return broken("\(what)", at: place)
    case .read(let end):
      take(end)
      return step(list, level: base, line: spanLine)
    case .refused(let end, let message):
      take(end)
      return .problem(line: spanLine, message: message)
    case .deleted(let end):
      take(end)
      counts.deleted += 1
      return nil
    }
  }

  /// Consumes a record that ends at `end`.
  private mutating func take(_ end: Int) {
    span = input.start..<end
    record += 1
    (expectsComma, isEmptyList, mayBeDocument) = (true, false, false)
    advance(to: end)
  }

  /// The bytes end within a record.
  private mutating func exhausted(_ limit: Int) -> RowStep? {
    guard limit - input.start == SaleRules.maxRecordBytes else {
      guard input.isEnded else { return .needsInput }
      return place == .top ? broken("it ends too early", at: limit) : end()
    }
    let message = "is longer than \(SaleRules.maxRecordBytes) bytes"
    if place == .top {
      // Values before the list may have to stay at hand.
      input.compact()
      return enterLongObject(self.limit) ?? resume(message)
    }
    let begin = line
    rest = .value(JSONSkip())
    (span, record, expectsComma, isEmptyList) = (input.start..<limit, record + 1, true, false)
    return .problem(line: begin, message: message)
  }

  private mutating func broken(_ what: String, at index: Int) -> RowStep {
    place == .top ? resume("is broken: \(what)", at: index) : stop(what, at: index)
  }

  /// Ends the reading of a list at a broken item. A list on one line of a file of lines costs its line alone.
  mutating func stop(_ what: String, at index: Int) -> RowStep {
    if isLineWise, case .list(closers: 0) = place {
      (place, base) = (.top, 0)
      return resume("is broken: \(what)", at: index)
    }
    let broken = line + lineFeeds(in: input.start..<index)
    place = .finished
    counts.stopLine = broken
    span = input.start..<limit
    record += 1
    return .problem(line: broken, message: "the list is broken here: \(what). What follows was not read")
  }
}
