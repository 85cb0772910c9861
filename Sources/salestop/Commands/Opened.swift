import ArgumentParser
import Dashboard
import Foundation
import SalesCore
import SalesPipeline

/// Files, or a topic, in a store that the dashboard can be opened on.
struct Opened: Sendable {
  let chain: SaleChain
  let configuration: DashboardConfiguration
  let currency: Currency
  /// The sales of the files, each file by itself; nil where that is not known yet.
  var read: Int64?
  /// Reads on while the dashboard is open; nil where all is read.
  var feed: (@Sendable () async throws -> Void)?
  /// Reads what is there now, in place of `feed`.
  var fill: (@Sendable () async throws -> Void)?

  /// Opens the dashboard.
  func show() async throws {
    guard let feed else { return try await Dash.show(chain.reader, configuration) }
    try await chain.show(configuration, feed: feed)
  }

  /// One frame.
  func printFrame() async throws {
    if let fill {
      try await fill()
      try await chain.consumer.run(drain: true)
    }
    try await chain.printFrame(configuration)
  }

  /// The totals, and how to come back.
  func printTotals() async throws {
    let report = try await chain.audit()
    if let read, read > report.store.sales, report.conflicts == 0 {
      try Output.write("repeated  \(read - report.store.sales) of the sales are in two of the files and count once\n")
    }
    let problems = report.differences + (report.conflicts > 0 ? [ConflictText.leftOut(report.conflicts)] : [])
    let folder = URL(fileURLWithPath: chain.folder).path
    try Output.write(
      """
      stored    \(report.store.sales) sales, \(Money(minorUnits: report.store.revenueMinor).text(currency)) \(currency.code)
      verify    \(problems.isEmpty ? "ok" : problems.joined(separator: "; "))
      again     salestop dash --period all --state-dir \(Output.safe(folder))

      """)
    if !report.isOK { throw ArgumentParser.ExitCode(Exit.data) }
  }
}
