package import SalesCore

/// Records read from one partition, in order of offset, in one run of bytes.
package struct RecordBatch: Sendable {
  /// A batch that holds as many bytes takes no more records, however few they are.
  package static let mostBytes = 16 << 20

  package let partition: Int32
  package private(set) var offsets: [Int64] = []
  /// When each record was appended, by the log's clock.
  package private(set) var appended: [Timestamp] = []
  package private(set) var records = RecordBuffer()
  private var passed: Int64?

  package init(partition: Int32) {
    self.partition = partition
  }

  package var count: Int { offsets.count }
  package var isEmpty: Bool { offsets.isEmpty }

  /// It ends where it does because it was full, and not because that is all there is.
  package func isFull(_ limit: Int) -> Bool {
    count >= limit || records.bytes.count >= Self.mostBytes
  }

  package mutating func append(offset: Int64, appended time: Timestamp, bytes: UnsafeRawBufferPointer) {
    offsets.append(offset)
    appended.append(time)
    records.append { $0.append(contentsOf: bytes) }
    passed = nil
  }

  /// Between the last record and `offset` the log has none, and none will come: it ends there with what is no record.
  package mutating func pass(to offset: Int64) { passed = offset }

  /// The offset to read from next; nil where nothing was read.
  package var next: Int64? { passed ?? offsets.last.map { $0 + 1 } }

  package func bytes(of index: Int) -> ArraySlice<UInt8> {
    records.bytes[records.range(of: index)]
  }

  /// A hash of the last record's offset and bytes, to recognise the record by; nil in an empty batch. Stores keep it, so it must
  /// not change.
  package var fingerprint: Int64? {
    guard let offset = offsets.last else { return nil }
    var hash = FNVHash()
    withUnsafeBytes(of: offset.littleEndian) { hash.combine($0) }
    hash.combine(bytes(of: count - 1))
    return Int64(bitPattern: hash.value)
  }
}
