import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

@Suite struct SaleImportTests {
  static let header = "id,time,amount,product,region\n"
  static let busy = BackendError(.unavailable, during: "append to log", detail: "busy")

  static func csv(_ count: Int) -> String {
    "time,amount,product,region\n"
      + (0..<count).map { "2026-01-15T10:00:00Z,\($0).01,Lamp \($0 % 7),UK\n" }.joined()
  }

  @Test("rows become records with ids, currency and UTC, however the bytes come", arguments: [1, 5, 1 << 20])
  func records(chunk: Int) async throws {
    var fixture = try ImportFixture()
    fixture.chunk = chunk
    let result = try await fixture.run(
      Self.header + "a-1,2026-01-15T10:00:00Z,19.9,Lamp,UK\r\na-2,2026-01-15T11:00:00+01:00,-5,\" Lamp \",\"UK\"")
    #expect(
      fixture.log.lines == [
        #"{"id":"a-1","time":"2026-01-15T10:00:00.000Z","amount":19.90,"currency":"USD","product":"Lamp","region":"UK"}"#,
        #"{"id":"a-2","time":"2026-01-15T10:00:00.000Z","amount":-5.00,"currency":"USD","product":"Lamp","region":"UK"}"#,
      ])
    #expect(result.report.refunds == 1)
    #expect(result.report.revenueMinor == 1490)
  }

  @Test(
    "a bad row is reported with its line and reason, and its neighbours are imported",
    arguments: [
      ("x,2026-01-15T10:00:00Z", .notASale), ("x,2026-01-15T10:00:00Z,1,Lamp,UK,more", .notASale),
      ("x,2026-01-15T10:00:00Z,1,\"Lamp\"s,UK", .notASale), (",2026-01-15T10:00:00Z,1,Lamp,UK", .badID),
      (String(repeating: "x", count: 129) + ",2026-01-15T10:00:00Z,1,Lamp,UK", .badID), ("x,,1,Lamp,UK", .missingField),
      ("x,2026-01-15T10:00:00Z,,Lamp,UK", .missingField), ("x,2026-01-15T10:00:00Z,--,Lamp,UK", .missingField),
      ("x,yesterday,1,Lamp,UK", .badTime), ("x,2026-02-30,1,Lamp,UK", .badTime),
      ("x,1969-12-31T23:59:59Z,1,Lamp,UK", .timeRange), ("x,2999-01-01T00:00:00Z,1,Lamp,UK", .timeRange),
      ("x,2026-01-15T10:00:00Z,twelve,Lamp,UK", .wrongType), ("x,2026-01-15T10:00:00Z,€5,Lamp,UK", .currency),
      ("x,2026-01-15T10:00:00Z,1.2345,Lamp,UK", .amountPrecision),
      ("x,2026-01-15T10:00:00Z,92233720368547758080,Lamp,UK", .amountRange),
      ("x,2026-01-15T10:00:00Z,10000000000000.01,Lamp,UK", .amountRange),
      ("x,2026-01-15T10:00:00Z,-10000000000000.01,Lamp,UK", .amountRange),
      ("x,2026-01-15T10:00:00Z,1,  ,UK", .badName), ("x,2026-01-15T10:00:00Z,1,\u{A0},UK", .badName),
      ("x,2026-01-15T10:00:00Z,1,Lamp", .badName), ("x,2026-01-15T10:00:00Z,1,La\0mp,UK", .badEncoding),
    ] as [(String, SaleProblem.Reason)])
  func badRows(row: String, reason: SaleProblem.Reason) async throws {
    let fixture = try ImportFixture(currency: "USD")
    let good = "2026-01-15T10:00:00Z,1.50,Lamp,UK\n"
    let result = try await fixture.run(Self.header + "a," + good + row + "\nb," + good)
    #expect(result.rejected.map(\.line) == [3])
    #expect(result.rejected.map(\.problem.reason) == [reason])
    #expect(try fixture.sales().map(\.id) == ["a", "b"])
  }

  @Test("bytes that are no UTF-8 cost their own row only, and the way to mend it is named")
  func invalidText() async throws {
    let fixture = try ImportFixture()
    let bad = Array("x,2026-01-15T10:00:00Z,1.50,La".utf8) + [0xFF] + Array("mp,UK\n".utf8)
    let good = Array("a,2026-01-15T10:00:00Z,1.50,Lamp,UK\n".utf8)
    let result = try await fixture.run(Array(Self.header.utf8) + bad + good)
    #expect(result.rejected.map(\.problem.reason) == [.badEncoding])
    #expect(result.rejected.first?.problem.message.contains("--encoding") == true)
    #expect(try fixture.sales().map(\.id) == ["a"])
  }

  @Test("names come out in NFC and trimmed; longer than 256 characters they are cut and counted")
  func names() async throws {
    let fixture = try ImportFixture()
    let long = String(repeating: "é", count: 300)
    let result = try await fixture.run(
      Self.header + "a,2026-01-15T10:00:00Z,1,e\u{301}\u{A0},\(long)\n")
    let sale = try #require(try fixture.sales().first)
    #expect(Array(sale.product.utf8) == Array("\u{E9}".utf8))
    #expect(sale.region == String(long.prefix(256)))
    #expect(result.report.cutNames == 1)
  }

  @Test("amounts with more decimals than the currency are rejected, or rounded half up and counted")
  func rounding() async throws {
    let text =
      Self.header
      + ["261.96", "957.5775", "22.368", "19.900000000000002", "-0.125"].enumerated()
      .map { "\($0),2026-01-15T10:00:00Z,\($1),Lamp,UK\n" }.joined()
    #expect(
      try await ImportFixture().run(text).rejected.map(\.problem.reason) == Array(repeating: .amountPrecision, count: 4)
    )
    var fixture = try ImportFixture()
    fixture.settings.read.rounds = true
    let report = try await fixture.run(text).report
    #expect(report.revenueMinor == 26196 + 95758 + 2237 + 1990 - 13)
    #expect(report.rounded == 4)
    #expect(report.roundingSum.text == "-0.000500000000002")
  }

  @Test("what a batch holds is on the log before the next is made, and lost acknowledgements double nothing")
  func lostAcknowledgement() async throws {
    var fixture = try ImportFixture()
    fixture.settings.batchLimit = 10
    fixture.settings.source = try SourceName("shop")
    fixture.log.queue([.loseAcknowledgement(Self.busy), .refuse(Self.busy)])
    let result = try await fixture.run(Self.csv(95))
    #expect(result.report.appended == 95)
    #expect(fixture.log.lines.count == 95)
    #expect(try await fixture.log.nextSequence(of: "shop") == 95)
  }

  @Test("cancelled, it ends after the append in hand and says so")
  func cancelled() async throws {
    var fixture = try ImportFixture()
    fixture.settings.batchLimit = 10
    fixture.log.queue([.refuse(Self.busy)])
    let running = Mutex<Task<ImportReport, any Error>?>(nil)
    fixture.clock.onSleep { _ in running.withLock { $0?.cancel() } }
    let (importer, log) = (fixture.importer, fixture.log)
    let file = try await importer.examine(fixture.input(Array(Self.csv(1000).utf8)))
    let run = running.withLock { task in
      let run = Task { try await importer.append(file) }
      task = run
      return run
    }
    let report = try await run.value
    #expect(report.isCancelled)
    #expect(report.appended == 10)
    #expect(log.lines.count == 10)
  }

  @Test("the share that was read grows from chunk to chunk up to the whole file", arguments: [true, false])
  func share(endsLine: Bool) async throws {
    var fixture = try ImportFixture()
    fixture.chunk = 1000
    var bytes = Array(Self.csv(30_000).utf8)
    if !endsLine { bytes.removeLast() }
    let seen = Mutex<[ImportProgress]>([])
    var listener = ImportListener()
    listener.onProgress = { progress in seen.withLock { $0.append(progress) } }
    let file = try await fixture.importer.examine(fixture.input(bytes))
    _ = try await fixture.importer.append(file, listener)
    let shares = seen.withLock { $0.compactMap(\.share) }
    #expect(shares.count > 20 && shares == shares.sorted())
    #expect(shares.last == 1 && shares.contains { (0.4...0.6).contains($0) })
    #expect(seen.withLock { $0.last?.read } == 30_000)
  }

  @Test("a file that is not there or is a directory is named")
  func missing() {
    #expect { try ImportInput.file("/nowhere/sales.csv") } throws: { error in
      (error as? BackendError)?.kind == .missing && "\(error)" == "read /nowhere/sales.csv: No such file or directory"
    }
    #expect { try ImportInput.file("/") } throws: { ($0 as? BackendError)?.kind == .inputOutput }
  }

  @Test("a pipe's rows are on the log before more is waited for; a cell with two readings is rejected by itself")
  func slowPipe() async throws {
    let fixture = try ImportFixture()
    let good = "2026-01-15T10:00:00Z,1.50,Lamp,UK\n"
    let chunks = Mutex(["time,amount,product,region\n" + good, good + "2026", "-01-15T10:00:00Z,3.000,Lamp,UK\n"])
    let input = ImportInput(name: "standard input", size: nil) { [log = fixture.log] in
      // The last chunk comes when both rows before it are on the log.
      if chunks.withLock({ $0.count == 1 }) { try await until { log.lines.count == 2 } }
      return chunks.withLock { $0.isEmpty ? [] : Array($0.removeFirst().utf8) }
    }
    let report = try await fixture.importer.appendLive(input) { _ in }
    #expect(report.appended == 2)
    #expect(report.rejections[.wrongType]?.first.first?.contains("--decimal") == true)
    // Equal rows are two sales.
    #expect(Set(try fixture.sales().map(\.id)).count == 2)
  }
}
