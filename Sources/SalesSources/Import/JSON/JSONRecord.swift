import SalesCore

/// Reads single records, such as those of a topic, by the same rules as a file's.
///
///     var record = try JSONRecord(["created_at", "total"], each: nil)
///     try record.rows(of: bytes) { row in row.withCell(0) { time in read(time) } }
struct JSONRecord {
  private var scanner: JSONScanner
  private var empty: JSONScanner
  private let looksForCurrencies: Bool

  /// Throws `ImportProblem` where a column or `each` is no path. With `looksForCurrencies` rows have a `namedCurrency`.
  init(_ columns: [String], each: String? = nil, looksForCurrencies: Bool = false) throws(ImportProblem) {
    self.looksForCurrencies = looksForCurrencies
    scanner = try JSONScanner(each: each, unfoldsDocument: false)
    try scanner.select(columns)
    empty = scanner
  }

  /// Those of all records so far that had no row.
  private(set) var counts = RowCounts()

  /// Calls `body` for each row: none for a record that says that something was deleted, and for an empty one. Throws
  /// where the record, or one of its rows, cannot be read; `body` may have had rows of it before.
  mutating func rows<Failure: Error>(
    of record: UnsafeRawBufferPointer, _ body: (JSONScanner) throws(Failure) -> Void
  ) throws {
    guard !record.isEmpty else {
      counts.deleted += 1
      return
    }
    guard record.count <= SaleRules.maxRecordBytes else {
      throw SaleProblem(.notASale, "is longer than \(SaleRules.maxRecordBytes) bytes")
    }
    scanner = empty
    scanner.input = InputBuffer(whole: Array(try Self.json(record)))
    if looksForCurrencies {
      try scanner.lookForCurrencies()
      empty.keepCurrencies(of: scanner)
    }
    while true {
      switch scanner.next() {
      case .row: try body(scanner)
      case .problem(_, let message): throw SaleProblem(.notASale, message)
      case .needsInput, .end:
        counts.deleted += scanner.counts.deleted
        counts.withoutItems += scanner.counts.withoutItems
        return
      }
    }
  }

  /// The object of a record without its frame; nil for any other record.
  static func object(in record: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard let content = try? json(record), content.first(where: { $0 > 0x20 }) == .openingBrace, isObject(content)
    else { return nil }
    return content
  }

  /// The record without a byte order mark or a frame.
  private static func json(_ record: UnsafeRawBufferPointer) throws(SaleProblem) -> UnsafeRawBufferPointer {
    if record.starts(with: [0xEF, 0xBB, 0xBF]) { return UnsafeRawBufferPointer(rebasing: record.dropFirst(3)) }
    guard let frame = ConfluentFrame(record) else { return record }
    let content = UnsafeRawBufferPointer(rebasing: record.dropFirst(ConfluentFrame.byteCount))
    if content.first(where: { $0 > 0x20 }) == .openingBrace, isObject(content) { return content }
    throw SaleProblem(.notASale, "is in Confluent's framing, schema \(frame.schema), Avro or Protobuf: not read here")
  }

  private static func isObject(_ content: UnsafeRawBufferPointer) -> Bool {
    var cursor = JSONCursor(content, from: 0, limit: content.count)
    cursor.skipSpace()
    return (try? cursor.skipValue(depth: 0)) != nil
  }
}
