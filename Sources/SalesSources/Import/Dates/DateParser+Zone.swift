extension DateParser {
  /// Reads a zone as an offset in milliseconds: `Z`, `+0100`, ` -05:00`, ` UTC+2`, ` PDT`. Nil where none follows.
  mutating func readZone() throws(DateFault) -> Int64? {
    let start = cursor
    guard let offset = try readZoneAlone() else { return nil }
    var zone = start
    zone.blanks()
    // In the standards a Z before a zone in square brackets is the time of UTC, and says nothing of the zone's clock.
    let isUniversal = zone.take("Z") || zone.take("z")
    try readZoneComment(offset, isUniversal: isUniversal && zone.index == cursor.index)
    return offset
  }

  /// Without a comment behind it.
  private mutating func readZoneAlone() throws(DateFault) -> Int64? {
    var ahead = cursor
    ahead.blanks()
    if let sign = ahead.sign() {
      cursor = ahead
      return try readOffset(sign, minDigits: 2)
    }
    guard let word = ahead.word() else { return nil }
    guard let minutes = DateWords.zones[word] else { throw .unknownZone }
    cursor = ahead
    ahead.blanks()
    if DateWords.universal.contains(word), let sign = ahead.sign() {
      cursor = ahead
      return try readOffset(sign, minDigits: 1)
    }
    return minutes * 60_000
  }

  /// Reads `02:00`, `0200`, `02` or, behind `UTC`, `2`.
  private mutating func readOffset(_ sign: Int64, minDigits: Int) throws(DateFault) -> Int64 {
    guard let digits = cursor.number(), digits.count >= minDigits else { throw .unknown }
    var (hours, minutes) = (digits.value, Int64(0))
    if digits.count == 4 {
      (hours, minutes) = (digits.value / 100, digits.value % 100)
    } else {
      guard digits.count <= 2 else { throw .unknown }
      if cursor.take(":") {
        guard let further = cursor.number(), further.count == 2 else { throw .unknown }
        minutes = further.value
      }
    }
    // Zones differ by quarters of an hour; `10:14-11:29` is a stretch of time.
    guard hours < 16, minutes < 60, minutes % 15 == 0 else { throw .unknownZone }
    return sign * (hours * 60 + minutes) * 60_000
  }

  /// Moves behind the name that some programs write after an offset: `+02:00[Europe/Paris]`, `+0200 CEST`,
  /// `GMT+0200 (Central European Summer Time)`. It must mean the same offset; a name that is not known is passed over in
  /// brackets. The name of a place is kept, for its offset depends on the day.
  private mutating func readZoneComment(_ offset: Int64, isUniversal: Bool) throws(DateFault) {
    var ahead = cursor
    ahead.blanks()
    let isSquare = ahead.next == UInt8(ascii: "[")
    if let comment = ahead.brackets() {
      cursor = ahead
      var inner = DateParser(comment)
      // In `[!Europe/Paris]` the mark says that the zone must be heeded.
      if isSquare { _ = inner.cursor.take("!") }
      if let other = try? inner.readZoneAlone(), inner.cursor.isAtEnd {
        guard other == offset else { throw .twoZones }
      } else if comment.count < 50, comment.contains(UInt8(ascii: "/")), !(isSquare && isUniversal) {
        zoneName = String(decoding: comment, as: UTF8.self).filter { $0 != "!" }
      }
    } else if let word = ahead.word() {
      guard let minutes = DateWords.zones[word] else { throw .unknownZone }
      guard minutes * 60_000 == offset else { throw .twoZones }
      cursor = ahead
    }
  }
}
