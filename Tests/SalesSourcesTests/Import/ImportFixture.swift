import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

/// An import of text into a log in memory, and what it told.
struct ImportFixture {
  let log = MemoryLog()
  let clock = ManualClock()
  var settings: ImportSettings
  var chunk = ImportInput.chunkSize
  var name = "sales.csv"

  init() throws {
    settings = ImportSettings(source: try SourceName("shop"))
  }

  struct Result {
    var summary: ImportSummary
    var rejected: [RejectedRow]
    var progress: [ImportProgress]
  }

  func run(
    _ bytes: [UInt8], validate: @escaping SaleImport<ManualClock>.Validator = { _ in nil }
  ) async throws -> Result {
    let rest = Mutex(bytes[...])
    let input = ImportInput(name: name, size: Int64(bytes.count)) { [chunk] in
      rest.withLock { rest in
        defer { rest = rest.dropFirst(chunk) }
        return Array(rest.prefix(chunk))
      }
    }
    let told = Mutex<(rejected: [RejectedRow], progress: [ImportProgress])>(([], []))
    let summary = try await SaleImport(log: log, settings: settings, clock: clock, validate: validate).run(
      input,
      onRejected: { row in told.withLock { $0.rejected.append(row) } },
      onProgress: { progress in told.withLock { $0.progress.append(progress) } })
    let (rejected, progress) = told.withLock { ($0.rejected, $0.progress) }
    #expect(summary.rejected == Int64(rejected.count))
    #expect(summary.read == summary.appended + summary.rejected)
    return Result(summary: summary, rejected: rejected, progress: progress)
  }

  func run(_ text: String) async throws -> Result {
    try await run(Array(text.utf8))
  }
}
