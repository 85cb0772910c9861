import Foundation
import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

@Suite(.timeLimit(.minutes(10)))
struct TopicImportTests {
  static let busy = BackendError(.unavailable, during: "append to log", detail: "busy")
  private let topic = GroupedMemoryLog(MemoryLog(topic: "orders", partitions: 2))
  private let log = MemoryLog()

  private func put(_ records: [String], on partition: Int = 0) async throws {
    var buffer = RecordBuffer()
    for record in records { buffer.append { $0.append(contentsOf: record.utf8) } }
    _ = try await topic.log.append(buffer, progress: nil)
  }

  private func copy(_ map: [String] = [], each: String? = nil) throws -> TopicImport<ManualClock> {
    var settings = ImportSettings(
      target: ImportTarget(currency: Currency(code: "USD"), timeZone: try #require(TimeZone(identifier: "UTC"))))
    settings.changes = try RecipeChanges(map: map)
    settings.read.each = each
    return TopicImport(
      topic: topic, log: log, settings: settings, clock: ManualClock(), wall: { ImportFixture.wall })
  }

  private func run(_ copy: TopicImport<ManualClock>, member: Int = 0) async throws -> TopicReport {
    topic.tell(member, .assigned([0, 1]))
    return try await copy.run(group: "import", drain: true)
  }

  private func sales() throws -> [Sale] {
    var decoder = SaleDecoder(rules: SaleRules())
    return log.lines.compactMap { line in
      var line = line
      return line.withUTF8 { bytes in
        try? decoder.decode(UnsafeRawBufferPointer(bytes), appended: ImportFixture.wall, position: "x")
      }
    }
  }

  static func order(_ number: Int, _ amount: String = "12.50") -> String {
    #"{"number":\#(number),"created_at":"2026-11-30T10:00:00Z","total":"\#(amount)","item":"Lamp","country":"UK"}"#
  }

  @Test("records become sales with ids of their positions; bad ones go on as they are, deletions are passed over")
  func positions() async throws {
    try await put([
      Self.order(1), "", Self.order(1), "garbage", #"{"before":{"number":1},"after":null,"op":"d"}"#,
      #"{"before":null,"after":\#(Self.order(2)),"op":"c"}"#, Self.order(3, "free"), "\0\0\0\0\u{7}avro",
    ])
    let report = try await run(copy())
    #expect(report.records == 8)
    #expect(report.deleted == 2)
    #expect(report.passedOn == 3)
    #expect(report.rows?.sales == 3)
    #expect(report.appended == 6)
    let ids = try sales().map(\.id)
    #expect(Set(ids).count == 3)
    #expect(ids.allSatisfy { $0.hasPrefix("orders/") })
    #expect(log.lines.contains("garbage"))
    #expect(report.firstProblems.contains { $0.contains("Confluent's framing, schema 7") })
  }

  @Test("a list that is unfolded makes a sale of each item, each with an id of its own")
  func unfolded() async throws {
    try await put([
      #"{"no":1,"time":"2026-11-30T10:00:00Z","region":"UK","lines":[{"sku":"a","price":1.5},{"sku":"b","price":2}]}"#
    ])
    let report = try await run(copy(["amount=lines.price,product=lines.sku"], each: "lines"))
    #expect(report.rows?.revenueMinor == 350)
    #expect(Set(try sales().map(\.id)).count == 2)
  }

  @Test("it goes on behind what it has committed, and a crash before that repeats records under the same ids")
  func goesOn() async throws {
    try await put((0..<10).map { Self.order($0) })
    _ = try await run(copy())
    try await put((10..<15).map { Self.order($0) })
    let second = try await run(copy(), member: 1)
    #expect(second.records == 5)
    #expect(Set(try sales().map(\.id)).count == 15)
    // Another group has committed nothing, as after a crash before the commit.
    topic.tell(2, .assigned([0, 1]))
    _ = try await copy().run(group: "other", drain: true)
    #expect(log.lines.count == 30)
    #expect(Set(try sales()).count == 15)
  }

  @Test("a log that does not answer is tried again, and nothing is committed before")
  func retries() async throws {
    try await put((0..<3).map { Self.order($0) })
    log.queue([.refuse(Self.busy), .loseAcknowledgement(Self.busy)])
    let report = try await run(copy())
    #expect(report.rows?.sales == 3)
    #expect(Set(try sales()).count == 3)
    #expect(topic.log.committed(group: "import").values.reduce(0, +) == 3)
  }

  @Test("records without columns of a sale stop it, and the option is named")
  func unknown() async throws {
    try await put([#"{"a":1,"b":2}"#])
    await #expect {
      try await run(copy())
    } throws: {
      ($0 as? ImportProblem)?.message.contains("--map time=COLUMN") == true
    }
    #expect(log.lines.isEmpty)
  }

  @Test(
    "a currency that only later records name counts: another one than the store's makes a dead letter",
    arguments: [
      (#","currency":"EUR""#, "currency EUR is not USD, which the store counts"),
      (#","price":{"currency":"GBP"}"#, "currency GBP is not USD, which the store counts"),
      (#","currency":"XQZ""#, #"currency "XQZ" is not a code such as USD"#), (#","currency":"usd""#, nil),
      (#","currency":null"#, nil),
    ] as [(String, String?)])
  func lateCurrency(field: String, message: String?) async throws {
    func late(_ number: Int) -> String { Self.order(number).dropLast() + field + "}" }
    try await put((0..<1100).map { Self.order($0) })
    _ = try await run(copy())
    try await put([Self.order(1100), late(1101), Self.order(1102), late(1103), #"{"after":\#(late(1104)),"op":"c"}"#])
    let batches = try copy()
    topic.tell(1, .assigned([0, 1]))
    let report = try await batches.run(group: "other", drain: true)
    #expect(report.records == 1105)
    #expect(report.rows?.sales == (message == nil ? 1105 : 1102))
    #expect(report.passedOn == (message == nil ? 0 : 3))
    #expect(report.firstProblems.allSatisfy { $0.hasSuffix(": currency: \(message ?? "")") })
    if message != nil { #expect(log.lines.contains(late(1101))) }
  }
}
