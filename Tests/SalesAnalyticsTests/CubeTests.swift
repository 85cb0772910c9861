import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

@Suite struct CubeTests {
  private func rollup(_ hour: Int64, partition: Int32 = 0, _ cells: [RollupCell]) -> Rollup {
    Rollup(level: .hour, bucket: Timestamp(seconds: hour * 3600), partition: partition, through: 0, cells: cells)
  }

  private func cell(_ region: NameID, _ product: NameID, _ revenue: Int64, sales: Int64 = 1) -> RollupCell {
    RollupCell(region: region, product: product, sales: sales, refunds: 0, revenue: revenue)
  }

  private func revenue(_ cube: Cube, hours: Range<Int64>) -> Int64 {
    cube.sums(in: Timestamp(seconds: hours.lowerBound * 3600)..<Timestamp(seconds: hours.upperBound * 3600))
      .reduce(0) { $0 + $1.revenue }
  }

  @Test("a rollup takes the place of the one of its bucket and partition, and partitions add up")
  func replace() {
    var cube = Cube(level: .hour)
    cube.replace(with: [rollup(1, [cell(0, 1, 100)]), rollup(2, [cell(0, 1, 200), cell(0, 2, 50)])])
    cube.replace(with: [rollup(2, partition: 1, [cell(3, 1, 7)])])
    #expect(revenue(cube, hours: 0..<5) == 357)
    #expect(cube.cellCount == 4)
    cube.replace(with: [rollup(2, [cell(0, 1, 1000)])])
    #expect(revenue(cube, hours: 2..<3) == 1007)
    #expect(revenue(cube, hours: 1..<2) == 100)
    #expect(cube.cellCount == 3)
    cube.replace(with: [rollup(2, [])])
    #expect(revenue(cube, hours: 0..<5) == 107)
  }

  @Test("many rollups at once replace like few, whatever their order")
  func merge() {
    var generator = SeededGenerator(seed: 1)
    var few = Cube(level: .hour)
    var many = Cube(level: .hour)
    for round in 0..<5 {
      let rollups = (0..<60).map { hour in
        rollup(hour, partition: Int32(hour % 3), [cell(NameID(hour % 4), 9, Int64(round * 100) + hour)])
      }.shuffled(using: &generator)
      many.replace(with: rollups)
      for rollup in rollups { few.replace(with: [rollup]) }
      #expect(few.slices.map(\.bucket) == many.slices.map(\.bucket))
      #expect(few.cellCount == 60 && many.cellCount == 60)
      #expect(revenue(many, hours: 10..<40) == (10..<40).reduce(0) { $0 + Int64(round * 100) + $1 })
      #expect(revenue(few, hours: 10..<40) == revenue(many, hours: 10..<40))
    }
  }

  @Test("another level's rollups are ignored")
  func otherLevel() {
    var cube = Cube(level: .minute)
    cube.replace(with: [rollup(1, [cell(0, 1, 100)])])
    #expect(cube.cellCount == 0)
  }

  @Test("a whole range is replaced, and what lies before a time is dropped")
  func range() {
    var cube = Cube(level: .hour)
    cube.replace(with: (0..<10).map { rollup($0, [cell(0, 1, 1)]) })
    cube.replace(in: Timestamp(seconds: 3600)..<Timestamp(seconds: 5 * 3600), with: [rollup(2, [cell(5, 6, 40)])])
    #expect(revenue(cube, hours: 0..<10) == 46)
    #expect(cube.cellCount == 7)
    cube.drop(before: Timestamp(seconds: 8 * 3600))
    #expect(revenue(cube, hours: 0..<10) == 2)
    #expect(cube.cellCount == 2)
  }

  @Test("a copy keeps its figures when the other is replaced")
  func value() {
    var cube = Cube(level: .hour)
    cube.replace(with: [rollup(1, [cell(0, 1, 100)])])
    let copy = cube
    cube.replace(with: [rollup(1, [cell(0, 1, 5)])])
    #expect(revenue(copy, hours: 0..<3) == 100)
    #expect(revenue(cube, hours: 0..<3) == 5)
  }

  @Test("a cell is 24 bytes, and a count beyond its field does not trap")
  func cells() {
    #expect(MemoryLayout<CubeCell>.stride == 24)
    var cube = Cube(level: .hour)
    cube.replace(with: [rollup(1, [cell(0, 1, 1, sales: .max), cell(0, 2, 1, sales: -1)])])
    #expect(cube.sums(in: .distantPast..<Timestamp.distantFuture).map(\.sales) == [Int64(UInt32.max), 0])
  }

  @Test("a pass tells buckets and series apart, and leaves out what the filter does, however cells are ordered")
  func scan() {
    var cube = Cube(level: .hour)
    let cells = [cell(0, 10, 1), cell(1, 10, 20), cell(0, 11, 300), cell(2, 12, 4000)]
    cube.replace(with: (0..<6).map { rollup($0, Int($0) % 2 == 0 ? cells : cells.reversed()) })
    var selection = CubeScan.Selection(isAdmitted: [true, true, true, false])
    for (pair, slots) in [(0, 0), (1, 0), (0, 1)].enumerated() {
      selection.slots[pair] = CubeScan.Slots(region: Int32(slots.0), product: Int32(slots.1))
    }
    (selection.regionSlots, selection.productSlots) = (2, 2)
    // The first bucket's cells share pairs, the last one is empty.
    let edges = [0, 4, 5, 6, 6].map { Timestamp(seconds: $0 * 3600) }
    let scan = CubeScan(cube, edges: edges, selection: selection)
    #expect(scan.buckets.map(\.revenue) == [1284, 321, 321, 0])
    #expect(scan.buckets.map(\.sales) == [12, 3, 3, 0])
    #expect(scan.regionSeries.map(\.revenue) == [1204, 80, 301, 20, 301, 20, 0, 0])
    #expect(scan.productSeries.map(\.revenue) == [84, 1200, 21, 300, 21, 300, 0, 0])
  }
}
