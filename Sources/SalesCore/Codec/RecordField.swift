/// The fields of a record that are read; all others are ignored.
enum RecordField: Int, CaseIterable {
  case id, time, amount, product, region, currency, src, seq, v

  var name: String { String(describing: self) }

  /// The field with this name, which has no escapes; nil for every other name.
  init?(name: UnsafeRawBufferPointer) {
    switch name.count {
    case 1 where name[0] == UInt8(ascii: "v"): self = .v
    case 2 where Self.equal(name, "id"): self = .id
    case 3 where Self.equal(name, "src"): self = .src
    case 3 where Self.equal(name, "seq"): self = .seq
    case 4 where Self.equal(name, "time"): self = .time
    case 6 where Self.equal(name, "amount"): self = .amount
    case 6 where Self.equal(name, "region"): self = .region
    case 7 where Self.equal(name, "product"): self = .product
    case 8 where Self.equal(name, "currency"): self = .currency
    default: return nil
    }
  }

  private static func equal(_ name: UnsafeRawBufferPointer, _ literal: StaticString) -> Bool {
    let letters = UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    for index in 0..<letters.count where name[index] != letters[index] { return false }
    return true
  }
}

/// The position of a field's value in the record.
struct RecordToken {
  enum Kind { case string, number, null, other }

  var kind: Kind = .other
  /// Start of the value; for a string, after the quote.
  var start: Int32 = 0
  var end: Int32 = 0
  /// True for a string without escapes and without bytes beyond ASCII.
  var isPlain = true

  func bytes(in record: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: record[Int(start)..<Int(end)])
  }
}

struct RecordFields {
  private var tokens = InlineArray<9, RecordToken>(repeating: RecordToken())
  private var found: UInt16 = 0
  private(set) var duplicate: RecordField?

  subscript(field: RecordField) -> RecordToken? {
    found & (1 << field.rawValue) == 0 ? nil : tokens[field.rawValue]
  }

  mutating func note(_ token: RecordToken, as field: RecordField) {
    if found & (1 << field.rawValue) != 0 { duplicate = duplicate ?? field }
    found |= 1 << field.rawValue
    tokens[field.rawValue] = token
  }
}
