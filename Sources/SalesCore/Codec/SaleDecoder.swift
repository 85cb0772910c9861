/// Turns a record into a sale, or into the reason why it is not one. The result depends only on the bytes, the log's
/// timestamp and the store's rules.
///
/// It is a value with a small cache of names; give each task its own.
package struct SaleDecoder: Sendable {
  package let rules: SaleRules
  private var names = NameCache()

  package init(rules: SaleRules) { self.rules = rules }

  /// - Parameters:
  ///   - appended: the record's log timestamp, or the time that stands for it; skew is judged by it.
  ///   - position: `topic/partition/offset`, the id of a record that brings none.
  package mutating func decode(
    _ record: UnsafeRawBufferPointer, appended: Timestamp, position: @autoclosure () -> String
  ) throws(SaleProblem) -> Sale {
    guard record.count <= SaleRules.maxRecordBytes else {
      throw SaleProblem(
        .notASale, "the record has \(record.count) bytes; at most \(SaleRules.maxRecordBytes) are taken")
    }
    let fields = try scan(record)
    if let duplicate = fields.duplicate {
      throw SaleProblem(.duplicateField, "`\(duplicate.name)` is given more than once")
    }
    try checkVersion(fields, record)
    // Check that all required fields are present before judging any, so that the most serious problem is reported.
    if fields[.time]?.kind == .number {
      throw SaleProblem(.timeRange, "`time` is a number; epoch seconds or milliseconds are not taken")
    }
    let timeToken = try require(.time, .string, fields)
    let amountToken = try require(.amount, .number, fields)
    let productToken = try require(.product, .string, fields)
    let regionToken = try require(.region, .string, fields)
    try checkCurrency(fields, record)
    let id = try decodeID(fields, record) ?? position()
    return Sale(
      id: id,
      time: try decodeTime(timeToken, record, appended: appended),
      amount: try decodeAmount(amountToken, record),
      product: try decodeName(productToken, .product, record),
      region: try decodeName(regionToken, .region, record),
      source: try optional(.src, .string, fields).map { token throws(SaleProblem) in try text(token, record) },
      sequence: try decodeSequence(fields, record))
  }

  private func scan(_ record: UnsafeRawBufferPointer) throws(SaleProblem) -> RecordFields {
    do {
      return try RecordScanner.scan(record)
    } catch {
      // Wrong encoding looks like bad syntax to the scanner, and is the better reason.
      if let frame = ConfluentFrame(record) {
        throw SaleProblem(
          .notASale, "the record is in Confluent's framing, schema \(frame.schema), which is not read here")
      }
      if error.reason == .notASale, !Self.isUTF8(record) {
        throw SaleProblem(.badEncoding, "the record is not UTF-8")
      }
      throw error
    }
  }

  private static func isUTF8(_ record: UnsafeRawBufferPointer) -> Bool {
    !record.contains(0) && String(validating: record, as: UTF8.self) != nil
  }

  private func require(
    _ field: RecordField, _ kind: RecordToken.Kind, _ fields: RecordFields
  ) throws(SaleProblem) -> RecordToken {
    guard let token = fields[field] else { throw SaleProblem(.missingField, "`\(field.name)` is missing") }
    guard token.kind == kind else {
      throw SaleProblem(.wrongType, "`\(field.name)` must be a \(kind == .string ? "string" : "number")")
    }
    return token
  }

  /// Null counts as absent.
  private func optional(
    _ field: RecordField, _ kind: RecordToken.Kind, _ fields: RecordFields
  ) throws(SaleProblem) -> RecordToken? {
    guard let token = fields[field], token.kind != .null else { return nil }
    return try require(field, kind, fields)
  }

  private func checkVersion(_ fields: RecordFields, _ record: UnsafeRawBufferPointer) throws(SaleProblem) {
    guard let token = try optional(.v, .number, fields) else { return }
    let major = token.bytes(in: record).prefix { $0 != UInt8(ascii: ".") }
    guard major.elementsEqual([UInt8(ascii: "1")]) else {
      throw SaleProblem(
        .unknownVersion, "version \(String(decoding: token.bytes(in: record), as: UTF8.self)) is not known; 1 is")
    }
  }

  private func checkCurrency(_ fields: RecordFields, _ record: UnsafeRawBufferPointer) throws(SaleProblem) {
    guard let token = try optional(.currency, .string, fields) else { return }
    let code = try text(token, record)
    guard code == rules.currency.code else {
      throw SaleProblem(.currency, "currency \(code) is not the store's, \(rules.currency.code)")
    }
  }

  private func decodeID(_ fields: RecordFields, _ record: UnsafeRawBufferPointer) throws(SaleProblem) -> String? {
    guard let token = try optional(.id, .string, fields) else { return nil }
    let id = try text(token, record)
    guard (1...SaleRules.maxIDBytes).contains(id.utf8.count) else {
      throw SaleProblem(.badID, "`id` has \(id.utf8.count) bytes; 1 to \(SaleRules.maxIDBytes) are allowed")
    }
    return id
  }

  private func decodeTime(
    _ token: RecordToken, _ record: UnsafeRawBufferPointer, appended: Timestamp
  ) throws(SaleProblem) -> Timestamp {
    guard let time = try rfc3339(token, record) else {
      throw SaleProblem(.badTime, "`time` must be RFC 3339 with a zone, like 2026-11-21T06:20:48.123Z")
    }
    guard time >= .epoch else { throw SaleProblem(.timeRange, "`time` lies before 1970") }
    guard time <= appended + rules.maxSkew else {
      throw SaleProblem(
        .timeRange, "`time` lies more than \(rules.maxSkew.components.seconds) s ahead of the log's clock")
    }
    return time
  }

  private func rfc3339(_ token: RecordToken, _ record: UnsafeRawBufferPointer) throws(SaleProblem) -> Timestamp? {
    if token.isPlain { return Timestamp(rfc3339: token.bytes(in: record)) }
    var text = try text(token, record)
    return text.withUTF8 { Timestamp(rfc3339: UnsafeRawBufferPointer($0)) }
  }

  private func decodeAmount(_ token: RecordToken, _ record: UnsafeRawBufferPointer) throws(SaleProblem) -> Money {
    do throws(Money.DecimalProblem) {
      let amount = try Money(decimal: token.bytes(in: record), currency: rules.currency)
      guard amount.minorUnits.magnitude <= SaleRules.maxAmount else { throw .range }
      return amount
    } catch {
      switch error {
      case .precision:
        throw SaleProblem(
          .amountPrecision, "`amount` has more than the \(rules.currency.decimals) decimals of \(rules.currency.code)")
      case .range, .notANumber:
        throw SaleProblem(.amountRange, "`amount` is out of range")
      }
    }
  }

  private func decodeSequence(_ fields: RecordFields, _ record: UnsafeRawBufferPointer) throws(SaleProblem) -> Int64? {
    guard let token = try optional(.seq, .number, fields) else { return nil }
    var value: Int64 = 0
    for byte in token.bytes(in: record) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard byte &- 0x30 < 10, !overflow, product <= Int64.max - 9 else {
        throw SaleProblem(.wrongType, "`seq` must be a whole number from 0")
      }
      value = product + Int64(byte &- 0x30)
    }
    return value
  }

  private mutating func decodeName(
    _ token: RecordToken, _ field: RecordField, _ record: UnsafeRawBufferPointer
  ) throws(SaleProblem) -> String {
    let bytes = token.bytes(in: record)
    if token.isPlain, let cached = names.name(of: bytes) { return cached }
    let name = SaleName.normalised(try text(token, record))
    guard (1...SaleRules.maxNameCharacters).contains(name.count) else {
      throw SaleProblem(
        .badName, "`\(field.name)` has \(name.count) characters; 1 to \(SaleRules.maxNameCharacters) are allowed")
    }
    // A character can have any number of marks, so the bytes are limited too.
    guard name.utf8.count <= SaleRules.maxNameBytes else {
      throw SaleProblem(
        .badName, "`\(field.name)` has \(name.utf8.count) bytes; at most \(SaleRules.maxNameBytes) are allowed")
    }
    if token.isPlain { names.keep(name, of: bytes) }
    return name
  }

  private func text(_ token: RecordToken, _ record: UnsafeRawBufferPointer) throws(SaleProblem) -> String {
    let bytes = token.bytes(in: record)
    if token.isPlain { return String(decoding: bytes, as: UTF8.self) }
    guard let text = JSONText.decode(bytes) else {
      throw SaleProblem(.badEncoding, "a string is not valid UTF-8, or has half a surrogate pair or a NUL")
    }
    return text
  }
}
