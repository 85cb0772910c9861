import SalesCore

/// A document in memory of others, to be read before they change it. Every read is checked against the document's end:
/// what is not as it should be is not found.
///
/// A field is looked for from where the last one was found, so reading fields in the order in which they were written
/// is fast.
struct BSONView {
  let bytes: UnsafeRawBufferPointer
  private var offset = 4

  fileprivate struct Element {
    var type: UInt8
    var key: Range<Int>
    var value: Range<Int>
  }

  /// For bytes that are known to hold a whole document.
  init(trusted bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Nil where the bytes do not begin with a document.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 5 else { return nil }
    let length = Int(Int32(littleEndian: bytes.loadUnaligned(as: Int32.self)))
    guard (5...bytes.count).contains(length) else { return nil }
    self.bytes = UnsafeRawBufferPointer(rebasing: bytes[..<length])
  }

  /// Nil where it is neither an Int32 nor an Int64.
  mutating func integer(_ key: StaticString) -> Int64? {
    guard let element = find(key) else { return nil }
    switch element.type {
    case BSONType.int32.rawValue: return Int64(load(Int32.self, element.value.lowerBound))
    case BSONType.int64.rawValue: return load(Int64.self, element.value.lowerBound)
    default: return nil
    }
  }

  mutating func number(_ key: StaticString) -> Double? {
    guard let element = find(key), element.type == BSONType.double.rawValue else {
      return integer(key).map(Double.init)
    }
    return Double(bitPattern: load(UInt64.self, element.value.lowerBound))
  }

  /// Nil where it is no date, or none of the years 1 to 9999.
  mutating func time(_ key: StaticString) -> Timestamp? {
    guard let element = find(key), element.type == BSONType.date.rawValue else { return nil }
    let time = Timestamp(milliseconds: load(Int64.self, element.value.lowerBound))
    return (.distantPast ... .distantFuture).contains(time) ? time : nil
  }

  /// The UTF-8 of a string, unchecked.
  mutating func rawText(_ key: StaticString) -> UnsafeRawBufferPointer? {
    guard let element = find(key), element.type == BSONType.string.rawValue else { return nil }
    return slice(element.value.lowerBound + 4..<element.value.upperBound - 1)
  }

  mutating func text(_ key: StaticString) -> String? {
    rawText(key).flatMap { String(validating: $0, as: UTF8.self) }
  }

  mutating func binary(_ key: StaticString) -> UnsafeRawBufferPointer? {
    guard let element = find(key), element.type == BSONType.binary.rawValue else { return nil }
    return slice(element.value.lowerBound + 5..<element.value.upperBound)
  }

  mutating func document(_ key: StaticString) -> BSONView? {
    guard let element = find(key), element.type == BSONType.document.rawValue else { return nil }
    return BSONView(slice(element.value))
  }

  /// The type and the bytes of whatever is there.
  mutating func rawElement(_ key: StaticString) -> UnsafeRawBufferPointer? {
    find(key).map { slice($0.key.lowerBound - 1..<$0.value.upperBound) }
  }

  mutating func has(_ key: StaticString) -> Bool { find(key) != nil }

  /// False where it is no array of documents, or where `body` returned false, which also ends the walk.
  mutating func each(_ key: StaticString, _ body: (inout BSONView) -> Bool) -> Bool {
    guard let element = find(key), element.type == BSONType.array.rawValue, let array = BSONView(slice(element.value))
    else { return false }
    var offset = 4
    while let element = array.element(at: offset) {
      guard element.type == BSONType.document.rawValue, var document = BSONView(slice(element.value, of: array)),
        body(&document)
      else { return false }
      offset = element.value.upperBound
    }
    return offset == array.bytes.count - 1
  }
}

extension BSONView {
  private mutating func find(_ key: StaticString) -> Element? {
    if let element = find(key, from: offset) { return element }
    return offset == 4 ? nil : find(key, from: 4)
  }

  private mutating func find(_ key: StaticString, from start: Int) -> Element? {
    var next = start
    let wanted = UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
    while let element = element(at: next) {
      next = element.value.upperBound
      if element.key.count == wanted.count, slice(element.key).elementsEqual(wanted) {
        offset = next
        return element
      }
    }
    return nil
  }

  /// Nil at the end, and where the bytes are no element.
  private func element(at start: Int) -> Element? {
    let end = bytes.count - 1
    guard start < end, bytes[start] != 0 else { return nil }
    var index = start + 1
    while index < end, bytes[index] != 0 { index += 1 }
    guard index < end else { return nil }
    let value = index + 1
    guard let size = size(of: bytes[start], at: value), size >= 0, size <= end - value else { return nil }
    return Element(type: bytes[start], key: start + 1..<index, value: value..<value + size)
  }

  private func size(of type: UInt8, at offset: Int) -> Int? {
    switch type {
    case 0x06, 0x0A, 0x7F, 0xFF: 0
    case 0x08: 1
    case 0x10: 4
    case 0x01, 0x09, 0x11, 0x12: 8
    case 0x07: 12
    case 0x13: 16
    case 0x02, 0x0D, 0x0E: length(at: offset, least: 1).map { $0 + 4 }
    case 0x03, 0x04: length(at: offset, least: 5)
    case 0x05: length(at: offset, least: 0).map { $0 + 5 }
    case 0x0B: twoTexts(at: offset)
    case 0x0C: length(at: offset, least: 1).map { $0 + 16 }
    case 0x0F: length(at: offset, least: 14)
    default: nil
    }
  }

  private func length(at offset: Int, least: Int) -> Int? {
    guard offset + 4 <= bytes.count else { return nil }
    let length = Int(load(Int32.self, offset))
    return length >= least ? length : nil
  }

  /// A regular expression: its pattern and its options.
  private func twoTexts(at offset: Int) -> Int? {
    guard let first = bytes[offset...].firstIndex(of: 0), let second = bytes[(first + 1)...].firstIndex(of: 0) else {
      return nil
    }
    return second + 1 - offset
  }

  private func load<Number: FixedWidthInteger>(_ type: Number.Type, _ offset: Int) -> Number {
    Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  private func slice(_ range: Range<Int>, of view: BSONView? = nil) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: (view ?? self).bytes[range])
  }
}
