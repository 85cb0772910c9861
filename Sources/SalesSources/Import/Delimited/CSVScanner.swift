import SalesCore

/// Cuts bytes into CSV rows (RFC 4180), chunk by chunk. Lines end with LF, CR LF or CR, in any mixture; a quote inside
/// an unquoted field is a plain character. After a broken row scanning goes on with the next line.
struct CSVScanner {
  enum Step: Equatable {
    /// `fields` holds a row that began at `line`.
    case row(line: Int)
    case problem(line: Int, message: String)
    /// `input` must be fed or ended.
    case needsInput
    case end
  }

  /// A field's bytes within `input`, without its quotes.
  struct Field {
    var start: Int
    var end: Int
    /// True while its doubled quotes are not yet single ones.
    var isDoubled = false
  }

  var input = InputBuffer()
  private(set) var fields: [Field] = []
  private let separator: UInt8
  /// The line of the byte at `input.start`, from 1.
  private var line: Int
  private var skipsLine = false

  init(separator: UInt8, line: Int = 1) {
    self.separator = separator
    self.line = line
  }

  mutating func next() -> Step {
    while true {
      if skipsLine, !skipLine() { return input.isEnded ? .end : .needsInput }
      guard !input.isEmpty else { return input.isEnded ? .end : .needsInput }
      var row = Row(fields: fields, line: line)
      fields = []
      let outcome = input.bytes.withUnsafeBufferPointer { bytes in
        row.scan(bytes, from: input.start, separator: separator, ended: input.isEnded)
      }
      fields = row.fields
      switch outcome {
      case .row:
        let begin = line
        input.start = row.position
        line = row.line
        if fields.count == 1, fields[0].start == fields[0].end { continue }
        undouble()
        return .row(line: begin)
      case .needsInput:
        return .needsInput
      case .broken(let message):
        input.start = row.position
        line = row.line
        skipsLine = true
        return .problem(line: row.line, message: message)
      }
    }
  }

  /// Moves to the next line; false where it is not in `input` yet.
  private mutating func skipLine() -> Bool {
    var index = input.start
    let bytes = input.bytes
    while index < bytes.count, bytes[index] != .lineFeed, bytes[index] != .carriageReturn { index += 1 }
    let isPair = index + 1 < bytes.count && bytes[index] == .carriageReturn && bytes[index + 1] == .lineFeed
    // A CR at the very end may have its LF in the next chunk.
    let isOpen = index == bytes.count - 1 && bytes[index] == .carriageReturn && !input.isEnded
    guard index < bytes.count, !isOpen else {
      input.start = index
      return false
    }
    input.start = index + (isPair ? 2 : 1)
    line += 1
    skipsLine = false
    return true
  }

  /// Takes doubled quotes out of the fields in place: the row's bytes are not needed again.
  private mutating func undouble() {
    for index in fields.indices where fields[index].isDoubled {
      let field = fields[index]
      fields[index].end = input.edit { bytes in
        var target = field.start
        var source = field.start
        while source < field.end {
          bytes[target] = bytes[source]
          source += bytes[source] == .quote ? 2 : 1
          target += 1
        }
        return target
      }
      fields[index].isDoubled = false
    }
  }
}

extension CSVScanner {
  /// One row as it is scanned.
  private struct Row {
    enum Outcome {
      case row
      case needsInput
      /// `position` and `line` are where it broke.
      case broken(String)
    }

    var fields: [Field]
    /// After a row: where the next one begins.
    var position = 0
    var line: Int

    init(fields: [Field], line: Int) {
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
        guard byte == .lineFeed || byte == .carriageReturn else {
          return .broken("text follows a closing quote")
        }
        if byte == .carriageReturn {
          if position + 1 == limit, isCut { return tooLong(from: start, line: begin, limit: limit) }
          if position + 1 < limit, bytes[position + 1] == .lineFeed { position += 1 }
        }
        position += 1
        line += 1
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
      fields.append(Field(start: position, end: index))
      position = index
    }

    /// Nil after a whole field.
    private mutating func scanQuoted(
      _ bytes: UnsafeBufferPointer<UInt8>, limit: Int, isCut: Bool, atLimit: Bool
    ) -> Outcome? {
      let opening = position
      let openingLine = line
      var isDoubled = false
      var index = opening + 1
      while index < limit {
        let byte = bytes[index]
        if byte == .quote {
          guard index + 1 < limit, bytes[index + 1] == .quote else { break }
          isDoubled = true
          index += 1
        } else if byte == .lineFeed || byte == .carriageReturn && !(index + 1 < limit && bytes[index + 1] == .lineFeed)
        {
          line += 1
        }
        index &+= 1
      }
      // A quote as the last byte seen may be half of a pair.
      if index >= limit || index + 1 == limit && isCut {
        guard atLimit || !isCut else { return .needsInput }
        position = opening
        line = openingLine
        return .broken("a quote opens here and never closes")
      }
      fields.append(Field(start: opening + 1, end: index, isDoubled: isDoubled))
      position = index + 1
      return nil
    }

    private mutating func tooLong(from start: Int, line begin: Int, limit: Int) -> Outcome {
      guard limit - start == SaleRules.maxRecordBytes else { return .needsInput }
      position = start
      line = begin
      return .broken("is longer than \(SaleRules.maxRecordBytes) bytes")
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
