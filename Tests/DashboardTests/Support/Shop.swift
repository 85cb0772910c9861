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
    let all = state.oldestSale.map { $0..<now }
    let range = query.period.range(now: now, calendar: calendar, all: all)
    let bucket = query.bucket ?? .fitting(range, atMost: query.columns)
    let edges = bucket.edges(covering: range, calendar: calendar)
    var figures = Figures(
      query: query, asOf: now, range: edges[0]..<edges[edges.count - 1], bucket: bucket, edges: edges)
    figures.partial = edges.dropLast().indices.first { edges[$0] <= now && now < edges[$0 + 1] }
    figures.state = state
    if isEmpty { return figures }
    let end = figures.partial.map { $0 + 1 } ?? figures.buckets.count
    let count = figures.buckets.count
    let hasBefore = query.comparison != .none
    if hasBefore {
      figures.previous = Array(repeating: .zero, count: count)
      figures.previousTotal = .zero
    }
    var byRegion = regions.map {
      RankedRow(
        name: $0, totals: .zero, previous: hasBefore ? .zero : nil, series: Array(repeating: .zero, count: count))
    }
    var byProduct = products.map {
      RankedRow(
        name: $0, totals: .zero, previous: hasBefore ? .zero : nil, series: Array(repeating: .zero, count: count))
    }
    var regionChoices = byRegion.map { RankedRow(name: $0.name, totals: .zero) }
    var productChoices = byProduct.map { RankedRow(name: $0.name, totals: .zero) }
    for (r, region) in regions.enumerated() {
      for (p, product) in products.enumerated() {
        for b in 0..<count {
          let isNow = b < end
          let sold = isNow ? Self.sold(b, r, p, isPartial: b == figures.partial) : .zero
          figures.unfiltered += sold
          if query.filter.admits(product: product) { regionChoices[r].totals += sold }
          if query.filter.admits(region: region) { productChoices[p].totals += sold }
          guard query.filter.admits(region: region, product: product) else { continue }
          figures.buckets[b] += sold
          figures.total += sold
          byRegion[r].totals += sold
          byRegion[r].series[b] += sold
          byProduct[p].totals += sold
          byProduct[p].series[b] += sold
          guard hasBefore else { continue }
          let before = Self.sold(b + 7, r, (p + 1) % 50, isPartial: false)
          figures.previous?[b] += before
          guard isNow else { continue }
          let alike = Self.sold(b + 7, r, (p + 1) % 50, isPartial: b == figures.partial)
          figures.previousTotal? += alike
          byRegion[r].previous? += alike
          byProduct[p].previous? += alike
        }
      }
    }
    func rank(_ rows: [RankedRow]) -> [RankedRow] {
      rows.filter { $0.totals != .zero || ($0.previous ?? .zero) != .zero }
        .sorted { ($1.totals.revenue, $0.name) < ($0.totals.revenue, $1.name) }
    }
    figures.regions = rank(byRegion)
    figures.products = rank(byProduct)
    for index in figures.products.indices {
      figures.products[index].previousRank = (index * 7 + 3) % figures.products.count + 1
    }
    figures.regionChoices = rank(regionChoices)
    figures.productChoices = rank(productChoices)
    return figures
  }

  /// A smooth hill with some noise; the first products sell best.
  private static func sold(_ bucket: Int, _ region: Int, _ product: Int, isPartial: Bool) -> Totals {
    let hill = [10, 12, 15, 19, 23, 26, 28, 29, 28, 26, 23, 20, 17, 14, 12, 11, 10, 9, 9, 10]
    let noise = (bucket * 31 + region * 17 + product * 13) % 7
    let weight = product == 0 ? 12 : product < 5 ? 5 - product : 1
    let share = [41, 34, 15, 10, 8, 7, 6, 5, 4, 3, 3, 2][region % 12]
    let sales = hill[(bucket / 2 + product) % hill.count] * weight * share / 300 + (noise == 0 ? 1 : 0)
    let part = isPartial ? sales / 8 : sales
    let refunds = noise == 3 && part > 3 ? 1 : 0
    let price = 1295 + (product * 733) % 2900
    return Totals(sales: Int64(part), refunds: Int64(refunds), revenue: Int64((part - 2 * refunds) * price))
  }

  /// The newest sales, as the feed shows them.
  func sales(_ query: SalesQuery, now: Timestamp = Shop.now) -> [StoredSale] {
    if isEmpty { return [] }
    var sales: [StoredSale] = []
    for index in 0..<400 where sales.count < query.limit {
      let region = regions[(index * 7) % regions.count]
      let product = products[(index * 3) % products.count]
      guard query.filter.admits(region: region, product: product) else { continue }
      let amount = Money(minorUnits: index % 17 == 5 ? -4850 : Int64(1295 + (index * 733) % 11_704))
      let sale = Sale(
        id: "s\(index)", time: now - .milliseconds(Int64(index) * 83 * 7), amount: amount, product: product,
        region: region)
      sales.append(StoredSale(sale: sale, position: Position(partition: 0, offset: Int64(1000 - index))))
    }
    return sales
  }
}
