import Foundation
import SalesAnalytics
import SalesCore
import Testing

@Suite struct FiguresFillingTests {
  private static func date(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? .epoch }

  /// Figures in buckets of a day from the 20th on, and a row for each day with sales.
  private func figures(
    sold: [Int64], asOf: String, calendar: ReportingCalendar
  ) -> (figures: Figures, rows: [WindowRow]) {
    let midnight = BucketSize.day.bucket(containing: Self.date("2026-11-20T12:00:00Z"), calendar: calendar).lowerBound
    let end = calendar.adding(Int64(sold.count), .day, to: midnight)
    let edges = BucketSize.day.edges(covering: midnight..<end, calendar: calendar)
    var figures = Figures(
      query: FigureQuery(), asOf: Self.date(asOf), range: midnight..<end, bucket: .day, edges: edges)
    figures.buckets = sold.map { Totals(sales: $0, refunds: 0, revenue: 100 * $0) }
    let rows = sold.indices.filter { sold[$0] > 0 }.map { index in
      WindowRow(
        start: edges[index], end: edges[index + 1], region: "EMEA", product: "Lamp", totals: figures.buckets[index])
    }
    return (figures, rows)
  }

  @Test(
    "each bucket without sales up to now has a row of zeros in its place",
    arguments: [
      ([1, 0, 2], "2026-12-01T00:00:00Z", ["20 1", "21 0", "22 2"]),
      ([0, 0, 1], "2026-12-01T00:00:00Z", ["20 0", "21 0", "22 1"]),
      ([1, 2, 3], "2026-12-01T00:00:00Z", ["20 1", "21 2", "22 3"]),
      ([0, 0], "2026-12-01T00:00:00Z", ["20 0", "21 0"]),
      // Nothing is known of days that have not begun.
      ([1, 0, 0, 0], "2026-11-21T20:00:00Z", ["20 1", "21 0", "22 0"]),
      ([1, 0, 0, 0], "2026-11-21T10:00:00Z", ["20 1", "21 0"]),
    ] as [([Int64], String, [String])])
  func filled(sold: [Int64], asOf: String, expected: [String]) throws {
    let calendar = ReportingCalendar(timeZone: try #require(TimeZone(identifier: "Asia/Tokyo")))
    let (figures, rows) = figures(sold: sold, asOf: asOf, calendar: calendar)
    let filled = figures.filled(rows, calendar: calendar)
    #expect(filled.map { "\(calendar.date(at: $0.start).day) \($0.totals.sales)" } == expected)
    #expect(filled.allSatisfy { ($0.region == nil) == ($0.totals == .zero) })
    #expect(filled.filter { $0.totals != .zero } == rows)
  }

  @Test("a bucket that the period cuts keeps the times of the whole bucket")
  func cut() {
    let edges = ["2026-11-20T06:00:00Z", "2026-11-21T00:00:00Z", "2026-11-21T18:00:00Z"].map(Self.date)
    let figures = Figures(
      query: FigureQuery(), asOf: Self.date("2026-12-01T00:00:00Z"), range: edges[0]..<edges[2], bucket: .day,
      edges: edges)
    let filled = figures.filled([], calendar: .utc)
    #expect(filled.map(\.start.text) == ["2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z"])
    #expect(filled.map(\.end.text) == ["2026-11-21T00:00:00.000Z", "2026-11-22T00:00:00.000Z"])
  }

  @Test("a bucket whose sales add up to nothing is not empty")
  func evened() {
    var (figures, rows) = figures(sold: [2, 0], asOf: "2026-12-01T00:00:00Z", calendar: .utc)
    figures.buckets[0].revenue = 0
    #expect(figures.filled(rows, calendar: .utc).map(\.totals.sales) == [2, 0])
  }
}
