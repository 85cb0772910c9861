import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

@Suite struct SaleImportTests {
  static let busy = BackendError(.unavailable, during: "append to log", detail: "busy")

  static func csv(_ count: Int) -> String {
    "time,amount,product,region\n"
      + (0..<count).map { "2026-01-15T10:00:00Z,\($0).01,Lamp \($0 % 7),UK\n" }.joined()
  }

  @Test(
    "lines of JSON are appended as they are, blank ones passed over, bad ones reported", arguments: [1, 4, 1 << 20])
  func lines(chunk: Int) async throws {
    var fixture = try ImportFixture()
    fixture.name = "sales.ndjson"
    fixture.chunk = chunk
    let text = "\u{FEFF}{\"a\": 1}\r\n\n  \t\n{\"a\":2}\r\n{bad}\n { \"a\" : 3 } "
    let result = try await fixture.run(Array(text.utf8)) { bytes in
      bytes.elementsEqual("{bad}".utf8) ? SaleProblem(.notASale, "bad") : nil
    }
    #expect(fixture.log.lines == ["{\"a\": 1}", "{\"a\":2}", " { \"a\" : 3 } "])
    #expect(result.rejected == [RejectedRow(file: "sales.ndjson", line: 5, problem: SaleProblem(.notASale, "bad"))])
    #expect(result.summary.read == 4)
  }

  @Test("a pipe that nobody writes to is opened, and waiting for it can be ended", .timeLimit(.minutes(10)))
  func silentPipe() async throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    let input = try ImportInput.file(folder.file("pipe"))
    let reading = Task { try await input.next() }
    reading.cancel()
    await #expect(throws: CancellationError.self) { try await reading.value }
  }

  @Test("without a telling name, the first byte tells lines of JSON from CSV")
  func sniff() async throws {
    var fixture = try ImportFixture()
    fixture.name = "standard input"
    _ = try await fixture.run("\n \n{\"a\":1}\n")
    _ = try await fixture.run("\n" + Self.csv(1))
    #expect(fixture.log.lines.count == 2)
    #expect(fixture.log.lines.first == "{\"a\":1}")
  }

  @Test("a line of JSON that never ends costs itself only", arguments: [100_000, 1 << 20])
  func endless(chunk: Int) async throws {
    var fixture = try ImportFixture()
    fixture.name = "sales.ndjson"
    fixture.chunk = chunk
    let long = Array(repeating: UInt8(ascii: "x"), count: 3 << 20)
    let result = try await fixture.run(Array("{}\n".utf8) + long + Array("\n{}\n".utf8))
    #expect(result.rejected.map(\.line) == [2])
    #expect(fixture.log.lines == ["{}", "{}"])
  }

  @Test("the validator's word on a CSV row counts, and its number is given to the next")
  func validated() async throws {
    let fixture = try ImportFixture()
    let result = try await fixture.run(Array(Self.csv(3).utf8)) { bytes in
      bytes.indices.contains { bytes[$0...].starts(with: "\"amount\":1.01".utf8) }
        ? SaleProblem(.timeRange, "ahead") : nil
    }
    #expect(result.rejected.map(\.line) == [3])
    #expect(result.summary.sequences == 0..<2)
    #expect(fixture.log.lines.last?.hasSuffix("\"seq\":1}") == true)
  }

  @Test("records go to the log in batches, and progress is told after each")
  func batches() async throws {
    var fixture = try ImportFixture()
    fixture.settings.batchLimit = 100
    let result = try await fixture.run(Self.csv(250))
    #expect(fixture.log.appendSizes == [100, 100, 50])
    #expect(result.progress.map(\.appended) == [100, 200, 250])
    #expect(result.progress.last?.bytes == result.progress.last?.totalBytes)
    #expect(try await fixture.log.nextSequence(of: "shop") == 250)
  }

  @Test("what a slow pipe has brought is on the log before the next is waited for")
  func slowPipe() async throws {
    let fixture = try ImportFixture()
    let chunks = Mutex([Self.csv(2), "2026-01-15T10:00:00Z,1,Lamp,UK\n2026", "-01-15T10:00:00Z,1,Lamp,UK\n"])
    let seen = Mutex<[Int]>([])
    let input = ImportInput(name: "standard input", size: nil) { [log = fixture.log] in
      seen.withLock { $0.append(log.lines.count) }
      return chunks.withLock { $0.isEmpty ? [] : Array($0.removeFirst().utf8) }
    }
    let run = SaleImport(log: fixture.log, settings: fixture.settings, clock: fixture.clock) { _ in nil }
    let summary = try await run.run(input, onRejected: { _ in })
    #expect(summary.appended == 4)
    #expect(seen.withLock { $0 } == [0, 2, 3, 4])
  }

  @Test("numbered rows are on the log once, though acknowledgements are lost")
  func lostAcknowledgement() async throws {
    var fixture = try ImportFixture()
    fixture.settings.batchLimit = 10
    fixture.log.queue([.loseAcknowledgement(Self.busy), .refuse(Self.busy)])
    let result = try await fixture.run(Self.csv(95))
    #expect(result.summary.appended == 95)
    #expect(fixture.log.lines.count == 95)
  }

  @Test("cancelled, it ends after the append in hand")
  func cancelled() async throws {
    var fixture = try ImportFixture()
    fixture.settings.batchLimit = 10
    fixture.log.queue([.refuse(Self.busy)])
    let clock = fixture.clock
    let (log, settings) = (fixture.log, fixture.settings)
    clock.onSleep { _ in withUnsafeCurrentTask { $0?.cancel() } }
    let text = Array(Self.csv(1000).utf8)
    let given = Mutex(false)
    let input = ImportInput(name: "x.csv", size: nil) {
      given.withLock { given in
        defer { given = true }
        return given ? [] : text
      }
    }
    let summary = try await Task {
      try await SaleImport(log: log, settings: settings, clock: clock) { _ in nil }.run(input, onRejected: { _ in })
    }.value
    #expect(summary.isCancelled)
    #expect(summary.appended == 10)
    #expect(log.lines.count == 10)
  }

  static let validator = SaleImport<ManualClock>.validator(rules: SaleRules()) { DecodedSalesTests.appended }

  @Test(
    "the sample of bad sales runs through: four lines to the log, the others rejected for what the consumer would say")
  func badSales() async throws {
    let fixture = try ImportFixture()
    let input = try ImportInput.file(SampleFiles.url("bad-sales.ndjson").path)
    let rejected = Mutex<[RejectedRow]>([])
    let run = SaleImport(
      log: fixture.log, settings: fixture.settings, clock: fixture.clock, validate: Self.validator)
    let summary = try await run.run(input) { row in rejected.withLock { $0.append(row) } }
    #expect(summary.appended == 4)
    #expect(fixture.log.lines.allSatisfy { $0.hasPrefix(#"{"id":"demo-"#) })
    let rows = rejected.withLock { $0 }
    #expect(rows.map(\.line) == Array(3...Int(summary.read - 2)))
    #expect(Set(rows.map(\.problem.reason)) == Set(SaleProblem.Reason.allCases))
  }

  @Test("a CSV row too far ahead is rejected as the consumer would reject it")
  func ahead() async throws {
    let fixture = try ImportFixture()
    let text = CSVImportTests.header + "a,2999-01-01T00:00:00Z,1,Lamp,UK\nb,2026-01-15T10:00:00Z,1,Lamp,UK\n"
    let result = try await fixture.run(Array(text.utf8), validate: Self.validator)
    #expect(result.rejected.map(\.line) == [2])
    #expect(result.rejected.map(\.problem.reason) == [.timeRange])
    #expect(fixture.log.lines == [CSVImportTests.record(id: "b", amount: "1.00")])
  }

  @Test("a file that is not there or is a directory is named")
  func missing() {
    #expect { try ImportInput.file("/nowhere/sales.csv") } throws: { error in
      (error as? BackendError)?.kind == .missing && "\(error)" == "read /nowhere/sales.csv: No such file or directory"
    }
    #expect { try ImportInput.file("/") } throws: { ($0 as? BackendError)?.kind == .inputOutput }
  }
}
