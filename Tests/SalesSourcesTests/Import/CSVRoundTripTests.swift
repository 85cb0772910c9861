import SalesAnalytics
import SalesCore
import TestSupport
import Testing

@testable import SalesSources

@Suite struct CSVRoundTripTests {
  static let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
  static let formulas: [String] = signs.flatMap { sign in
    [sign, "\(sign)1+1", "'\(sign)1", "''\(sign)1", "\(sign)\"a\",b"]
  }
  static let others = [
    "'tis", "''tis", "'", "''", "12", "-12.50", "1e9", "plain", "a,b", "say \"hi\"", "two\nlines", "咖啡机 ☕",
  ]

  /// The first of the two hours that begin at 02:00 in Paris, where the clock is set back between them.
  private static let start = Timestamp(seconds: 1_792_886_400)

  /// The sales of an import of an export that has these regions and products.
  private func imported(_ names: [String], from writer: CSVWriter = CSVWriter()) async throws -> [Sale] {
    let rows = names.enumerated().map { index, name in
      let start = Self.start + .hours(Int64(index % 2))
      return WindowRow(
        start: start, end: start + .hours(1), region: name, product: name,
        totals: Totals(sales: 1, refunds: 0, revenue: -Int64(index) - 1))
    }
    var fixture = try ImportFixture()
    fixture.settings.changes = try RecipeChanges(map: ["time=bucket_start,amount=revenue"])
    let result = try await fixture.run(writer.bytes(rows))
    #expect(result.rejected.isEmpty)
    var decoder = SaleDecoder(rules: SaleRules())
    return try fixture.log.lines.map { line in
      var line = line
      return try line.withUTF8 { bytes in
        try decoder.decode(UnsafeRawBufferPointer(bytes), appended: rows[0].end, position: "sales/0/0")
      }
    }
  }

  @Test("names that were exported are imported as they were")
  func exact() async throws {
    let names = Self.formulas + Self.others
    let sales = try await imported(names)
    #expect(sales.map(\.product) == names)
    #expect(sales.map(\.region) == names)
    #expect(sales.map(\.amount.minorUnits) == (1...names.count).map { Int64(-$0) })
  }

  @Test(
    "times on any clock are imported as the instants they were, with and without a byte order mark",
    arguments: ["UTC", "Asia/Tokyo", "Europe/Paris", "America/New_York"], [false, true])
  func instants(zone: String, hasByteOrderMark: Bool) async throws {
    var writer = CSVWriter(calendar: ReportingCalendar(of: StoreSettings(timeZone: zone)))
    writer.style.hasByteOrderMark = hasByteOrderMark
    let sales = try await imported(["one", "two"], from: writer)
    #expect(sales.map(\.time) == [Self.start, Self.start + .hours(1)])
    #expect(sales.map(\.product) == ["one", "two"])
  }

  @Test("a name that begins with a tab or a line's end comes back trimmed, as the names of sales are")
  func trimmed() async throws {
    let sales = try await imported(["\tx", "\rx", "\n=x", "\t'=x"])
    #expect(sales.map(\.product) == ["x", "x", "=x", "'=x"])
  }
}
