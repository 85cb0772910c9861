import SalesCore

/// Session windows in the order of event time: a session ends where its key has no sale for longer than the gap.
struct SessionWindows {
  private struct Key: Hashable {
    var region: String?
    var product: String?
  }

  let gap: TimeSpan
  let by: Set<WindowQuery.Column>

  /// Number of sales in a page.
  private static let page = 5000

  func rows(
    of range: Range<Timestamp>, _ filter: SaleFilter, from reader: any QueryReader
  ) async throws -> [WindowRow] {
    var open: [Key: WindowRow] = [:]
    var closed: [WindowRow] = []
    var query = SalesQuery(range: range, filter: filter, limit: Self.page, newestFirst: false)
    while true {
      let page = try await reader.sales(query)
      try Task.checkCancellation()
      for stored in page { add(stored.sale, to: &open, &closed) }
      // Only an empty page is the last one: a reader may return fewer sales than asked for and still have more.
      guard let last = page.last else { break }
      query.after = SaleKey(of: last.sale)
    }
    return (closed + open.values).sorted { $0.precedes($1) }
  }

  private func add(_ sale: Sale, to open: inout [Key: WindowRow], _ closed: inout [WindowRow]) {
    let key = Key(
      region: by.contains(.region) ? sale.region : nil, product: by.contains(.product) ? sale.product : nil)
    let totals = Totals(sales: 1, refunds: sale.isRefund ? 1 : 0, revenue: sale.amount.minorUnits)
    if var session = open[key], sale.time - session.end <= gap.nominalLength {
      session.end = sale.time
      session.totals += totals
      open[key] = session
    } else {
      if let ended = open[key] { closed.append(ended) }
      open[key] = WindowRow(
        start: sale.time, end: sale.time, region: key.region, product: key.product, totals: totals)
    }
  }
}
