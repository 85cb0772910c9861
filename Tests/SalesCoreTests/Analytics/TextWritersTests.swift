import Foundation
import SalesCore
import Testing

@Suite struct TextWritersTests {
  private func row(_ region: String?, _ product: String?, _ totals: Totals) -> WindowRow {
    WindowRow(start: .epoch, end: Timestamp(milliseconds: 1500), region: region, product: product, totals: totals)
  }

  @Test("a table aligns names left and numbers right, wide characters counted as two")
  func table() {
    let rows = [
      row("EMEA", "Lamp", Totals(sales: 1204, refunds: 3, revenue: 4_820_000)),
      row("NA", "咖啡机 ☕", Totals(sales: 7, refunds: 0, revenue: -5)),
    ]
    let text = TableWriter(columns: [.region, .product, .sales, .revenue]).text(rows)
    #expect(
      text == """
        region  product    sales   revenue
        EMEA    Lamp        1204  48200.00
        NA      咖啡机 ☕      7     -0.05

        """)
  }

  @Test("a last column of names has no space at its end, and control characters never reach the terminal")
  func clean() {
    let text = TableWriter(columns: [.sales, .product]).text([row(nil, "a\u{1B}[31m\u{202E}b", Totals(sales: 1))])
    #expect(text == "sales  product\n    1  a\u{FFFD}[31m\u{FFFD}b\n")
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
