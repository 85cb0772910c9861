import Foundation
import SalesAnalytics
import SalesCore
import Testing

@Suite struct JSONWriterTests {
  private func row(_ region: String?, _ product: String?, _ totals: Totals) -> WindowRow {
    WindowRow(start: .epoch, end: Timestamp(milliseconds: 1500), region: region, product: product, totals: totals)
  }

  @Test("JSON reads back with every digit")
  func json() throws {
    let rows = [
      row("say \"hi\" \\ \u{1B}\u{9B}\n", "咖啡机 ☕", Totals(sales: 1, refunds: 1, revenue: -9_007_199_254_740_993)),
      row("NA", "", .zero),
    ]
    let columns: [RowColumn] = [.bucketStart, .bucketEnd, .region, .product, .sales, .refunds, .revenue]
    let bytes = JSONWriter(columns: columns).bytes(rows)
    let parsed = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    #expect(parsed.count == 2)
    #expect(parsed[0]["region"] as? String == rows[0].region)
    #expect(parsed[0]["bucket_end"] as? String == "1970-01-01T00:00:01.500Z")
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"revenue\":-90071992547409.93}"))
    #expect(!bytes.contains(0x1B))
    #expect(JSONWriter(columns: columns).bytes([]) == Array("[\n]\n".utf8))
  }
}
