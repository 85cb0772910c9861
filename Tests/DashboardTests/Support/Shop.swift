import SalesAnalytics
import SalesCore

@testable import Dashboard

/// A made-up shop: what it sold in any bucket follows from the bucket, the region and the product alone.
struct Shop {
  var regions = ["EMEA", "NA", "APAC", "LATAM"]
  var products: [String] =
    ["Espresso Pro", "Desk Lamp", "Trail Boots", "Wireless Buds", "Running Shoes"]
    + (6...40).map { "Product \($0)" }
  var state: StoreState = Shop.live
  /// Buckets sold in; nil is all up to `asOf`.
  var isEmpty = false
  /// The most regions and products with a row or column of their own in the pivot.
  var pivotSize = 12
  /// Sales that came after those that were there first.
  var newSales = 0

  /// Quick to count.
  static let small = Shop(regions: ["EMEA", "NA"], products: ["Espresso Pro", "Desk Lamp", "Trail Boots"])

  /// 2026-11-21T14:32:07Z, a Saturday.
  static let now = Timestamp(milliseconds: 1_795_271_527_000)

  static func state(_ change: (inout StoreState) -> Void) -> StoreState {
    var state = live
    change(&state)
    return state
  }

  static let live: StoreState = {
    var totals = RunningTotals()
    totals.sales = 1_234_560
    totals.revenueMinor = 4_938_240_000
    totals.duplicates = 12_346
    totals.deadLetters = 1_235
    totals.late = 11_890
    return StoreState(
      checkpoints: [Checkpoint(partition: 0, epoch: 1, next: 1_248_141, totals: totals, newestSale: now)],
      heartbeat: Heartbeat(
        time: now - .seconds(1), logEnd: [0: 1_248_144], storedPerSecond: 12, latencyP50: 210, latencyP99: 640,
        watermark: now - .seconds(30)),
      oldestSale: now - .days(30), newestSale: now)
  }()

  func figures(_ query: FigureQuery, now: Timestamp = Shop.now, calendar: ReportingCalendar = .utc) -> Figures {
    let range = query.period.range(now: now, calendar: calendar, all: state.oldestSale.map { $0..<now })
    let bucket = query.bucket ?? .fitting(range, atMost: query.columns)
    let edges = bucket.edges(covering: range, calendar: calendar)
    var figures = Figures(
      query: query, asOf: now, range: edges[0]..<edges[edges.count - 1], bucket: bucket, edges: edges)
    figures.partial = edges.dropLast().indices.first { edges[$0] <= now && now < edges[$0 + 1] }
    figures.state = state
    if !isEmpty { fill(&figures) }
    return figures
  }

  private func fill(_ figures: inout Figures) {
    let filter = figures.query.filter
    let hasBefore = figures.query.comparison != .none
    let none = [Totals](repeating: .zero, count: figures.buckets.count)
    figures.previous = hasBefore ? none : nil
    figures.previousTotal = hasBefore ? .zero : nil
    func rows(_ names: [String]) -> [RankedRow] {
      names.map { RankedRow(name: $0, totals: .zero, previous: hasBefore ? .zero : nil, series: none) }
    }
    var (byRegion, byProduct) = (rows(regions), rows(products))
    var cells = regions.map { _ in products.map { _ in Totals.zero } }
    figures.regionChoices = regions.map { RankedRow(name: $0, totals: .zero) }
    figures.productChoices = products.map { RankedRow(name: $0, totals: .zero) }
    for r in regions.indices {
      for p in products.indices {
        let isIn = filter.admits(region: regions[r], product: products[p])
        for b in none.indices where figures.edges[b] <= figures.asOf || isIn {
          let sold = sold(in: b, of: figures, r, p)
          figures.unfiltered += sold.now
          if filter.admits(product: products[p]) { figures.regionChoices[r].totals += sold.now }
          if filter.admits(region: regions[r]) { figures.productChoices[p].totals += sold.now }
          guard isIn else { continue }
          figures.buckets[b] += sold.now
          figures.total += sold.now
          figures.previous?[b] += sold.before
          figures.previousTotal? += sold.alike
          byRegion[r].add(sold, at: b)
          byProduct[p].add(sold, at: b)
          cells[r][p] += sold.now
        }
      }
    }
    figures.regions = Self.ranked(byRegion)
    figures.products = Self.ranked(byProduct)
    figures.regionChoices = Self.ranked(figures.regionChoices)
    figures.productChoices = Self.ranked(figures.productChoices)
    if figures.query.parts.contains(.pivot) { figures.pivot = pivot(figures, cells) }
    if figures.query.parts.contains(.heat) { figures.heat = Self.heat(of: figures) }
  }

  /// The largest of both by revenue, and the others in a last row and column.
  private func pivot(_ figures: Figures, _ cells: [[Totals]]) -> PivotFigures {
    func split(_ ranked: [RankedRow], _ all: [String]) -> (names: [String], others: Int, groups: [[Int]]) {
      let names = ranked.filter { $0.totals != .zero }.map(\.name)
      let places = names.map { name in all.indices.filter { all[$0] == name } }
      let rest = places.dropFirst(pivotSize).flatMap { $0 }
      return (Array(names.prefix(pivotSize)), rest.count, places.prefix(pivotSize) + (rest.isEmpty ? [] : [rest]))
    }
    let (rows, columns) = (split(figures.regions, regions), split(figures.products, products))
    return PivotFigures(
      regions: rows.names, products: columns.names, otherRegions: rows.others, otherProducts: columns.others,
      cells: rows.groups.map { group in
        columns.groups.map { products in
          group.reduce(into: .zero) { sum, r in for p in products { sum += cells[r][p] } }
        }
      })
  }

  private static func ranked(_ rows: [RankedRow]) -> [RankedRow] {
    rows.filter { $0.totals != .zero || ($0.previous ?? .zero) != .zero }
      .sorted { ($1.totals.revenue, $0.name) < ($0.totals.revenue, $1.name) }
  }

  /// The newest twelve weeks at most; a bucket of several hours is spread over them.
  private static func heat(of figures: Figures) -> HeatFigures {
    let hour: Int64 = 3_600_000
    let start = max(figures.range.lowerBound, figures.range.upperBound - .days(84))
    let none = [Totals](repeating: .zero, count: HeatFigures.hours)
    var heat = HeatFigures(
      range: start..<figures.range.upperBound, totals: Array(repeating: none, count: HeatFigures.weekdays))
    for (bucket, totals) in figures.buckets.enumerated() where figures.edges[bucket] >= start {
      let first = figures.edges[bucket].milliseconds
      let hours = max(1, (figures.edges[bucket + 1].milliseconds - first) / hour)
      for index in 0..<hours where hours == 1 || first + index * hour < figures.asOf.milliseconds {
        let at = first / hour + index
        // More is sold by day than at night.
        let weight: Int64 = hours == 1 ? 4 : [1, 1, 2, 3, 5, 7, 6, 3][Int(at % 24) / 3]
        let part = Totals(
          sales: totals.sales * weight / (hours * 4), refunds: totals.refunds * weight / (hours * 4),
          revenue: totals.revenue * weight / (hours * 4))
        heat.totals[Int((at / 24 + 3) % 7)][Int(at % 24)] += part
      }
    }
    return heat
  }

  /// Of a bucket: what was sold up to now, an hour before in all of it, and an hour before up to then.
  fileprivate struct Sold {
    var now, before, alike: Totals
  }

  private func sold(in bucket: Int, of figures: Figures, _ region: Int, _ product: Int) -> Sold {
    let start = figures.edges[bucket]
    let whole = figures.edges[bucket + 1]
    let end = max(start, min(whole, figures.asOf))
    return Sold(
      now: Self.sold(start, until: end, region, product),
      before: Self.sold(start - .hours(1), until: whole - .hours(1), region, product),
      alike: Self.sold(start - .hours(1), until: end - .hours(1), region, product))
  }

  /// A smooth hill with some noise; the first products sell best. Long stretches are scaled up from their beginning.
  private static func sold(_ start: Timestamp, until end: Timestamp, _ region: Int, _ product: Int) -> Totals {
    let first = start.milliseconds / 60_000
    guard end > start else { return .zero }
    if end.milliseconds - start.milliseconds < 60_000 {
      // All of a minute's sales fall into one of its seconds.
      let second = start.milliseconds / 60_000 * 60_000 + Int64((region * 7 + product * 11) % 60) * 1000
      return (start..<end).contains(Timestamp(milliseconds: second)) ? sold(minute: first, region, product) : .zero
    }
    let minutes = (end.milliseconds - start.milliseconds + 30_000) / 60_000
    var sum = Totals.zero
    for minute in 0..<min(minutes, 5) { sum += sold(minute: first + minute, region, product) }
    let scale = max(1, minutes / 5)
    return Totals(sales: sum.sales * scale, refunds: sum.refunds * scale, revenue: sum.revenue * scale)
  }

  private static func sold(minute: Int64, _ region: Int, _ product: Int) -> Totals {
    let hill = [10, 12, 15, 19, 23, 26, 28, 29, 28, 26, 23, 20, 17, 14, 12, 11, 10, 9, 9, 10]
    var noise = UInt64(bitPattern: minute) &* 6_364_136_223_846_793_005 &+ UInt64(region * 101 + product * 7919)
    noise = (noise ^ (noise >> 29)) &* 0xBF58_476D_1CE4_E5B9
    noise ^= noise >> 32
    let weight = product == 0 ? 12 : product < 5 ? 5 - product : 1
    let share = [41, 34, 15, 10, 8, 7, 6, 5, 4, 3, 3, 2][region % 12]
    let hour = Int(minute / 60 % 7)
    let want = hill[Int(minute / 3 + Int64(product)) % hill.count] * weight * share * (20 + hour)
    // A fraction of a sale happens by chance.
    let sales = want / 100_000 + (Int(noise % 100_000) < want % 100_000 ? 1 : 0)
    let refunds = sales > 0 && noise >> 40 % 50 == 0 ? 1 : 0
    let price = 1295 + (product * 733) % 4900
    return Totals(sales: Int64(sales), refunds: Int64(refunds), revenue: Int64((sales - 2 * refunds) * price))
  }

  /// The newest sales, as the feed shows them.
  func sales(_ query: SalesQuery, now: Timestamp = Shop.now) -> [StoredSale] {
    if isEmpty { return [] }
    var sales: [StoredSale] = []
    for index in -newSales..<2000 where sales.count < query.limit {
      let region = regions[abs(index * 7) % regions.count]
      let product = products[abs(index * 3) % products.count]
      guard query.filter.admits(region: region, product: product) else { continue }
      let amount = Money(minorUnits: index % 17 == 5 ? -4850 : Int64(1295 + abs(index * 733) % 11_704))
      let sale = Sale(
        id: "s\(index)", time: now - .milliseconds(Int64(index) * 83 * 7), amount: amount, product: product,
        region: region)
      sales.append(StoredSale(sale: sale, position: Position(partition: 0, offset: Int64(1000 - index))))
    }
    return sales
  }
}

extension RankedRow {
  fileprivate mutating func add(_ sold: Shop.Sold, at bucket: Int) {
    totals += sold.now
    series[bucket] += sold.now
    previous? += sold.alike
  }
}
