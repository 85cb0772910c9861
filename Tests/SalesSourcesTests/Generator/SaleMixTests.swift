import SalesCore
import SalesPipeline
import Testing

@testable import SalesSources

/// Bounds are many standard deviations wide, and the seed is fixed: these say that the mix is sane, not that it is lucky.
@Suite struct SaleMixTests {
  static let count: Int64 = 100_000

  static func sales() throws -> (Catalog, [Sale]) {
    let generator = try GeneratorTests.generator()
    let schedule = generator.schedule(first: 0, start: GeneratorTests.start, rate: try Rate("50"))
    return (generator.catalog, (0..<count).map { generator.sale($0, on: schedule) })
  }

  @Test("regions sell by weight")
  func regions() throws {
    let (catalog, sales) = try Self.sales()
    let counts = Dictionary(grouping: sales, by: \.region).mapValues { Double($0.count) / Double(Self.count) }
    let total = catalog.regions.map(\.weight).reduce(0, +)
    for region in catalog.regions {
      #expect(abs(counts[region.name, default: 0] - region.weight / total) < 0.01)
    }
  }

  @Test("products sell by popularity, give or take what regions make of them")
  func products() throws {
    let (catalog, sales) = try Self.sales()
    let counts = Dictionary(grouping: sales, by: \.product).mapValues { Double($0.count) / Double(Self.count) }
    let total = catalog.products.map(\.popularity).reduce(0, +)
    for product in catalog.products {
      let share = product.popularity / total
      #expect((share * 0.6...share * 1.5).contains(counts[product.name, default: 0]))
    }
    #expect(counts.max { $0.value < $1.value }?.key == "Espresso Pro")
  }

  @Test("one to two of a hundred sales are refunds, at prices that were asked")
  func refunds() throws {
    let (catalog, sales) = try Self.sales()
    let refunds = sales.filter(\.isRefund)
    #expect((0.01...0.02).contains(Double(refunds.count) / Double(Self.count)))
    let asked = Set(sales.filter { !$0.isRefund }.map { "\($0.product) \($0.amount.minorUnits)" })
    #expect(refunds.allSatisfy { asked.contains("\($0.product) \(-$0.amount.minorUnits)") })
    let list = Dictionary(uniqueKeysWithValues: catalog.products.map { ($0.name, $0.price.minorUnits) })
    for sale in sales {
      let ratio = Double(abs(sale.amount.minorUnits)) / Double(list[sale.product] ?? 0)
      #expect((0.75...3.3).contains(ratio))
    }
  }

  @Test("an alias table picks by weight, even where one weight is all or nothing")
  func alias() {
    let table = AliasTable(weights: [1, 0, 3, 0, 4])
    var counts = [0, 0, 0, 0, 0]
    let hash = CounterHash(seed: 1, stream: 1)
    for n in Int64(0)..<80_000 { counts[table.pick(UInt32(truncatingIfNeeded: hash.bits(n)))] += 1 }
    #expect(counts[1] + counts[3] == 0)
    #expect(abs(counts[0] - 10_000) < 600)
    #expect(abs(counts[2] - 30_000) < 900)
    #expect(AliasTable(weights: [5]).pick(.max) == 0)
  }
}
