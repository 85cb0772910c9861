package import SalesCore

/// The rollup cells of one level over the spans of a view and of its comparison. Each rollup is replaced whole.
///
/// A value: a copy shares its slices until one of them is replaced.
package struct Cube: Sendable {
  package let level: RollupLevel
  /// Ordered by bucket, then partition.
  private(set) var slices: [CubeSlice] = []
  private(set) var directory = PairDirectory()
  package private(set) var cellCount = 0

  /// A view with more cells is shown in coarser buckets.
  package static let maxCells = 3_000_000

  package init(level: RollupLevel) { self.level = level }

  /// Adds rollups of the cube's level, each in place of the one of the same bucket and partition; others are ignored.
  /// Where the caller passes ownership, the cells of each rollup are freed as they are taken over, since a long view
  /// would not fit twice.
  package mutating func replace(with rollups: consuming [Rollup]) {
    // A few, as a live poll brings, are inserted; many are merged in one go.
    if rollups.count <= 32 {
      for rollup in rollups where rollup.level == level { put(slice(of: rollup)) }
      return
    }
    var incoming: [CubeSlice] = []
    incoming.reserveCapacity(rollups.count)
    for index in rollups.indices where rollups[index].level == level {
      incoming.append(slice(of: rollups[index]))
      rollups[index].cells = []
    }
    merge(incoming)
  }

  /// Replaces everything in the range by these rollups.
  package mutating func replace(in range: Range<Timestamp>, with rollups: [Rollup]) {
    let old = indices(of: range)
    cellCount -= slices[old].reduce(0) { $0 + $1.cells.count }
    slices.removeSubrange(old)
    replace(with: rollups.filter { range.contains($0.bucket) })
  }

  package mutating func drop(before time: Timestamp) {
    replace(in: .distantPast..<max(time, .distantPast), with: [])
  }

  /// Indices of the slices whose buckets begin in the range.
  func indices(of range: Range<Timestamp>) -> Range<Int> {
    let start = index(of: range.lowerBound)
    return start..<max(start, index(of: range.upperBound))
  }

  private func index(of time: Timestamp) -> Int { slices.partitioningIndex { $0.bucket >= time } }

  private mutating func slice(of rollup: Rollup) -> CubeSlice {
    var cells = ContiguousArray<CubeCell>()
    cells.reserveCapacity(rollup.cells.count)
    var last = UInt32.max - 1
    for cell in rollup.cells {
      last = directory.index(region: cell.region, product: cell.product, after: last)
      cells.append(
        CubeCell(
          revenue: cell.revenue, pair: last, sales: UInt32(clamping: cell.sales),
          refunds: UInt32(clamping: cell.refunds)))
    }
    return CubeSlice(bucket: rollup.bucket, partition: rollup.partition, cells: cells)
  }

  private mutating func put(_ slice: CubeSlice) {
    cellCount += slice.cells.count
    let index = slices.partitioningIndex { !$0.precedes(slice) }
    if index < slices.count, slices[index].isSame(as: slice) {
      cellCount -= slices[index].cells.count
      slices[index] = slice
    } else {
      slices.insert(slice, at: index)
    }
  }

  private mutating func merge(_ incoming: [CubeSlice]) {
    // The sort is stable, so of equal slices the newest comes last and stays.
    let sorted = (slices + incoming).sorted { $0.precedes($1) }
    var merged: [CubeSlice] = []
    merged.reserveCapacity(sorted.count)
    for slice in sorted {
      if let last = merged.last, last.isSame(as: slice) {
        merged[merged.count - 1] = slice
      } else {
        merged.append(slice)
      }
    }
    slices = merged
    cellCount = merged.reduce(0) { $0 + $1.cells.count }
  }
}
