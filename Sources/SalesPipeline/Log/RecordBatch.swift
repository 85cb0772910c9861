package import SalesCore

/// Records read from one partition, in order of offset, their bytes in one array.
package struct RecordBatch: Sendable {
  /// A batch with this many bytes is full, however few its records are.
  package static let mostBytes = 16 << 20

  package let partition: Int32
  package private(set) var offsets: [Int64] = []
  /// Time of each record: of its append, by the log's clock, unless it is the producer's word.
  package private(set) var appended: [Timestamp] = []
  /// True where that is the producer's word, which may be any time.
  package private(set) var isProducersTime: [Bool] = []
  package private(set) var records = RecordBuffer()
  private var passed: Int64?

  package init(partition: Int32) { self.partition = partition }

  package var count: Int { offsets.count }
  package var isEmpty: Bool { offsets.isEmpty }

  /// The batch ended because it was full; there may be more to read.
  package func isFull(_ limit: Int) -> Bool {
    count >= limit || records.bytes.count >= Self.mostBytes
  }

  package mutating func append(
    offset: Int64, appended time: Timestamp, isProducersTime: Bool = false, bytes: UnsafeRawBufferPointer
  ) {
    offsets.append(offset)
    appended.append(time)
    self.isProducersTime.append(isProducersTime)
    records.append { $0.append(contentsOf: bytes) }
    passed = nil
  }

  /// Notes that the log has no records from the last one up to `offset`, and never will: those offsets are no records.
  package mutating func pass(to offset: Int64) { passed = offset }

  /// The offset to read from next; nil where nothing was read.
  package var next: Int64? { passed ?? offsets.last.map { $0 + 1 } }

  package func bytes(of index: Int) -> ArraySlice<UInt8> { records.bytes[records.range(of: index)] }

  /// A hash of the last record's offset and bytes, to recognise the record by; nil in an empty batch. Stores keep it,
  /// so it must not change.
  package var fingerprint: Int64? {
    guard let offset = offsets.last else { return nil }
    var hash = FNVHash()
    withUnsafeBytes(of: offset.littleEndian) { hash.combine($0) }
    hash.combine(bytes(of: count - 1))
    return Int64(bitPattern: hash.value)
  }
}
