import GRDB
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

/// Rollups that somebody has damaged in the file, made anew from the sales.
@Suite(.timeLimit(.minutes(10))) struct SQLiteRepairTests {
  let folder: TemporaryFolder
  let log: MemoryLog
  let now = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  init() throws {
    folder = try TemporaryFolder()
    log = MemoryLog(partitions: 2, now: { [now] in now })
  }

  private var path: String { folder.file("store.sqlite") }

  /// Four days of sales in two partitions, consumed.
  private func consume(products: Int = 3) async throws {
    for partition in [0, 1] as [Int32] {
      let records = (0..<20).map { number in
        let time = now - .hours(Int64(number) * 4)
        return
          #"{"id":"\#(partition)-\#(number)","time":"\#(time.text)","amount":1.50,"product":"P\#(number % products)","region":"NA"}"#
      }
      log.append(SaleLogContract.buffer(records), to: partition)
    }
    let store = try open()
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { [now] in now }).run(drain: true)
  }

  private func open() throws -> SQLiteSaleStore { try SQLiteSaleStore(path: path, settings: nil) }

  private func verify() async throws -> AuditReport {
    try await Audit(log: log, store: try SQLiteStoreReader(path: path).snapshot()).run()
  }

  private func meddle(_ sql: String) async throws {
    try await DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  /// The tables that a repair may not touch.
  private func kept() async throws -> [Checkpoint] {
    try await SQLiteStoreReader(path: path).snapshot().state.checkpoints.map { checkpoint in
      var checkpoint = checkpoint
      checkpoint.epoch = 0
      return checkpoint
    }
  }

  @Test(
    "whatever has become of rollups, a repair makes them as the sales have them, and consuming goes on",
    arguments: [
      "DELETE FROM rollups", "DELETE FROM rollups WHERE level = 1",
      "DELETE FROM rollups WHERE level = 3 AND partition = 1",
      "UPDATE rollups SET cells = (SELECT cells FROM rollups WHERE level = 3 LIMIT 1)",
      "UPDATE rollups SET cells = x'00'", "UPDATE rollups SET cells = x'FF7F0001000100' WHERE level = 2",
      "UPDATE rollups SET through = through + 100", "UPDATE rollups SET through = 0",
      "UPDATE rollups SET partition = 7 WHERE partition = 1",
      "INSERT INTO rollups SELECT level, bucket - 1, partition, through, cells FROM rollups",
      "INSERT INTO rollups SELECT level, bucket - 864000000, partition, through, cells FROM rollups",
      "INSERT INTO rollups SELECT level, bucket + 864000000, partition, through, x'00' FROM rollups WHERE level = 0",
    ])
  func repairs(sql: String) async throws {
    try await consume()
    let before = (try await kept(), try await verify())
    #expect(before.1.isOK, "\(before.1.differences)")
    try await meddle(sql)
    do {
      #expect(try await !verify().isOK)
    } catch let error as BackendError {
      #expect(error.kind == .corrupt)
    }
    do { _ = try await Repair(store: try open()).run() }
    let after = (try await kept(), try await verify())
    #expect(after.1.isOK, "\(after.1.differences)")
    #expect(after.0 == before.0 && after.1.rollups == before.1.rollups)
    try await consume()
    #expect(try await verify().isOK)
  }

  @Test("the report counts what was wrong")
  func report() async throws {
    try await consume()
    try await meddle(
      """
      DELETE FROM rollups WHERE level = 3 AND partition = 0;
      UPDATE rollups SET through = through + 1 WHERE level = 3 AND partition = 1;
      INSERT INTO rollups SELECT level, bucket - 864000000, partition, through, cells FROM rollups WHERE level = 3
      """)
    let store = try open()
    let report = try await Repair(store: store).run()
    let days = 4
    #expect(report.added == days && report.corrected == days && report.removed == days)
    let again = try await Repair(store: store).run()
    #expect(again.changes == 0 && again.recounted == report.recounted)
  }

  @Test("a repair that ends in the middle is done again, and readers see each step")
  func interrupted() async throws {
    try await consume()
    let right = try await verify()
    try await meddle("UPDATE rollups SET cells = (SELECT cells FROM rollups WHERE level = 3 LIMIT 1)")
    let store = try open()
    let span = RollupSpan(level: .day, range: .distantPast..<Timestamp.distantFuture)
    var token = try await store.poll(PollRequest(spans: [span])).token
    let task = Task {
      // After the first day.
      try await Repair(store: store).run { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await !verify().isOK)
    for _ in 0..<2 {
      let poll = try await store.poll(PollRequest(spans: [span], after: token))
      #expect(poll.isComplete)
      token = poll.token
      _ = try await Repair(store: store).run()
    }
    let report = try await verify()
    #expect(report.isOK && report.rollups == right.rollups, "\(report.differences)")
  }

  @Test("names beyond a rollup's most cells count under (other) again")
  func floodOfNames() async throws {
    let count = RollupCells.mostCells + 500
    let records = (0..<count).map {
      #"{"id":"\#($0)","time":"\#(now.text)","amount":0.01,"product":"P\#($0)","region":"NA"}"#
    }
    log.append(SaleLogContract.buffer(records), to: 0)
    try await consume()
    try await meddle("DELETE FROM rollups")
    let store = try open()
    _ = try await Repair(store: store).run()
    let poll = try await store.poll(PollRequest(spans: [RollupSpan(level: .minute, range: now..<now + .minutes(1))]))
    let cells = try #require(poll.rollups.first { $0.partition == 0 }).cells
    #expect(cells.count == RollupCells.mostCells + 1)
    #expect(cells.filter { poll.names[Int($0.product)] == "(other)" }.map(\.sales) == [500])
    let report = try await verify()
    #expect(report.isOK, "\(report.differences)")
  }
}
