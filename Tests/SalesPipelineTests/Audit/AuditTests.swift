import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing

/// `verify` on logs that are not one whole run of offsets.
@Suite(.timeLimit(.minutes(10))) struct AuditTests {
  let now = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch
  let store = MemoryStore()

  private func record(_ id: String) -> String {
    #"{"id":"\#(id)","time":"\#(now.text)","amount":1.00,"product":"Desk","region":"EMEA"}"#
  }

  private func log(_ partitions: [[String]]) -> MemoryLog {
    let log = MemoryLog(partitions: partitions.count, now: { [now] in now })
    for (partition, records) in partitions.enumerated() {
      log.append(SaleLogContract.buffer(records), to: Int32(partition))
    }
    return log
  }

  private func consume(_ log: any SaleLog) async throws {
    try await Consumer(log: log, store: store, clock: ContinuousClock(), now: { [now] in now }).run(drain: true)
  }

  private func verify(_ log: any SaleLog) async throws -> AuditReport {
    try await Audit(log: log, store: store.snapshot()).run()
  }

  @Test("offsets may have holes, before and behind dead letters")
  func holes() async throws {
    let log = HoleyLog(log: log([[record("a"), "broken", record("b"), "", record("a"), record("c")]]))
    try await consume(log)
    let report = try await verify(log)
    #expect(report.isOK && report.log.sales == 3 && report.deadLetters == 2, "\(report.differences)")
    #expect(report.coverage.map(\.next) == [18])
  }

  @Test("records past the checkpoint are not looked at, though the last one read may be one of them")
  func pastTheCheckpoint() async throws {
    let inner = log([[record("a"), record("b")]])
    let log = HoleyLog(log: inner)
    try await consume(log)
    inner.append(SaleLogContract.buffer(["broken", record("c")]), to: 0)
    let report = try await verify(log)
    #expect(report.isOK && report.log.sales == 2, "\(report.differences)")
  }

  @Test("an accepted gap is told for ever, and the sums still hold")
  func acceptedGap() async throws {
    let log = log([(0..<4).map { record("a\($0)") }])
    try await consume(log)
    log.append(SaleLogContract.buffer((0..<4).map { record("b\($0)") }), to: 0)
    log.prune(before: 6)
    let checkpoint = try await store.take(0, of: log.identity)
    var batch = StoreBatch(partition: 0, epoch: checkpoint.epoch, from: 4, next: 6)
    batch.lost = 4..<6
    _ = try await store.apply(batch)
    let told = "lost: retention had removed the records 0/4..<6 before they were consumed; accepted with --accept-gap"
    #expect(try await verify(log).differences == [told])
    try await consume(log)
    let report = try await verify(log)
    #expect(report.differences == [told])
    #expect(report.store.sales == 6 && report.log == report.store && report.rollups == report.store)
  }

  @Test("a partition that nobody has consumed is told, and is no difference")
  func unconsumed() async throws {
    try await consume(log([[record("a")]]))
    let report = try await verify(log([[record("a")], [record("b")], []]))
    #expect(report.isOK, "\(report.differences)")
    #expect(report.coverage.map(\.isConsumed) == [true, false] && report.coverage.map(\.next) == [1, 0])
  }

  @Test("a partition that the log has lost is a difference")
  func partitionGone() async throws {
    try await consume(log([[record("a")], [record("b")]]))
    let report = try await verify(log([[record("a")]]))
    #expect(report.differences.contains("partition 1 is in the store and not in the log"))
  }

  @Test("another record before the checkpoint is found by its fingerprint, be it as valid")
  func fingerprint() async throws {
    try await consume(log([[record("a"), record("a")]]))
    let report = try await verify(log([[record("a"), record("a") + " "]]))
    #expect(report.differences == ["partition 0: the record at 1 is not the one that was consumed"])
  }

  @Test("conflicts are a finding of their own, with the first five that the log still has and how they differ")
  func conflicts() async throws {
    func lamp(_ id: String, _ amount: Int) -> String {
      #"{"id":"\#(id)","time":"\#((now - .seconds(5)).text)","amount":\#(amount),"product":"Lamp","region":"UK"}"#
    }
    let log = log([[record("a"), record("b"), lamp("a", 1), record("b")] + (0..<5).map { lamp("b", $0) }])
    try await consume(log)
    let report = try await verify(log)
    #expect(report.agrees && !report.isOK && report.conflicts == 6 && report.duplicates == 7)
    #expect(report.conflictExamples.map(\.position.offset) == [2, 4, 5, 6, 7])
    #expect(report.conflictExamples[0].differences == [.time, .product, .region])
    #expect(
      report.conflictExamples[1].text(.usDollar)
        == "b: 0/4 has time 2026-11-21T09:59:55.000Z, amount 0.00, product Lamp, region UK; "
        + "stored from 0/1: time 2026-11-21T10:00:00.000Z, amount 1.00, product Desk, region EMEA")
    log.prune(before: 7)
    let pruned = try await verify(log)
    #expect(pruned.agrees && pruned.conflicts == 6)
    #expect(pruned.conflictExamples.map(\.position.offset) == [7, 8])
  }

  @Test("good sales that are stored as dead letters are differences, however long their names are")
  func longNames() async throws {
    let names = [128, 129].map { String(repeating: "x", count: $0) }
    let records = names.map { record("a").replacing("Desk", with: $0) }
    let log = log([records])
    let checkpoint = try await store.take(0, of: log.identity)
    var batch = StoreBatch(partition: 0, epoch: checkpoint.epoch, from: 0, next: 2)
    batch.deadLetters = (0..<2).map { index in
      DeadLetter(
        position: Position(partition: 0, offset: Int64(index)), appended: now,
        problem: SaleProblem(.badName, "too long"), bytes: Array(records[index].utf8))
    }
    _ = try await store.apply(batch)
    let differences = try await verify(log).differences
    for offset in 0..<2 {
      #expect(differences.contains("dead letter: sales/0/\(offset) is stored as one, the log has no such record there"))
    }
  }

  @Test("progress runs from partition to partition, never back, and to the end")
  func progress() async throws {
    let log = log((0..<3).map { partition in (0..<(partition + 1) * 6000).map { record("\(partition)-\($0)") } })
    try await consume(log)
    let seen = Mutex<[Double]>([])
    _ = try await Audit(log: log, store: store.snapshot()).run { share in seen.withLock { $0.append(share) } }
    let shares = seen.withLock { $0 }
    #expect(shares == shares.sorted() && shares.last == 1 && shares.contains(0.5))
    #expect(shares.count > 6)
  }
}

/// Every third offset has a record; what lies between is a log's own.
private struct HoleyLog: SaleLog {
  let log: MemoryLog

  var identity: LogIdentity { log.identity }
  var topic: String { log.topic }
  var location: String { log.location }

  func append(_ records: RecordBuffer, progress: SourceProgress?) async throws -> [Range<Position>] {
    try await log.append(records, progress: progress)
  }

  func nextSequence(of source: String) async throws -> Int64 { try await log.nextSequence(of: source) }
  func changes() -> AsyncStream<Void> { log.changes() }
  func subscribe(group: String) async throws -> any LogSubscription { WholeLog(self) { _ in } }

  func partitions() async throws -> [PartitionBounds] {
    try await log.partitions().map { PartitionBounds(partition: $0.partition, first: 0, end: $0.end * 3) }
  }

  func read(from position: Position, limit: Int) async throws -> RecordBatch {
    let inner = Position(partition: position.partition, offset: position.offset / 3)
    let records = try await log.read(from: inner, limit: limit)
    var batch = RecordBatch(partition: position.partition)
    for index in 0..<records.count {
      records.bytes(of: index).withUnsafeBytes {
        batch.append(offset: records.offsets[index] * 3 + 2, appended: records.appended[index], bytes: $0)
      }
    }
    return batch
  }
}
