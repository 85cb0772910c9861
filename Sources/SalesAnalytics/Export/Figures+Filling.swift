package import SalesCore

extension Figures {
  /// The rows of these figures, and a row of zeros without region and product for each bucket without sales. Buckets
  /// that begin after `asOf` have none: of them nothing is known.
  package func filled(_ rows: [WindowRow], calendar: ReportingCalendar) -> [WindowRow] {
    let empty = buckets.indices.filter { buckets[$0] == .zero && edges[$0] <= asOf }.map { index in
      let whole = bucket.bucket(containing: edges[index], calendar: calendar)
      return WindowRow(start: whole.lowerBound, end: whole.upperBound, region: nil, product: nil, totals: .zero)
    }
    return (rows + empty).sorted { $0.precedes($1) }
  }
}
