import Foundation
import GRDB
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

/// The findings of `verify`: a log of a few sales and dead letters is consumed, then somebody meddles with a file.
@Suite(.timeLimit(.minutes(10))) struct SQLiteAuditTests {
  let folder: TemporaryFolder
  let now = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  init() throws { folder = try TemporaryFolder() }

  var storePath: String { folder.file("store.sqlite") }

  func record(_ id: String, _ amount: String, product: String = "Desk") -> String {
    #"{"id":"\#(id)","time":"\#(now.text)","amount":\#(amount),"product":"\#(product)","region":"EMEA"}"#
  }

  func openLog(_ mode: SQLiteSaleLog.Mode = .read) throws -> SQLiteSaleLog {
    try SQLiteSaleLog(path: folder.file("log.sqlite"), mode: mode, now: { [now] in now })
  }

  func consume(_ records: [String]) async throws {
    let log = try openLog(.produce)
    _ = try await log.append(SaleLogContract.buffer(records), progress: nil)
    let store = try SQLiteSaleStore(path: storePath, settings: nil)
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { [now] in now }).run(drain: true)
  }

  func verify() async throws -> AuditReport {
    try await Audit(log: try openLog(), store: try SQLiteStoreReader(path: storePath).snapshot()).run()
  }

  func meddle(_ file: String, _ sql: String) async throws {
    try await DatabaseQueue(path: folder.file(file)).write { try $0.execute(sql: sql) }
  }

  var records: [String] {
    [record("a", "1.00"), record("b", "2.00", product: "Lamp"), "broken", record("a", "1.00"), record("c", "-0.50")]
  }

  @Test(
    "every meddling shows",
    arguments: [
      "DELETE FROM sales WHERE id = 'b'", "UPDATE sales SET amount = amount + 1 WHERE id = 'b'",
      "UPDATE sales SET time = time + 1 WHERE id = 'b'", "UPDATE sales SET product = region WHERE id = 'b'",
      "INSERT INTO sales VALUES ('x', (SELECT time FROM sales), 5, 1, 1, 0, 1)",
      "DELETE FROM rollups WHERE level = 1", "DELETE FROM rollups WHERE level = 3",
      "INSERT INTO rollups SELECT level, bucket - 60000, partition, through, cells FROM rollups WHERE level = 1",
      "UPDATE checkpoints SET next = next - 1", "UPDATE checkpoints SET next = next + 1",
      "UPDATE checkpoints SET duplicates = 0", "DELETE FROM dead_letters", "UPDATE dead_letters SET reason = 'bad_id'",
      "UPDATE dead_letters SET bytes = x'00'",
      "UPDATE names SET name = 'Chair' WHERE name = 'Lamp'", "UPDATE checkpoints SET fingerprint = fingerprint + 1",
      "UPDATE rollups SET through = through + 1", "UPDATE rollups SET through = through - 1 WHERE level = 0",
      "INSERT INTO lost VALUES (0, 1, 2)",
    ])
  func meddled(sql: String) async throws {
    try await consume(records)
    let before = try await verify()
    #expect(before.isOK && before.log == .init(sales: 3, revenueMinor: 250), "\(before.differences)")
    try await meddle("store.sqlite", sql)
    #expect(try await !verify().isOK)
  }

  @Test(
    "what cannot have been written into a store is damage, and no trap",
    arguments: [
      "UPDATE sales SET region = 99", "UPDATE sales SET product = -1", "UPDATE sales SET time = 9223372036854775807",
      "UPDATE sales SET time = -9223372036854775808", "DELETE FROM names WHERE id = 0",
      "UPDATE checkpoints SET sales = -1", "UPDATE checkpoints SET partition = 99999999999",
      "UPDATE rollups SET cells = x'FF7F0001000100'", "UPDATE rollups SET cells = x'00'",
      "INSERT INTO lost VALUES (0, 2, 2)",
      "UPDATE retained SET since = 9223372036854775807", "UPDATE dead_letters SET reason = 'whim'",
    ])
  func damage(sql: String) async throws {
    try await consume(records)
    try await meddle("store.sqlite", sql)
    await #expect {
      _ = try await verify()
    } throws: {
      ($0 as? BackendError)?.kind == .corrupt
    }
  }

  @Test("ids that Swift takes for equal and bytes do not are two sales")
  func canonicalTwins() async throws {
    try await consume([record("caf\u{E9}", "1.00"), record("cafe\u{301}", "2.00")])
    let report = try await verify()
    #expect(report.isOK && report.store == .init(sales: 2, revenueMinor: 300), "\(report.differences)")
  }

  @Test("amounts of which few would go beyond a sum's 64 bits are dead letters, and the rest adds up")
  func absurdAmounts() async throws {
    let most = "92233720368547758.07"
    try await consume((0..<3).map { record("s\($0)", most) } + [record("last", "1.00")])
    let report = try await verify()
    #expect(report.isOK && report.store == .init(sales: 1, revenueMinor: 100), "\(report.differences)")
    #expect(report.log == .init(sales: 1, revenueMinor: 100))
  }

  @Test("after retention the report says from where on it compared, and what is before still must add up")
  func pruned() async throws {
    try await consume(records)
    let log = try openLog(.produce)
    try await log.retain(LogRetention(bytes: 100), now: now)
    let report = try await verify()
    #expect(report.isOK && report.coverage.map(\.isWhole) == [false], "\(report.differences)")
    #expect(report.log == .init(sales: 3, revenueMinor: 250))
    try await meddle("store.sqlite", "DELETE FROM sales WHERE id = 'a'")
    #expect(try await !verify().isOK)
  }

  @Test("records that went before they were consumed are lost, and it says so")
  func lostToRetention() async throws {
    try await consume(records)
    let log = try openLog(.produce)
    _ = try await log.append(SaleLogContract.buffer([record("d", "1.00")]), progress: nil)
    try await log.retain(LogRetention(bytes: 0, isForced: true), now: now)
    #expect(
      try await verify().differences == ["lost: retention has removed the records 0/5..<6 unconsumed"])
  }

  @Test("retention that overtakes it leaves less to compare, and is no error")
  func overtaken() async throws {
    let log = MemoryLog(now: { [now] in now })
    _ = try await log.append(SaleLogContract.buffer(records), progress: nil)
    let store = MemoryStore()
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { [now] in now }).run(drain: true)
    let report = try await Audit(log: OvertakenLog(log: log), store: store.snapshot()).run()
    #expect(report.isOK && report.coverage.map(\.first) == [2], "\(report.differences)")
  }
}

/// Loses its first records just before they are read.
private struct OvertakenLog: SaleLog {
  let log: MemoryLog

  var identity: LogIdentity { log.identity }
  var topic: String { log.topic }
  var location: String { log.location }

  func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    try await log.append(records, progress: progress)
  }

  func nextSequence(of source: String) async throws -> Int64 { try await log.nextSequence(of: source) }
  func partitions() async throws -> [PartitionBounds] { try await log.partitions() }
  func changes() -> AsyncStream<Void> { log.changes() }
  func subscribe(group: String) async throws -> any LogSubscription { WholeLog(self) { _ in } }

  func read(from position: Position, limit: Int) async throws -> RecordBatch {
    log.prune(before: 2)
    return try await log.read(from: position, limit: limit)
  }
}
