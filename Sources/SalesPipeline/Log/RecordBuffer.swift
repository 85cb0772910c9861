/// Records to append, in one run of bytes: encoding a sale costs no allocation.
package struct RecordBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// End of each record in `bytes`.
  package private(set) var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }
  package var isEmpty: Bool { ends.isEmpty }

  /// Lets `write` append one record's bytes.
  package mutating func append(_ write: (inout [UInt8]) -> Void) {
    write(&bytes)
    ends.append(bytes.count)
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// The byte range of record `index`.
  package func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
