package import SalesCore

/// The cells of a rollup to which sales are being added: one a pair of region and product, at most `mostCells`.
package struct RollupCells: Sendable {
  /// Sales of a new region and product beyond this many cells count under `(other)`.
  package static let mostCells = 20_000
  package static let otherName = "(other)"
  /// Up to this many cells a linear search is faster than a hash.
  private static let mostUnindexed = 12

  package private(set) var cells: [RollupCell]
  package var through: Int64
  private var index: [UInt64: Int32] = [:]

  package init(cells: [RollupCell] = [], through: Int64 = -1) {
    self.cells = cells
    self.through = through
    if cells.count > Self.mostUnindexed { makeIndex() }
  }

  /// Counts one sale. `other` is the id of `(other)`; a pair without a cell goes there once there are `mostCells`, or
  /// where `isFull`.
  package mutating func add(region: NameID, product: NameID, amount: Int64, other: NameID, isFull: Bool = false) {
    var position = find(region, product)
    if position == nil, isFull || cells.count >= Self.mostCells {
      position = find(other, other) ?? append(other, other)
    }
    let cell = position ?? append(region, product)
    cells[cell].sales &+= 1
    if amount < 0 { cells[cell].refunds &+= 1 }
    // Wraps on overflow: absurd amounts give an absurd sum, but the same one in any order, and nobody's sale is lost.
    cells[cell].revenue &+= amount
  }

  private func find(_ region: NameID, _ product: NameID) -> Int? {
    if cells.count <= Self.mostUnindexed {
      return cells.firstIndex { $0.product == product && $0.region == region }
    }
    return index[Self.key(region, product)].map(Int.init)
  }

  private mutating func append(_ region: NameID, _ product: NameID) -> Int {
    cells.append(RollupCell(region: region, product: product, sales: 0, refunds: 0, revenue: 0))
    if cells.count == Self.mostUnindexed + 1 {
      makeIndex()
    } else if cells.count > Self.mostUnindexed {
      index[Self.key(region, product)] = Int32(cells.count - 1)
    }
    return cells.count - 1
  }

  private mutating func makeIndex() {
    index.reserveCapacity(cells.count * 2)
    for (position, cell) in cells.enumerated() {
      index[Self.key(cell.region, cell.product)] = Int32(position)
    }
  }

  private static func key(_ region: NameID, _ product: NameID) -> UInt64 {
    UInt64(UInt32(bitPattern: region)) << 32 | UInt64(UInt32(bitPattern: product))
  }
}
