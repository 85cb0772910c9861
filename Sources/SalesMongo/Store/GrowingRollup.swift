import SalesCore
import SalesPipeline

/// A stored rollup and the sales added to it since.
///
/// A document of MongoDB holds 16 MiB at most, so a rollup makes no new cells once its names and numbers have grown
/// near that: they count under `(other)`. That depends on its content alone, so every recount has the same result.
struct GrowingRollup: Sendable {
  static let fullSize = 12 << 20
  /// Bytes of a cell's numbers and field names.
  private static let cellSize = 128

  private let key: Rollup.Key
  private var counted: RollupCells
  private var generation: Int64
  private var size: Int
  /// Nil where the rollup is not stored yet.
  private var stored: StoredRollup.Revision?

  /// One that is not stored yet.
  init(_ key: Rollup.Key, generation: Int64) {
    self.key = key
    self.generation = generation
    counted = RollupCells()
    size = 0
  }

  init(_ stored: StoredRollup, names: NameDirectory) {
    key = stored.rollup.key
    counted = RollupCells(cells: stored.rollup.cells, through: stored.rollup.through)
    generation = stored.generation
    let names = names.names
    size = stored.rollup.cells.reduce(0) { $0 + Self.size($1, names) }
    self.stored = stored.revision
  }

  private static func size(_ cell: RollupCell, _ names: [String]) -> Int {
    cellSize + names[Int(cell.region)].utf8.count + names[Int(cell.product)].utf8.count
  }

  var cells: [RollupCell] { counted.cells }
  /// -1 before any sale is counted.
  var through: Int64 { counted.through }

  /// Counts a sale unless it is counted already. Sales come in order of offset.
  mutating func add(_ sale: SaleFigures, names: NameDirectory, other: NameID) {
    guard sale.position.offset > counted.through else { return }
    let count = counted.cells.count
    counted.add(
      region: sale.region, product: sale.product, amount: sale.amount, other: other, isFull: size >= Self.fullSize)
    counted.through = sale.position.offset
    guard counted.cells.count > count, let cell = counted.cells.last else { return }
    size += Self.cellSize + names.byteCount(of: cell.region) + names.byteCount(of: cell.product)
  }

  /// The change to write; nil without one.
  func change(generation known: Int64) -> RollupChange? {
    guard counted.through > stored?.through ?? -1 else { return nil }
    let rollup = Rollup(
      level: key.level, bucket: key.bucket, partition: key.partition, through: counted.through,
      cells: counted.cells)
    return RollupChange(new: StoredRollup(rollup: rollup, generation: max(generation, known)), loaded: stored)
  }

  mutating func noteWritten(_ change: RollupChange) {
    generation = change.new.generation
    stored = change.new.revision
  }

  /// Cells counted elsewhere, in order of first appearance, cut down to what one document holds.
  static func cut(_ cells: [RollupCell], names: NameDirectory, other: NameID) -> [RollupCell] {
    let known = names.names
    var size = 0
    var fitting = 0
    while fitting < cells.count, size < fullSize {
      size += Self.size(cells[fitting], known)
      fitting += 1
    }
    guard fitting < cells.count else { return cells }
    var cut = Array(cells[..<fitting])
    let rest = cells[fitting...].reduce(
      into: RollupCell(region: other, product: other, sales: 0, refunds: 0, revenue: 0)
    ) { sum, cell in
      sum.sales &+= cell.sales
      sum.refunds &+= cell.refunds
      sum.revenue &+= cell.revenue
    }
    guard let index = cut.firstIndex(where: { $0.region == other && $0.product == other }) else { return cut + [rest] }
    cut[index].sales &+= rest.sales
    cut[index].refunds &+= rest.refunds
    cut[index].revenue &+= rest.revenue
    return cut
  }
}
