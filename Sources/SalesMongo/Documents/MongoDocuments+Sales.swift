import SalesCore
import SalesPipeline

/// `sales`: one document a sale, by the sale's id.
extension MongoDocuments {
  func insert(_ sales: [StoredSale]) async throws -> [Int] {
    if sales.isEmpty { return [] }
    let currency = try await currencyCode()
    let inserts = sales.map { sale in MongoWrite.insert(BSON { Self.write(sale, currency, to: &$0) }) }
    return try await write(inserts, to: .sales, during: "store sales in").duplicates.sorted()
  }

  func stored(ids: [String]) async throws -> [StoredSale?] {
    // By bytes: strings that Swift takes for equal may be two ids.
    var found: [[UInt8]: StoredSale] = [:]
    for start in stride(from: 0, to: ids.count, by: 1000) {
      let part = ids[start..<min(start + 1000, ids.count)]
      let query = MongoQuery(.sales) { $0.add("_id") { $0.add("$in", texts: part) } }
      for sale in try await all(query, during: "read sales of", Self.sale) { found[Array(sale.sale.id.utf8)] = sale }
    }
    return ids.map { found[Array($0.utf8)] }
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    guard query.limit > 0, let wanted = query.narrowedRange, let ends = try await endsOfSales() else { return [] }
    var rest = wanted.clamped(to: ends.oldest..<Timestamp(milliseconds: ends.newest.milliseconds + 1))
    var sales: [StoredSale] = []
    var window = TimeWindow()
    while !rest.isEmpty, sales.count < query.limit {
      let range =
        query.newestFirst
        ? window.range(downTo: rest.lowerBound, from: rest.upperBound)
        : window.range(from: rest.lowerBound, to: rest.upperBound)
      let page = try await page(of: query, in: range, limit: query.limit - sales.count)
      sales += page
      rest = query.newestFirst ? rest.lowerBound..<range.lowerBound : range.upperBound..<rest.upperBound
      window.adapt(to: query.limit, found: page.count)
    }
    return sales
  }

  private func page(of query: SalesQuery, in range: Range<Timestamp>, limit: Int) async throws -> [StoredSale] {
    var size = limit + 64
    while true {
      let request = MongoQuery(.sales) { Self.add(range, query.filter, to: &$0) }.with { options in
        options.add("sort") { $0.add("time", (query.newestFirst ? -1 : 1) as Int32) }
        options.add("limit", Int64(size))
        options.add("batchSize", Int64(size))
      }
      let empty = SalePage(limit: limit)
      var page = try await server.find(request, into: empty, during: "read sales of") { [foreign] page, document in
        page.seen += 1
        guard let sale = Self.sale(&document) else {
          foreign.note(document, in: request.collection)
          return true
        }
        return page.take(sale, for: query, in: range)
      }
      if page.isWhole || page.seen < size { return page.sorted(newestFirst: query.newestFirst) }
      size *= 4
    }
  }

  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result {
    try await fold(salesInTime(scans), in: span, size: readSize, into: result, body)
  }

  func endsOfSales() async throws -> (oldest: Timestamp, newest: Timestamp)? {
    try await ends(of: salesInTime(server)).map { (oldest: $0.first, newest: $0.last) }
  }

  private func salesInTime(_ connection: MongoConnection) -> TimeWalk<SaleFigures> {
    let names = names
    return TimeWalk(
      connection: connection, collection: .sales, field: "time", during: "read sales of",
      decode: { document in Self.figures(&document, names: names).map { ($0.time, $0) } })
  }

  func totals(of partition: Int32, before offset: Int64) async throws -> Totals {
    var page = TotalsPage()
    var least = 1
    while page.next < offset {
      let limit = max(least, readSize.count)
      let start = page.next
      let query = MongoQuery(.sales) { filter in
        filter.add("partition", partition)
        filter.add("offset") {
          $0.add("$gte", start)
          $0.add("$lt", offset)
        }
      }.with { options in
        options.add("sort") { $0.add("offset", 1 as Int32) }
        options.add("limit", Int64(limit))
        options.add("batchSize", Int64(limit))
      }
      page.seen = 0
      let before = page
      page = try await readSize.send(counting: \.seen) {
        try await scans.find(query, into: before, during: "read sales of") { [foreign, names] page, document in
          page.seen += 1
          let sale = Self.figures(&document, names: names)
          if let sale { page.take(sale) } else { foreign.note(document, in: query.collection) }
          return true
        }
      }
      if page.seen < limit { break }
      // Nothing but others' documents: more at a time.
      least = page.next == start ? limit * 4 : 1
    }
    return page.totals
  }
}

extension SalesQuery {
  /// From where the page before ended; nil where nothing can be in it.
  fileprivate var narrowedRange: Range<Timestamp>? {
    var lower = range.lowerBound
    var upper = range.upperBound
    if let after, newestFirst { upper = min(upper, Timestamp(milliseconds: after.time.milliseconds + 1)) }
    if let after, !newestFirst { lower = max(lower, after.time) }
    return lower < upper ? lower..<upper : nil
  }
}

/// Sums so far, in order of offset.
private struct TotalsPage: Sendable {
  var totals = Totals.zero
  var next: Int64 = 0
  var seen = 0

  mutating func take(_ sale: SaleFigures) {
    totals += Totals(sales: 1, refunds: sale.amount < 0 ? 1 : 0, revenue: sale.amount)
    next = sale.position.offset + 1
  }
}

/// A page of sales being collected.
private struct SalePage: Sendable {
  let limit: Int
  private var sales: [StoredSale] = []
  var seen = 0
  /// All is here that can be on the page.
  private(set) var isWhole = false

  /// Sales come in order of time. False once the page is whole: those of its last millisecond have to be all there.
  mutating func take(_ sale: StoredSale, for query: SalesQuery, in range: Range<Timestamp>) -> Bool {
    let key = SaleKey(of: sale.sale)
    guard range.contains(key.time) else { return true }
    if let after = query.after, !(query.newestFirst ? key < after : after < key) { return true }
    if sales.count >= limit, sales[limit - 1].sale.time != key.time {
      isWhole = true
      return false
    }
    sales.append(sale)
    return true
  }

  init(limit: Int) { self.limit = limit }

  mutating func sorted(newestFirst: Bool) -> [StoredSale] {
    sales.sort { left, right in
      let (left, right) = (SaleKey(of: left.sale), SaleKey(of: right.sale))
      return newestFirst ? right < left : left < right
    }
    return Array(sales.prefix(limit))
  }
}

extension MongoDocuments {
  private static func add(_ range: Range<Timestamp>, _ names: SaleFilter, to filter: inout BSONWriter) {
    filter.add("time", around: range)
    add("region", names.regions, not: names.excludedRegions, to: &filter)
    add("product", names.products, not: names.excludedProducts, to: &filter)
  }

  private static func add(
    _ field: StaticString, _ wanted: Set<String>, not excluded: Set<String>, to filter: inout BSONWriter
  ) {
    if wanted.isEmpty, excluded.isEmpty { return }
    filter.add(field) { either in
      if !wanted.isEmpty { either.add("$in", texts: wanted) }
      if !excluded.isEmpty { either.add("$nin", texts: excluded) }
    }
  }

  private static func write(_ stored: StoredSale, _ currency: String, to document: inout BSONWriter) {
    document.add("_id", stored.sale.id)
    document.add("time", stored.sale.time)
    document.add("amountMinor", stored.sale.amount.minorUnits)
    document.add("currency", currency)
    document.add("product", stored.sale.product)
    document.add("region", stored.sale.region)
    document.add("partition", stored.position.partition)
    document.add("offset", stored.position.offset)
  }

  private static func sale(_ document: inout BSONView) -> StoredSale? {
    guard let id = document.text("_id"), let time = document.time("time"),
      let amount = document.integer("amountMinor"), let product = document.text("product"),
      let region = document.text("region"), let position = document.position(), document.isOfOurSchema()
    else { return nil }
    let sale = Sale(id: id, time: time, amount: Money(minorUnits: amount), product: product, region: region)
    return StoredSale(sale: sale, position: position)
  }

  /// A document whose id could be one of ours; foreign documents mostly have another kind of id.
  private static func figures(_ document: inout BSONView, names: NameDirectory) -> SaleFigures? {
    guard document.rawText("_id") != nil, let time = document.time("time"),
      let amount = document.integer("amountMinor"), let product = document.rawText("product").flatMap(names.id(of:)),
      let region = document.rawText("region").flatMap(names.id(of:)), let position = document.position(),
      document.isOfOurSchema()
    else { return nil }
    return SaleFigures(time: time, amount: amount, region: region, product: product, position: position)
  }
}
