import SalesCore
import SalesPipeline
import TestSupport
import Testing

/// Partitions of seven-cent sales, a store, and the clock that moves both.
struct ConsumerFixture {
  let clock = ManualClock(origin: ConsumerFixture.start)
  let memory: MemoryLog
  let log: GroupedMemoryLog
  let store = MemoryStore()

  static let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  init(partitions: Int32 = 1, records: Int = 0) {
    memory = MemoryLog(partitions: Int(partitions), now: { [clock] in clock.wall })
    log = GroupedMemoryLog(memory)
    for partition in 0..<partitions { append(records, to: partition, from: 0) }
  }

  func append(_ count: Int, to partition: Int32, from first: Int) {
    let texts = (first..<first + count).map { Self.record("p\(partition)-\($0)", at: Self.start) }
    memory.append(SaleLogContract.buffer(texts), to: partition)
  }

  static func record(_ id: String, at time: Timestamp) -> String {
    #"{"id":"\#(id)","time":"\#(time.text)","amount":0.07,"product":"Desk","region":"EMEA"}"#
  }

  func consumer(
    _ log: (any SaleLog)? = nil, batchSize: Int = 3, _ change: (inout ConsumerOptions) -> Void = { _ in }
  ) -> Consumer<ManualClock> {
    var options = ConsumerOptions()
    options.batchSize = batchSize
    change(&options)
    return Consumer(log: log ?? self.log, store: store, options: options, clock: clock, now: { [clock] in clock.wall })
  }

  var totals: RunningTotals { get async throws { try await store.snapshot().state.totals } }

  func checkpoint(_ partition: Int32) async throws -> Checkpoint? {
    try await store.snapshot().state.checkpoints.first { $0.partition == partition }
  }

  /// The store holds each of the log's sales once.
  func expectWhole(_ sales: Int64, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let report = try await Audit(log: memory, store: store.snapshot()).run()
    #expect(report.isOK, "\(report.differences)", sourceLocation: sourceLocation)
    #expect(report.store == .init(sales: sales, revenueMinor: sales * 7), sourceLocation: sourceLocation)
    let duplicates = try await totals.duplicates
    #expect(duplicates == 0, sourceLocation: sourceLocation)
  }
}

func isKind(_ kind: BackendError.Kind) -> (any Error) -> Bool {
  { ($0 as? BackendError)?.kind == kind }
}
