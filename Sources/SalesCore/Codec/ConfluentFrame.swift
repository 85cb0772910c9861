/// The bytes that Confluent's serialisers put before a record: a zero and the number of a schema, in four bytes.
///
///     ConfluentFrame([0, 0, 0, 0, 7, …])?.schema  // 7
package struct ConfluentFrame: Hashable, Sendable {
  package static let byteCount = 5

  package let schema: UInt32

  /// Nil where the record does not begin with one.
  package init?(_ record: UnsafeRawBufferPointer) {
    guard record.count >= Self.byteCount, record[0] == 0 else { return nil }
    schema = record[1..<Self.byteCount].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
