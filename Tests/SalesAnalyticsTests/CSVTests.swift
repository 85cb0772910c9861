import Foundation
import SalesAnalytics
import SalesCore
import Testing

@Suite struct CSVTests {
  private func row(_ region: String, _ product: String = "Lamp", _ revenue: Int64 = 12_999) -> WindowRow {
    WindowRow(
      start: Timestamp(seconds: 1_795_269_600), end: Timestamp(seconds: 1_795_273_200), region: region,
      product: product,
      totals: Totals(sales: 3, refunds: 1, revenue: revenue))
  }

  private func csv(_ rows: [WindowRow], _ change: (inout CSVWriter) -> Void = { _ in }) -> String {
    var writer = CSVWriter()
    change(&writer)
    return String(decoding: writer.bytes(rows), as: UTF8.self)
  }

  @Test("a snapshot has a header, CRLF, instants in UTC and revenue as a decimal")
  func snapshot() {
    #expect(
      csv([row("EMEA"), row("NA", "Lamp", -5)])
        == "bucket_start,region,product,sales,refunds,revenue\r\n2026-11-21T14:00:00Z,EMEA,Lamp,3,1,129.99\r\n"
        + "2026-11-21T14:00:00Z,NA,Lamp,3,1,-0.05\r\n")
    #expect(csv([]) == "bucket_start,region,product,sales,refunds,revenue\r\n")
  }

  @Test(
    "cells are quoted where RFC 4180 says so",
    arguments: [
      ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\r\nlines", "\"two\r\nlines\""),
      ("two\nlines", "\"two\nlines\""), ("two\rlines", "\"two\rlines\""), (" spaces ", " spaces "), ("", ""),
      ("咖啡机 ☕", "咖啡机 ☕"), ("it's", "it's"),
    ])
  func quoting(text: String, cell: String) {
    #expect(csv([row(text)]).contains("Z,\(cell),Lamp"))
  }

  @Test("text that a spreadsheet would run as a formula gets an apostrophe, unless asked for as it is")
  func formula() {
    #expect(csv([row("EMEA", "=1+1")]).contains(",'=1+1,"))
    #expect(csv([row("EMEA", "\rx")]).contains(",\"'\rx\","))
    #expect(csv([row("EMEA", "=1+1")]) { $0.style.isRaw = true }.contains(",=1+1,"))
  }

  @Test("a number that is negative gets no apostrophe: it is no text")
  func numbers() {
    #expect(csv([row("EMEA", "Lamp", -12_999)]).contains(",-129.99\r\n"))
  }

  @Test("times are written on the store's clock, with its offset")
  func local() throws {
    let tokyo = ReportingCalendar(timeZone: try #require(TimeZone(identifier: "Asia/Tokyo")))
    let text = csv([row("EMEA")]) { $0.calendar = tokyo }
    #expect(text.contains("\r\n2026-11-21T23:00:00+09:00,EMEA,Lamp,3,1,129.99\r\n"))
  }

  @Test("a decimal comma takes semicolons between cells, and a cell with one of these is quoted")
  func comma() {
    let text = csv([row("a;b", "a,b", -5), row("NA", "'tis")]) { $0.style.decimal = .comma }
    #expect(
      text == "bucket_start;region;product;sales;refunds;revenue\r\n"
        + "2026-11-21T14:00:00Z;\"a;b\";a,b;3;1;-0,05\r\n2026-11-21T14:00:00Z;NA;'tis;3;1;129,99\r\n")
  }

  @Test("a byte order mark stands before the header, once", arguments: DecimalMark.allCases)
  func byteOrderMark(decimal: DecimalMark) {
    var writer = CSVWriter()
    writer.style.decimal = decimal
    let plain = writer.bytes([row("São Paulo")])
    writer.style.hasByteOrderMark = true
    #expect(writer.bytes([row("São Paulo")]) == [0xEF, 0xBB, 0xBF] + plain)
  }

  @Test("the columns of a query go as far as it asks")
  func columns() throws {
    func names(_ window: String?, _ by: Set<WindowQuery.Column>) throws -> [String] {
      let window = try window.map { try Window(parsing: $0) } ?? .whole
      return RowColumn.columns(for: WindowQuery(window: window, by: by)).map(\.rawValue)
    }
    #expect(try names(nil, [.region]) == ["region", "sales", "refunds", "revenue"])
    #expect(try names("1h", [.product]) == ["bucket_start", "product", "sales", "refunds", "revenue"])
    #expect(try names("session:5m", []) == ["bucket_start", "bucket_end", "sales", "refunds", "revenue"])
  }
}
