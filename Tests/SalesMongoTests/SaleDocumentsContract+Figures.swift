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

  /// One sale every 250 ms; two of them at one instant.
  static func some(_ count: Int) -> [StoredSale] {
    (0..<count).map { index in
      sale(
        "s\(index)", Int64(index / 2) * 500 + (index % 2 == 0 ? 0 : 250 * Int64(index % 4 / 2)), Int64(index) - 3,
        region: ["EMEA", "NA"][index % 2], product: "P\(index % 3)",
        at: Position(partition: Int32(index % 2), offset: Int64(index)))
    }
  }

  static let everything = Timestamp.distantPast ..< .distantFuture

  static let names = [
    "$where", "a.b", "'; DROP TABLE", "\"q\"", "2026-11-21", "2026-11-21T10:00:00Z", "2026-11-21 lamp", "12", "true", "null",
    "5f0f0f0f0f0f0f0f0f0f0f0f", "caf\u{E9}", "cafe\u{301}", "咖啡机 ☕", "👩‍👩‍👧", "\u{1B}]52;c;x\u{7}", "\u{202E}x", "__proto__", "{}", "[1]",
  ]

  static let sales = [
    Self("a sale is stored once an id, and who stored it first stays") { documents in
      _ = try await made(documents)
      let sales = some(10)
      #expect(try await documents.insert(Array(sales[..<4])) == [])
      var again = sales
      again[2].position.offset = 99
      #expect(try await documents.insert(again) == [0, 1, 2, 3])
      #expect(try await documents.stored(ids: ["s9", "nobody", "s2"]) == [sales[9], nil, sales[2]])
      #expect(try await documents.insert([]) == [])
      #expect(try await documents.stored(ids: []) == [])
    },
    Self("ids and names are told apart by their bytes, whatever they hold") { documents in
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
    },
    Self("amounts of all sizes come back, and sums wrap") { documents in
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
    },
    Self("a range of time is exact to the millisecond, and its sales come in order") { documents in
      _ = try await made(documents)
      #expect(try await documents.endsOfSales() == nil)
      let sales = some(41)
      _ = try await documents.insert(sales.reversed())
      for (from, to) in [(0, 10_001), (250, 1250), (251, 1250), (250, 1251), (999, 1000), (1000, 1001), (5000, 5000)] as [(Int64, Int64)] {
        let range = start + .milliseconds(from)..<start + .milliseconds(to)
        let expected = sales.filter { range.contains($0.sale.time) }.sorted { SalePlace(of: $0.sale) < SalePlace(of: $1.sale) }
        let figures = try await documents.reduce(in: range, into: [SaleFigures]()) { $0.append($1) }
        #expect(Set(figures.map(\.position)) == Set(expected.map(\.position)) && figures.count == expected.count)
        #expect(figures.map(\.time) == expected.map(\.sale.time))
        #expect(figures.allSatisfy { figure in expected.contains { $0.sale.amount.minorUnits == figure.amount } })
        #expect(try await documents.sales(SalesQuery(range: range, limit: 100, newestFirst: false)) == expected)
        #expect(try await documents.sales(SalesQuery(range: range, limit: 100)) == expected.reversed())
      }
      let ends = try #require(try await documents.endsOfSales())
      #expect(ends.oldest == start && ends.newest == start + .seconds(10))
    },
    Self("pages of sales leave no gap and show nothing twice", pages),
    Self("a filter lets through what it names", filters),
  ]

  @Sendable private static func pages(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    // Many at one instant, whose ids are in order of bytes: "10" < "9" < "Z" < "a" < "é".
    let crowd = ["9", "10", "a", "Z", "é", "zz", "b1", "b10", "b2"].enumerated().map { index, id in
      sale(id, 2100, Int64(index), at: Position(partition: 2, offset: Int64(index)))
    }
    let sales = (some(20) + crowd).sorted { SalePlace(of: $0.sale) < SalePlace(of: $1.sale) }
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
          query.after = SalePlace(of: last.sale)
        }
        #expect(found == (newestFirst ? sales.reversed() : sales))
      }
    }
    #expect(try await documents.sales(SalesQuery(range: everything, limit: 0)).isEmpty)
  }

  @Sendable private static func filters(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
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
        .sorted { SalePlace(of: $0.sale) < SalePlace(of: $1.sale) }
      let found = try await documents.sales(
        SalesQuery(range: everything, filter: filter, limit: 100, newestFirst: false))
      #expect(found == expected)
    }
  }

  // MARK: rollups

  static func rollup(
    _ bucket: Timestamp, _ partition: Int32 = 0, through: Int64, generation: Int64 = 0, level: RollupLevel = .minute,
    cells: [RollupCell] = []
  ) -> StoredRollup {
    StoredRollup(
      rollup: Rollup(level: level, bucket: bucket, partition: partition, through: through, cells: cells),
      generation: generation)
  }

  static func new(_ rollup: StoredRollup) -> RollupChange { RollupChange(new: rollup, loaded: nil) }

  static let rollups = [
    Self("rollups come back whole, with names and numbers of all sorts") { documents in
      let ids = names.map(documents.names.id(of:))
      let cells = ids.enumerated().map { index, id in
        RollupCell(
          region: id, product: ids[(index + 1) % ids.count], sales: 1 << 40, refunds: Int64(index),
          revenue: [Int64.min, .max, 0, -1, 5][index % 5])
      }
      let stored = rollup(start, through: 1 << 50, generation: 3, cells: cells)
      #expect(try await documents.write([new(stored)]))
      #expect(try await documents.rollups([stored.rollup.key]) == [stored])
    },
    Self("a rollup is written only over the revision that was loaded") { documents in
      let first = rollup(start, through: 5)
      let other = rollup(start, 1, through: 2, generation: 1)
      #expect(try await documents.write([new(first), new(other)]))
      #expect(try await documents.write([new(first)]) == false)
      let next = rollup(start, through: 9)
      let wrong: [StoredRollup.Revision] = [.init(through: 4, generation: 0), .init(through: 5, generation: 1)]
      for revision in wrong {
        #expect(try await documents.write([RollupChange(new: next, loaded: revision)]) == false)
      }
      // Of several, those that can be are written.
      let third = rollup(start + .minutes(1), through: 1)
      let both = [
        RollupChange(new: rollup(start, 1, through: 8), loaded: wrong[0]),
        RollupChange(new: next, loaded: first.revision), new(third),
      ]
      #expect(try await documents.write(both) == false)
      let missing = Rollup.Key(level: .second, bucket: start, partition: 0)
      let keys = [third.rollup.key, missing, first.rollup.key, other.rollup.key]
      #expect(try await documents.rollups(keys) == [third, nil, next, other])
      #expect(try await documents.rollups([]).isEmpty)
      #expect(try await documents.write([]))
      let gone = rollup(start + .minutes(2), through: 4)
      #expect(try await documents.write([RollupChange(new: gone, loaded: .init(through: 1, generation: 0))]) == false)
      #expect(try await documents.rollups([gone.rollup.key]) == [nil])
    },
    Self("a span holds its level's buckets, in order, and can leave out what has not changed") { documents in
      let minutes = (0..<3).flatMap { minute in
        (0..<2).map { rollup(start + .minutes(minute), Int32($0), through: minute * 10 + Int64($0)) }
      }
      let others = [rollup(start, through: 1, level: .second), rollup(start, through: 90, level: .hour)]
      #expect(try await documents.write((others + minutes.reversed()).map(new)))
      let span = RollupSpan(level: .minute, range: start..<start + .minutes(2))
      #expect(try await documents.rollups(span, changed: nil) == Array(minutes[..<4]))
      #expect(try await documents.rollups(RollupSpan(level: .minute, range: everything), changed: nil) == minutes)
      #expect(try await documents.rollups(span, changed: [0: 10, 1: 12]) == [minutes[2]])
      #expect(try await documents.rollups(span, changed: [1: 1]) == [minutes[1], minutes[3]])
      #expect(try await documents.rollups(span, changed: [:]).isEmpty)
    },
    Self("rollups are forgotten up to a bucket, and deleted where nobody has written them since") { documents in
      let minutes = (0..<4).map { rollup(start + .minutes($0), through: $0) }
      let hour = rollup(start, through: 1, level: .hour)
      #expect(try await documents.write((minutes + [hour]).map(new)))
      try await documents.deleteRollups(.minute, before: start + .minutes(2))
      let all = RollupSpan(level: .minute, range: everything)
      #expect(try await documents.rollups(all, changed: nil) == Array(minutes[2...]))
      #expect(try await documents.rollups([hour.rollup.key]) == [hour])
      let stale = StoredRollup.Revision(through: 7, generation: 0)
      let wanted = [minutes[2].rollup.key: stale, minutes[3].rollup.key: minutes[3].revision]
      #expect(try await documents.deleteRollups(wanted) == false)
      #expect(try await documents.rollups(all, changed: nil) == [minutes[2]])
      #expect(try await documents.deleteRollups([minutes[2].rollup.key: minutes[2].revision]))
      #expect(try await documents.rollups(all, changed: nil).isEmpty)
    },
  ]
}
