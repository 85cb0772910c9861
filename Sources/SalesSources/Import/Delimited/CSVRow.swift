import SalesCore

/// One row of CSV as it is scanned.
struct CSVRow {
  enum Outcome {
    case row
    case needsInput
    /// `position` and `line` are where it broke.
    case broken(String)
  }

  var fields: [RowCell]
  /// After a row: where the next one begins.
  var position = 0
  var line: Int
  /// False of a last row without a line end.
  private(set) var endsLine = false
  /// Where the last quoted field opens.
  private var quote = (position: 0, line: 0)

  init(fields: [RowCell], line: Int) {
    self.fields = fields
    self.fields.removeAll(keepingCapacity: true)
    self.line = line
  }

  mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8, ended: Bool
  ) -> Outcome {
    // Nothing beyond the limit is read, so that the outcome does not depend on the chunks that the bytes came in.
    let limit = min(bytes.count, start + SaleRules.maxRecordBytes)
    let isCut = limit < bytes.count || !ended
    let begin = line
    position = start
    while true {
      if position < limit, bytes[position] == .quote {
        if let outcome = scanQuoted(
          bytes, limit: limit, isCut: isCut, atLimit: limit - start == SaleRules.maxRecordBytes)
        {
          return outcome
        }
      } else {
        scanPlain(bytes, limit: limit, separator: separator)
      }
      if position == limit {
        if !isCut { return .row }
        return tooLong(from: start, line: begin, limit: limit)
      }
      let byte = bytes[position]
      if byte == separator {
        position += 1
        continue
      }
      guard byte == .lineFeed || byte == .carriageReturn else { return brokenQuote() }
      if byte == .carriageReturn {
        if position + 1 == limit, isCut { return tooLong(from: start, line: begin, limit: limit) }
        if position + 1 < limit, bytes[position + 1] == .lineFeed { position += 1 }
      }
      position += 1
      line += 1
      endsLine = true
      return .row
    }
  }

  private mutating func scanPlain(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int, separator: UInt8) {
    var index = position
    while index < limit {
      let byte = bytes[index]
      if byte == separator || byte == .lineFeed || byte == .carriageReturn { break }
      index &+= 1
    }
    fields.append(RowCell(start: position, end: index))
    position = index
  }

  /// Nil after a whole field.
  private mutating func scanQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, limit: Int, isCut: Bool, atLimit: Bool
  ) -> Outcome? {
    quote = (position, line)
    var isEscaped = false
    var index = quote.position + 1
    while index < limit {
      let byte = bytes[index]
      if byte == .quote {
        guard index + 1 < limit, bytes[index + 1] == .quote else { break }
        isEscaped = true
        index += 1
      } else if byte == .lineFeed || byte == .carriageReturn && !(index + 1 < limit && bytes[index + 1] == .lineFeed) {
        line += 1
      }
      index &+= 1
    }
    // A quote as the last byte seen may be half of a pair.
    if index >= limit || index + 1 == limit && isCut {
      guard atLimit || !isCut else { return .needsInput }
      (position, line) = quote
      return .broken("a quote opens here and never closes")
    }
    fields.append(RowCell(start: quote.position + 1, end: index, isEscaped: isEscaped))
    position = index + 1
    return nil
  }

  /// Text follows a closing quote. The lines between the quotes may be rows, so only that of the opening one is broken.
  private mutating func brokenQuote() -> Outcome {
    guard line > quote.line else { return .broken("text follows a closing quote") }
    let message = "a quote opens here and closes in line \(line), where text follows"
    (position, line) = quote
    return .broken(message)
  }

  private mutating func tooLong(from start: Int, line begin: Int, limit: Int) -> Outcome {
    guard limit - start == SaleRules.maxRecordBytes else { return .needsInput }
    position = start
    line = begin
    return .broken("is longer than \(SaleRules.maxRecordBytes) bytes")
  }
}
