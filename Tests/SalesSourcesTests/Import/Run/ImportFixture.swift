import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

/// An import of text into a log in memory.
struct ImportFixture {
  let log = MemoryLog()
  let clock = ManualClock()
  var settings: ImportSettings
  var chunk = ImportInput.chunkSize
  var name = "sales.csv"

  init(currency: String? = nil, zone: String = "UTC") throws {
    settings = ImportSettings(
      target: ImportTarget(
        currency: currency.flatMap(Currency.init(code:)), timeZone: try #require(TimeZone(identifier: zone))))
  }

  struct Result {
    var file: ExaminedFile
    var report: ImportReport
    var rejected: [RejectedRow]
  }

  /// The wall clock of all imports: late enough for every sale of the tests.
  static let wall = Timestamp(rfc3339: "2027-01-01T00:00:00Z") ?? .epoch

  func input(_ bytes: [UInt8]) -> ImportInput {
    let rest = Mutex(bytes[...])
    let next: @Sendable () async throws -> [UInt8] = { [chunk] in
      rest.withLock { rest in
        defer { rest = rest.dropFirst(chunk) }
        return Array(rest.prefix(chunk))
      }
    }
    return ImportInput(
      name: name, size: Int64(bytes.count), restart: { rest.withLock { $0 = bytes[...] } }, next: next)
  }

  var importer: SaleImport<ManualClock> {
    SaleImport(log: log, settings: settings, clock: clock, wall: { Self.wall })
  }

  func run(_ bytes: [UInt8]) async throws -> Result {
    let file = try await importer.examine(input(bytes))
    let rejected = Mutex<[RejectedRow]>([])
    var listener = ImportListener()
    listener.onRejected = { row in rejected.withLock { $0.append(row) } }
    let report = try await importer.append(file, listener)
    let rows = rejected.withLock { $0 }
    #expect(report.rejected == Int64(rows.count))
    #expect(report.read == report.sales + report.leftOut + report.repeats + report.rejected)
    #expect(report.appended == report.sales)
    return Result(file: file, report: report, rejected: rows)
  }

  func run(_ text: String) async throws -> Result { try await run(Array(text.utf8)) }

  /// Reads an input that can be read only once, such as a pipe.
  func runLive(_ chunks: [String]) async throws -> Result {
    let rest = Mutex(chunks)
    let input = ImportInput(name: name, size: nil) {
      rest.withLock { $0.isEmpty ? [] : Array($0.removeFirst().utf8) }
    }
    let rejected = Mutex<[RejectedRow]>([])
    let file = Mutex<ExaminedFile?>(nil)
    var listener = ImportListener()
    listener.onRejected = { row in rejected.withLock { $0.append(row) } }
    let report = try await importer.appendLive(input, listener) { opened in file.withLock { $0 = opened } }
    #expect(report.read == report.sales + report.leftOut + report.repeats + report.rejected)
    #expect(report.appended == report.sales)
    return Result(
      file: try #require(file.withLock { $0 }), report: report, rejected: rejected.withLock { $0 })
  }

  /// The sales on the log, as a store in US dollars, or in `currency`, reads them.
  func sales(_ currency: Currency = .usDollar) throws -> [Sale] {
    var decoder = SaleDecoder(rules: SaleRules(currency: currency, maxSkew: .minutes(5)))
    return try log.lines.map { line in
      var line = line
      return try line.withUTF8 { bytes in
        try decoder.decode(UnsafeRawBufferPointer(bytes), appended: Self.wall, position: "sales/0/0")
      }
    }
  }

  /// The message of the problem that stops the import; nothing is appended.
  func problem(_ text: String) async throws -> String? {
    defer { #expect(log.appendSizes.isEmpty) }
    do {
      _ = try await run(text)
      return nil
    } catch let problem as ImportProblem {
      return problem.message
    }
  }
}
