extension DatePattern {
  /// Reads a whole cell. Names of months are those of `DateWords`, and zones are read in any form.
  func read(_ text: UnsafeRawBufferPointer) throws(DateFault) -> WrittenTime {
    var parser = DateParser(text)
    var parts = Parts()
    for element in elements { try read(element, &parser, &parts) }
    guard parser.cursor.isAtEnd else { throw .unknown }
    let day = try DateParser.days(year: parts.year, month: parts.month, day: parts.day)
    let clock = try parts.hour.map { hour throws(DateFault) in
      try DateParser.clock(
        hour: hour, minute: parts.minute, second: parts.second, fraction: parts.fraction, half: parts.half)
    }
    return WrittenTime(day: .known(day), clock: clock, offset: parts.offset, zoneName: parser.zoneName)
  }

  private struct Parts {
    var year = DateNumber(value: 0, count: 0)
    var month = DateNumber(value: 0, count: 0)
    var day = DateNumber(value: 0, count: 0)
    var hour: Int64?
    var minute: Int64 = 0
    var second: Int64 = 0
    var fraction: Int64 = 0
    var half: DateParser.Half?
    var offset: Int64?
  }

  private func read(_ element: Element, _ parser: inout DateParser, _ parts: inout Parts) throws(DateFault) {
    var isRead = true
    switch element {
    case .number(.fraction, let digits):
      let milliseconds = parser.cursor.milliseconds(limit: digits ?? 18)
      parts.fraction = milliseconds ?? 0
      isRead = milliseconds != nil
    case .number(let field, let digits): try readNumber(field, digits, &parser, &parts)
    case .monthName:
      let month = parser.month()
      parts.month = month ?? parts.month
      isRead = month != nil
      _ = parser.cursor.take(".")
    case .weekday:
      isRead = parser.cursor.word() != nil
      _ = parser.cursor.take(".")
    case .half:
      parts.half = parser.readHalf()
      isRead = parts.half != nil
    case .zone:
      parts.offset = try parser.readZone()
      isRead = parts.offset != nil
    case .blank: isRead = parser.cursor.blanks()
    case .literal(let bytes): isRead = parser.cursor.take(bytes)
    }
    guard isRead else { throw .unknown }
  }

  private func readNumber(
    _ field: Field, _ digits: Int?, _ parser: inout DateParser, _ parts: inout Parts
  ) throws(DateFault) {
    guard let number = parser.cursor.number(limit: digits ?? 2), digits == nil || number.count == digits else {
      throw .unknown
    }
    switch field {
    case .year: parts.year = number
    case .month: parts.month = number
    case .day: parts.day = number
    case .hour: parts.hour = number.value
    case .minute: parts.minute = number.value
    case .second: parts.second = number.value
    case .fraction: break
    }
  }
}
