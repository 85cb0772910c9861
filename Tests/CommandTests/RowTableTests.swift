import SalesAnalytics
import SalesCore
import Testing

@testable import salestop

@Suite struct RowTableTests {
  private func row(_ region: String?, _ product: String?, _ totals: Totals) -> WindowRow {
    WindowRow(start: .epoch, end: Timestamp(milliseconds: 1500), region: region, product: product, totals: totals)
  }

  @Test("a table aligns names left and numbers right, wide characters counted as two")
  func table() {
    let rows = [
      row("EMEA", "Lamp", Totals(sales: 1204, refunds: 3, revenue: 4_820_000)),
      row("NA", "咖啡机 ☕", Totals(sales: 7, refunds: 0, revenue: -5)),
    ]
    let text = RowTable(columns: [.region, .product, .sales, .revenue], currency: .usDollar).text(rows)
    #expect(
      text == """
        region  product    sales   revenue
        EMEA    Lamp        1204  48200.00
        NA      咖啡机 ☕      7     -0.05

        """)
  }

  @Test("a last column of names has no space at its end, and control characters never reach the terminal")
  func clean() {
    let text = RowTable(columns: [.sales, .product], currency: .usDollar).text([
      row(nil, "a\u{1B}[31m\u{202E}b", Totals(sales: 1))
    ])
    #expect(text == "sales  product\n    1  a\u{FFFD}[31m\u{FFFD}b\n")
  }
}
