import SalesAnalytics
import SalesCore
import Testing

@testable import Dashboard

@Suite struct TimeAxisTests {
  private func figures(_ period: String, _ bucket: String) throws -> Figures {
    var query = FigureQuery(period: try Period(parsing: period), bucket: try BucketSize(parsing: bucket))
    query.comparison = .none
    return Shop(isEmpty: true).figures(query)
  }

  @Test(
    "labels of the time axis never repeat, and there is always one",
    arguments: [
      ("5m", "1s"), ("1h", "1m"), ("24h", "15m"), ("2d", "1h"), ("3d", "30m"), ("3d", "12h"), ("7d", "3h"),
      ("30d", "6h"), ("90d", "1d"), ("1y", "1d"), ("2y", "1w"), ("5y", "1w"), ("5y", "1M"), ("10y", "1y"),
      ("2026-11-21T14:00:00Z..2026-11-21T14:00:10Z", "10s"), ("2026-11-21", "1d"), ("2026", "1y"),
    ])
  func distinct(period: String, bucket: String) throws {
    let figures = try figures(period, bucket)
    for most in [3, 7, 9, 16, 30] {
      let labels = TimeAxis(figures, calendar: .utc).labels(atMost: most).map(\.text)
      #expect(!labels.isEmpty)
      #expect(Set(labels).count == labels.count, "\(labels)")
    }
  }

  @Test("the bucket that is not over is now; where the past is played, it is the moment that is played")
  func newest() throws {
    var figures = try figures("1h", "1m")
    func newest() -> String? { TimeAxis(figures, calendar: .utc).labels(atMost: 9).last?.text }
    #expect(newest() == "now")
    figures.query.endsAtNow = true
    #expect(newest() == "14:32")
    #expect(TimeAxis(figures, calendar: .utc).labels(atMost: 9).filter { $0.text == "14:32" }.count == 1)
  }

  @Test("a time of day that comes again on another day has its date")
  func dated() throws {
    let labels = TimeAxis(try figures("3d", "30m"), calendar: .utc).labels(atMost: 9).map(\.text)
    #expect(labels.contains("Nov 19 12:00") && labels.contains("Nov 20"))
  }

  @Test(
    "a range of buckets is told from its beginning to its end",
    arguments: [
      ("1h", "1m", 0, 14, "13:32 – 13:47"), ("1h", "1m", 3, 3, "13:35"),
      ("2d", "1h", 0, 1, "Nov 19 14:00 – Nov 19 16:00"),
      ("7d", "1d", 0, 2, "Nov 14 – Nov 16"), ("30d", "1w", 0, 0, "Oct 19"), ("30d", "1w", 0, 1, "Oct 19 – Nov 1"),
    ])
  func ranges(period: String, bucket: String, first: Int, last: Int, text: String) throws {
    let axis = TimeAxis(try figures(period, bucket), calendar: .utc)
    #expect(axis.text(of: first...last, dash: "–") == text)
  }
}
