import SalesCore
import SalesPipeline
import Testing
import TextUI

@testable import SalesMongo

@Suite struct GrowingRollupTests {
  private let names = NameDirectory()
  private let key = Rollup.Key(level: .day, bucket: .epoch, partition: 0)

  private func figures(_ offset: Int64, product: String) -> SaleFigures {
    SaleFigures(
      time: .epoch, amount: 10, region: names.id(of: "EMEA"), product: names.id(of: product),
      position: Position(partition: 0, offset: offset))
  }

  @Test("a rollup of long names stops at what a document holds, however it came to be")
  func fullDocument() {
    let other = names.id(of: RollupCells.otherName)
    let tail = String(repeating: "x", count: 1000)
    let sales = (0..<15_000).map { figures(Int64($0), product: "\($0) \(tail)") }
    var growing = GrowingRollup(key, generation: 0)
    var counted = RollupCells()
    for sale in sales {
      growing.add(sale, names: names, other: other)
      counted.add(region: sale.region, product: sale.product, amount: sale.amount, other: other)
    }
    #expect(growing.cells.count < counted.cells.count && growing.cells.last?.region == other)
    #expect(growing.cells.reduce(0) { $0 + $1.sales } == 15_000)
    let size = growing.cells.reduce(0) { $0 + 128 + names.byteCount(of: $1.product) }
    #expect(size > 11 << 20 && size < 13 << 20)
    #expect(GrowingRollup.cut(counted.cells, names: names, other: other) == growing.cells)
    // Stored in between, it goes on as if it had not been.
    var halves = GrowingRollup(key, generation: 0)
    for sale in sales[..<7000] { halves.add(sale, names: names, other: other) }
    if let change = halves.change(generation: 0) { halves = GrowingRollup(change.new, names: names) }
    for sale in sales[7000...] { halves.add(sale, names: names, other: other) }
    #expect(halves.cells == growing.cells)
  }

  @Test("what is counted is not counted again, and what is as stored is not written")
  func through() {
    let other = names.id(of: RollupCells.otherName)
    var growing = GrowingRollup(key, generation: 3)
    #expect(growing.change(generation: 3) == nil)
    growing.add(figures(4, product: "Desk"), names: names, other: other)
    growing.add(figures(4, product: "Desk"), names: names, other: other)
    growing.add(figures(2, product: "Desk"), names: names, other: other)
    #expect(growing.cells.map(\.sales) == [1] && growing.through == 4)
    guard let change = growing.change(generation: 5) else {
      Issue.record("there is something to write")
      return
    }
    #expect(change.loaded == nil && change.new.revision == StoredRollup.Revision(through: 4, generation: 5))
    growing.noteWritten(change)
    #expect(growing.change(generation: 5) == nil)
    growing.add(figures(6, product: "Lamp"), names: names, other: other)
    #expect(growing.change(generation: 2)?.loaded == change.new.revision)
    #expect(growing.change(generation: 2)?.new.generation == 5)
  }
}
