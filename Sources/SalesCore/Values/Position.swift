/// The position of a record in a log.
package struct Position: Hashable, Comparable, Sendable {
  package var partition: Int32
  package var offset: Int64

  package init(partition: Int32, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.partition, left.offset) < (right.partition, right.offset)
  }
}
