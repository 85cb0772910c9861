package import SalesCore

/// A column of exported tables. Scripts rely on the names.
package enum RowColumn: String, CaseIterable, Sendable {
  case bucketStart = "bucket_start"
  case bucketEnd = "bucket_end"
  case region
  case product
  case sales
  case refunds
  case revenue

  /// The columns of a dashboard's export.
  package static let snapshot: [RowColumn] = [.bucketStart, .region, .product, .sales, .refunds, .revenue]

  /// The columns that a query asks for. Sessions have an end as well.
  package static func columns(for query: WindowQuery) -> [RowColumn] {
    var columns: [RowColumn] = []
    switch query.window {
    case .whole: break
    case .tumbling, .sliding: columns += [.bucketStart]
    case .session: columns += [.bucketStart, .bucketEnd]
    }
    if query.by.contains(.region) { columns.append(.region) }
    if query.by.contains(.product) { columns.append(.product) }
    return columns + [.sales, .refunds, .revenue]
  }

  var isText: Bool { self == .region || self == .product }

  package var isNumber: Bool { self == .sales || self == .refunds || self == .revenue }

  /// The cell's text: instants in RFC 3339 on the calendar's clock, revenue as a decimal in major units with all its
  /// decimals.
  package func text(of row: WindowRow, currency: Currency, calendar: ReportingCalendar) -> String {
    switch self {
    case .bucketStart: calendar.text(of: row.start)
    case .bucketEnd: calendar.text(of: row.end)
    case .region: row.region ?? ""
    case .product: row.product ?? ""
    case .sales: String(row.totals.sales)
    case .refunds: String(row.totals.refunds)
    case .revenue: Money(minorUnits: row.totals.revenue).text(currency)
    }
  }
}
