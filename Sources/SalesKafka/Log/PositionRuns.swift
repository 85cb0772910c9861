import SalesCore

/// Joins consecutive positions into ranges.
struct PositionRuns {
  private var open: [Int32: Range<Int64>] = [:]
  private var closed: [Range<Position>] = []

  mutating func add(partition: Int32, offset: Int64) {
    if let run = open[partition] {
      if run.upperBound == offset {
        open[partition] = run.lowerBound..<offset + 1
        return
      }
      close(partition, run)
    }
    open[partition] = offset..<offset + 1
  }

  /// The ranges, sorted by partition and offset.
  mutating func finish() -> [Range<Position>] {
    for (partition, run) in open { close(partition, run) }
    open = [:]
    return closed.sorted { $0.lowerBound < $1.lowerBound }
  }

  private mutating func close(_ partition: Int32, _ run: Range<Int64>) {
    closed.append(
      Position(partition: partition, offset: run.lowerBound)..<Position(partition: partition, offset: run.upperBound))
  }
}
