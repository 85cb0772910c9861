import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

/// `SampleData/sales.csv` is the generator's. To make it anew: `SALESTOP_WRITE_SAMPLES=1 swift test --filter SampleSalesTests`.
@Suite(.serialized) struct SampleSalesTests {
  static let begin = Timestamp(milliseconds: 1_767_225_600_000)
  static let file = SampleFiles.url("sales.csv")

  static func generated() throws -> String {
    var settings = Generator.Settings(source: try SourceName("sample"))
    settings.seed = 2026
    settings.followsDemand = true
    let generator = Generator(catalog: try CatalogFile.standard(), settings: settings)
    let schedule = generator.schedule(first: 0, start: begin, rate: try Rate("0.0042"))
    let end = schedule.end(through: begin + .days(31) - .milliseconds(1))
    var lines = ["id,time,amount,product,region"]
    for n in 0..<end {
      let sale = generator.sale(n, on: schedule)
      lines.append("\(sale.id),\(sale.time.text),\(sale.amount.text(.usDollar)),\(sale.product),\(sale.region)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("the sample sales are what the generator makes of January 2026")
  func upToDate() throws {
    let text = try Self.generated()
    if ProcessInfo.processInfo.environment["SALESTOP_WRITE_SAMPLES"] == "1" {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    // Compared as lines, so that a difference is shown and not a megabyte.
    let stored = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
    let lines = text.split(separator: "\n")
    #expect(stored.count == lines.count)
    let differing = zip(stored, lines).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(differing == nil, "line \((differing?.offset ?? 0) + 1) differs")
  }

  @Test("the sample holds more than 10,000 sales over a month and imports without a bad row")
  func imports() async throws {
    var fixture = try ImportFixture()
    fixture.settings.source = try SourceName("other")
    let bytes = try Array(Data(contentsOf: Self.file))
    let result = try await fixture.run(bytes)
    #expect(result.rejected.isEmpty)
    #expect(result.report.appended > 10_000)
    let days = Set(
      fixture.log.lines.compactMap { line in
        line.firstRange(of: "\"time\":\"").map { String(line[$0.upperBound...].prefix(10)) }
      })
    #expect(days.count == 31)
  }
}
