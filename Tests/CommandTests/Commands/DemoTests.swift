import Foundation
import Testing

@Suite(.takingTurns, .needs(.python3), .timeLimit(.minutes(60)))
struct DemoTests {
  @Test("without a terminal the frame, the totals, the CSV and verify agree to the cent")
  func agrees() async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run("demo", "--history", "1d", "--rate", "1")
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.error.isEmpty, "\(outcome)")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.prefix(40).contains { $0.contains("REVENUE") || $0.contains("Revenue") })
    func told(_ name: String) -> String? {
      lines.first { $0.hasPrefix(name + " ") }.map { $0.dropFirst(10).trimmingCharacters(in: .whitespaces) }
    }
    let report = try await salestop.demoReport()
    let minor = report.store.revenueMinor
    let sum = "\(report.store.sales) sales, \(minor / 100).\(String(minor % 100 + 100).dropFirst()) USD"
    #expect(report.ok)
    #expect(report.store.sales > 10_000)
    #expect(told("produced") == sum)
    #expect(told("stored") == sum)
    #expect(told("shown") == sum)
    #expect(told("verify") == "ok")
    let sums = try await Python.run(
      """
      import csv, decimal, sys
      rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))
      print(sum(int(row['sales']) for row in rows), sum(decimal.Decimal(row['revenue']) for row in rows) * 100)
      """, told("CSV") ?? "")
    #expect(sums == "\(report.store.sales) \(minor).00\n")
  }

  @Test("a demo again begins anew; other files in its folder stay")
  func again() async throws {
    let salestop = try Salestop()
    let folder = salestop.work + "/place"
    try await salestop.must("demo", "--history", "10m", "--state-dir", folder)
    let first = try await salestop.run("verify", "--json", "--state-dir", folder).json(VerifyReport.self)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/notes"))
    let second = try await salestop.must("demo", "--history", "5m", "--state-dir", folder)
    #expect(second.output.contains("verify    ok"))
    #expect(FileManager.default.fileExists(atPath: folder + "/notes"))
    let report = try await salestop.run("verify", "--json", "--state-dir", folder).json(VerifyReport.self)
    // Half as long; how much is sold in it follows the time of day.
    #expect((first.store.sales / 4...first.store.sales * 3 / 4).contains(report.store.sales), "\(report.store)")
  }
}

extension Salestop {
  fileprivate func demoReport() async throws -> VerifyReport {
    try await run("verify", "--json", "--state-dir", state + "/demo").json(VerifyReport.self)
  }
}
