import SalesCore

/// One document as MongoDB keeps it: https://bsonspec.org.
struct BSON: Sendable, Hashable {
  private(set) var bytes: [UInt8]

  init(_ build: (inout BSONWriter) -> Void = { _ in }) {
    var writer = BSONWriter()
    writer.document { build(&$0) }
    bytes = writer.bytes
  }

  /// A copy of a document that was read.
  init(_ view: BSONView) { bytes = Array(view.bytes) }

  /// Lends the bytes to read from.
  func read<Result>(_ body: (BSONView) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(BSONView(trusted: $0)) }
  }
}

/// Appends elements to a document.
struct BSONWriter {
  fileprivate(set) var bytes: [UInt8] = []

  mutating func add(_ key: StaticString, _ value: String) {
    begin(.string, key)
    append(Int32(value.utf8.count + 1))
    bytes.append(contentsOf: value.utf8)
    bytes.append(0)
  }

  mutating func add(_ key: StaticString, _ value: Int64) {
    begin(.int64, key)
    append(value)
  }

  mutating func add(_ key: StaticString, _ value: Int32) {
    begin(.int32, key)
    append(value)
  }

  mutating func add(_ key: StaticString, _ value: Double) {
    begin(.double, key)
    append(value.bitPattern)
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    begin(.bool, key)
    bytes.append(value ? 1 : 0)
  }

  mutating func add(_ key: StaticString, _ value: Timestamp) {
    begin(.date, key)
    append(value.milliseconds)
  }

  mutating func add(_ key: StaticString, binary value: [UInt8]) {
    begin(.binary, key)
    append(Int32(value.count))
    bytes.append(0)
    bytes.append(contentsOf: value)
  }

  mutating func add(_ key: StaticString, _ build: (inout BSONWriter) -> Void) {
    begin(.document, key)
    document(build)
  }

  mutating func add<Elements: Sequence>(
    _ key: StaticString, eachOf elements: Elements, _ build: (inout BSONWriter, Elements.Element) -> Void
  ) {
    begin(.array, key)
    document { array in
      for (index, element) in elements.enumerated() {
        array.begin(.document, index: index)
        array.document { build(&$0, element) }
      }
    }
  }

  mutating func add<Texts: Sequence<String>>(_ key: StaticString, texts: Texts) {
    begin(.array, key)
    document { array in
      for (index, text) in texts.enumerated() {
        array.begin(.string, index: index)
        array.append(Int32(text.utf8.count + 1))
        array.bytes.append(contentsOf: text.utf8)
        array.bytes.append(0)
      }
    }
  }

  fileprivate mutating func document(_ build: (inout BSONWriter) -> Void) {
    let start = bytes.count
    append(Int32(0))
    build(&self)
    bytes.append(0)
    withUnsafeBytes(of: Int32(bytes.count - start).littleEndian) { length in
      for (index, byte) in length.enumerated() { bytes[start + index] = byte }
    }
  }

  private mutating func begin(_ type: BSONType, _ key: StaticString) {
    bytes.append(type.rawValue)
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0)
  }

  private mutating func begin(_ type: BSONType, index: Int) {
    bytes.append(type.rawValue)
    bytes.append(contentsOf: String(index).utf8)
    bytes.append(0)
  }

  private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

enum BSONType: UInt8 {
  case double = 0x01
  case string = 0x02
  case document = 0x03
  case array = 0x04
  case binary = 0x05
  case bool = 0x08
  case date = 0x09
  case int32 = 0x10
  case int64 = 0x12
}
