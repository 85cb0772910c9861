import SalesCore
import TestSupport
import Testing

@testable import SalesAnalytics

@Suite struct PivotFiguresTests {
  let now = Timestamp(milliseconds: 1_795_271_527_000)  // 2026-11-21T14:32:07Z

  private func figures(_ sales: [Sale], _ filter: SaleFilter = SaleFilter()) async throws -> Figures {
    let reader = MemoryReader()
    reader.add(sales)
    var query = FigureQuery(period: .last(1, .hour), filter: filter)
    query.parts = .pivot
    return try await QueryEngine(reader: reader).figures(for: query, now: now)
  }

  private func sale(_ index: Int, _ amount: Int, _ region: String, _ product: String) -> Sale {
    Sale(
      id: "\(index)", time: now - .seconds(Int64(index % 7000)), amount: Money(minorUnits: Int64(amount)),
      product: product, region: region)
  }

  @Test("each cell equals a count of its sales, in the order of the lists", arguments: [true, false])
  func naive(isFiltered: Bool) async throws {
    var generator = SeededGenerator(seed: 2)
    let sales = RandomSales.make(400, in: now - .hours(2)..<now, using: &generator)
    var filter = SaleFilter()
    if isFiltered { (filter.excludedRegions, filter.products) = (["NA"], ["Desk Lamp", "Gift card"]) }
    let figures = try await figures(sales, filter)
    let pivot = try #require(figures.pivot)
    #expect(pivot.regions == figures.regions.filter { $0.totals.sales > 0 }.map(\.name))
    #expect(pivot.products == figures.products.filter { $0.totals.sales > 0 }.map(\.name))
    #expect(pivot.otherRegions == 0 && pivot.otherProducts == 0)
    for (region, row) in zip(pivot.regions, pivot.cells) {
      for (product, cell) in zip(pivot.products, row) {
        var one = SaleFilter()
        (one.regions, one.products) = ([region], [product])
        #expect(cell == NaiveFigures(sales: sales, filter: one).total(figures.range))
      }
    }
  }

  @Test("the largest have rows and columns of their own, the others a last one, and all adds up")
  func others() async throws {
    let sales = (0..<9000).map { index in
      sale(index, 100 + index % 70 * 50 + index % 130, "R\(index % 70)", "P\(index % 130)")
    }
    let figures = try await figures(sales)
    let pivot = try #require(figures.pivot)
    #expect(pivot.regions == figures.regions.prefix(60).map(\.name))
    #expect(pivot.products == figures.products.prefix(100).map(\.name))
    #expect(pivot.otherRegions == 10 && pivot.otherProducts == 30)
    #expect(pivot.cells.count == 61 && pivot.cells.allSatisfy { $0.count == 101 })
    #expect(pivot.cells.joined().reduce(.zero, +) == figures.total)
    #expect(pivot.cells[3].reduce(.zero, +) == figures.regions[3].totals)
    #expect(
      pivot.cells[60].reduce(.zero, +) == figures.regions.dropFirst(60).reduce(.zero) { $0 + $1.totals })
    #expect(
      pivot.cells.reduce(.zero) { $0 + $1[100] } == figures.products.dropFirst(100).reduce(.zero) { $0 + $1.totals })
  }

  @Test("what only the comparison sold has no row, and an empty store no cell")
  func empty() async throws {
    let figures = try await figures([sale(10, 5, "EMEA", "A"), sale(5000, 5, "NA", "B")])
    #expect(figures.regions.count == 2)
    #expect(figures.pivot == PivotFigures(regions: ["EMEA"], products: ["A"], cells: [[Totals(sales: 1, revenue: 5)]]))
    #expect(try await self.figures([]).pivot == PivotFigures(regions: [], products: [], cells: []))
  }
}
