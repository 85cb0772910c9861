import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

/// Generated records, read by the decoder that the consumer uses.
@Suite struct DecodedSalesTests {
  static let appended = Timestamp(milliseconds: 1_900_000_000_000)

  static func decode(_ bytes: some Collection<UInt8>) -> Result<Sale, SaleProblem> {
    var decoder = SaleDecoder(rules: SaleRules())
    return Array(bytes).withUnsafeBytes { bytes in
      Result { () throws(SaleProblem) in try decoder.decode(bytes, appended: appended, position: "t/0/0") }
    }
  }

  @Test("every generated sale is read back as it was", arguments: [false, true])
  func roundTrip(demand: Bool) throws {
    let generator = try GeneratorTests.generator(demand: demand)
    let schedule = generator.schedule(first: 0, start: GeneratorTests.start, rate: try Rate("50"))
    let records = try GeneratorTests.records(generator, 0..<2000)
    for index in 0..<2000 {
      let sale = try Self.decode(records.bytes[records.range(of: index)]).get()
      #expect(sale == generator.sale(Int64(index), on: schedule))
    }
  }

  @Test("each broken record is rejected for its own reason", arguments: MalformedRecord.allCases)
  func malformed(record: MalformedRecord) {
    #expect {
      try Self.decode(record.bytes(id: "p1-000000000001-bad", time: GeneratorTests.start)).get()
    } throws: { ($0 as? SaleProblem)?.reason == record.reason }
  }

  @Test("each line of the sample of bad sales is rejected for the reason that the README names")
  func badSales() throws {
    let lines = try Data(contentsOf: SampleFiles.url("bad-sales.ndjson")).split(separator: UInt8(ascii: "\n"))
    let readme = try String(contentsOf: SampleFiles.url("README.md"), encoding: .utf8)
    let reasons = readme.split(separator: "\n").compactMap { row -> String? in
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return cells.count == 3 && Int(cells[0]) != nil ? cells[1].trimmingCharacters(in: ["`"]) : nil
    }
    try #require(lines.count == reasons.count)
    for (number, (line, reason)) in zip(lines, reasons).enumerated() {
      let found =
        switch Self.decode(line) {
        case .success: ""
        case .failure(let problem): problem.reason.rawValue
        }
      #expect(found == reason, "line \(number + 1)")
    }
  }
}
