import Foundation
import SalesCore
import SalesPipeline
import Testing

@testable import SalesMongo

extension SaleDocumentsContract {
  static func sale(
    _ id: String, _ milliseconds: Int64, _ amount: Int64 = 100, region: String = "EMEA", product: String = "Desk",
    at position: Position
  ) -> StoredSale {
    let sale = Sale(
      id: id, time: start + .milliseconds(milliseconds), amount: Money(minorUnits: amount), product: product,
      region: region)
    return StoredSale(sale: sale, position: position)
  }

  /// Two sales every 500 ms; half of the pairs share one instant.
  static func some(_ count: Int) -> [StoredSale] {
    (0..<count).map { index in
      let apart: Int64 = index % 4 == 3 ? 250 : 0
      let position = Position(partition: Int32(index % 2), offset: Int64(index))
      return sale(
        "s\(index)", Int64(index / 2) * 500 + apart, Int64(index) - 3, region: ["EMEA", "NA"][index % 2],
        product: "P\(index % 3)", at: position)
    }
  }

  static let everything = Timestamp.distantPast ..< .distantFuture

  static let names = [
    "$where", "a.b", "'; DROP TABLE", "\"q\"", "2026-11-21", "2026-11-21T10:00:00Z", "2026-11-21 lamp", "12", "true",
    "null",
    "5f0f0f0f0f0f0f0f0f0f0f0f", "caf\u{E9}", "cafe\u{301}", "咖啡机 ☕", "👩‍👩‍👧", "\u{1B}]52;c;x\u{7}", "\u{202E}x",
    "__proto__", "{}", "[1]",
  ]

  static let sales = [
    Self("a sale is stored once an id, and who stored it first stays", storesOnce),
    Self("ids and names are told apart by their bytes, whatever they hold", tellsBytesApart),
    Self("amounts of all sizes come back, and sums wrap", keepsAmounts),
    Self("a range of time is exact to the millisecond, and its sales come in order", cutsRanges),
    Self("pages of sales leave no gap and show nothing twice", pages),
    Self("a filter lets through what it names", filters),
  ]

  @Sendable private static func storesOnce(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    let sales = some(10)
    #expect(try await documents.insert(Array(sales[..<4])) == [])
    var again = sales
    again[2].position.offset = 99
    #expect(try await documents.insert(again) == [0, 1, 2, 3])
    #expect(try await documents.stored(ids: ["s9", "nobody", "s2"]) == [sales[9], nil, sales[2]])
    #expect(try await documents.insert([]) == [])
    #expect(try await documents.stored(ids: []) == [])
  }

  @Sendable private static func tellsBytesApart(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    let sales = names.enumerated().map { index, name in
      sale(name, Int64(index), region: name, product: name, at: Position(partition: 0, offset: Int64(index)))
    }
    #expect(try await documents.insert(sales) == [])
    #expect(try await documents.insert(sales) == Array(sales.indices))
    let found = try await documents.stored(ids: names)
    for (sale, found) in zip(sales, found) {
      #expect(found == sale && found?.sale.id.utf8.elementsEqual(sale.sale.id.utf8) == true)
      #expect(found?.sale.region.utf8.elementsEqual(sale.sale.region.utf8) == true)
    }
    let regions = try await documents.reduce(in: everything, into: [NameID]()) { $0.append($1.region) }
    #expect(regions.map { Array(documents.names.name(of: $0).utf8) } == names.map { Array($0.utf8) })
  }

  @Sendable private static func keepsAmounts(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    let amounts: [Int64] = [.max, .max, .min, 0, -1, 1 << 31, -(1 << 31) - 1, (1 << 53) + 1]
    let sales = amounts.enumerated().map { index, amount in
      sale("s\(index)", Int64(index), amount, at: Position(partition: 3, offset: Int64(index)))
    }
    _ = try await documents.insert(sales)
    #expect(try await documents.stored(ids: sales.map(\.sale.id)) == sales)
    let totals = try await documents.totals(of: 3, before: 8)
    #expect(totals == Totals(sales: 8, refunds: 3, revenue: amounts.reduce(0, &+)))
    #expect(try await documents.totals(of: 3, before: 2) == Totals(sales: 2, refunds: 0, revenue: -2))
    #expect(try await documents.totals(of: 2, before: 2) == .zero)
  }

  @Sendable private static func cutsRanges(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    #expect(try await documents.endsOfSales() == nil)
    let sales = some(41)
    _ = try await documents.insert(sales.reversed())
    for (from, to) in [(0, 10_001), (250, 1250), (251, 1250), (250, 1251), (999, 1000), (1000, 1001), (5000, 5000)]
      as [(Int64, Int64)]
    {
      let range = start + .milliseconds(from)..<start + .milliseconds(to)
      let expected = sales.filter { range.contains($0.sale.time) }.sorted {
        SaleKey(of: $0.sale) < SaleKey(of: $1.sale)
      }
      let figures = try await documents.reduce(in: range, into: [SaleFigures]()) { $0.append($1) }
      #expect(Set(figures.map(\.position)) == Set(expected.map(\.position)) && figures.count == expected.count)
      #expect(figures.map(\.time) == expected.map(\.sale.time))
      #expect(figures.allSatisfy { figure in expected.contains { $0.sale.amount.minorUnits == figure.amount } })
      #expect(try await documents.sales(SalesQuery(range: range, limit: 100, newestFirst: false)) == expected)
      #expect(try await documents.sales(SalesQuery(range: range, limit: 100)) == expected.reversed())
    }
    let ends = try #require(try await documents.endsOfSales())
    #expect(ends.oldest == start && ends.newest == start + .seconds(10))
  }

  @Sendable private static func pages(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    // Many at one instant, whose ids are in order of bytes: "10" < "9" < "Z" < "a" < "é".
    let crowd = ["9", "10", "a", "Z", "é", "zz", "b1", "b10", "b2"].enumerated().map { index, id in
      sale(id, 2100, Int64(index), at: Position(partition: 2, offset: Int64(index)))
    }
    let sales = (some(20) + crowd).sorted { SaleKey(of: $0.sale) < SaleKey(of: $1.sale) }
    _ = try await documents.insert(sales)
    for newestFirst in [true, false] {
      for limit in [1, 2, 5, 28, 29, 30] {
        var query = SalesQuery(range: everything, limit: limit, newestFirst: newestFirst)
        var found: [StoredSale] = []
        while true {
          let page = try await documents.sales(query)
          found += page
          guard let last = page.last, found.count <= sales.count else { break }
          #expect(page.count == min(limit, sales.count - found.count + page.count))
          query.after = SaleKey(of: last.sale)
        }
        #expect(found == (newestFirst ? sales.reversed() : sales))
      }
    }
    #expect(try await documents.sales(SalesQuery(range: everything, limit: 0)).isEmpty)
  }

  @Sendable private static func filters(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    // Filters hold names as sales do, composed: of the twins there is but one.
    let names = names.filter { $0.utf8.elementsEqual($0.precomposedStringWithCanonicalMapping.utf8) }
    let odd = names.enumerated().map { index, name in
      sale("n\(index)", 9000, product: name, at: Position(partition: 2, offset: Int64(index)))
    }
    let sales = some(30) + odd
    _ = try await documents.insert(sales)
    var filters = [SaleFilter](repeating: SaleFilter(), count: 5)
    filters[0].regions = ["NA"]
    filters[1].excludedRegions = ["NA"]
    filters[2].products = ["P1", "P2", "2026-11-21 lamp", "$where"]
    filters[2].excludedProducts = ["P2"]
    filters[3].products = ["nothing"]
    (filters[4].regions, filters[4].excludedProducts) = (["EMEA"], Set(names))
    for filter in filters {
      let expected = sales.filter { filter.admits(region: $0.sale.region, product: $0.sale.product) }
        .sorted { SaleKey(of: $0.sale) < SaleKey(of: $1.sale) }
      let found = try await documents.sales(
        SalesQuery(range: everything, filter: filter, limit: 100, newestFirst: false))
      #expect(found == expected)
    }
  }
}
