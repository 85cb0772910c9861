import SalesCore
import SalesPipeline

/// One running copy of a topic.
struct TopicRun<C: Clock> where C.Duration == Duration {
  private let copy: TopicImport<C>
  private let subscription: any LogSubscription
  private let listener: ImportListener
  private let onOpened: @Sendable (ExaminedFile) throws -> Void
  private var sender: ImportSender<C>
  private var reader: TopicReader?
  /// By partition, the offset to go on at.
  private var next: [Int32: Int64] = [:]
  private var tombstones: Int64 = 0
  var report = TopicReport()

  private static var limit: Int { 5000 }

  init(
    _ copy: TopicImport<C>, _ subscription: any LogSubscription, _ listener: ImportListener,
    _ onOpened: @escaping @Sendable (ExaminedFile) throws -> Void
  ) {
    (self.copy, self.subscription, self.listener, self.onOpened) = (copy, subscription, listener, onOpened)
    sender = ImportSender(log: copy.log, settings: copy.settings, clock: copy.clock, onRetry: listener.onRetry)
  }

  /// `ends` is where each partition ended at the start; nil copies without end.
  mutating func copy(until ends: [Int32: Int64]?) async throws {
    var changes = subscription.changes().makeAsyncIterator()
    while true {
      try Task.checkCancellation()
      do {
        try await answerRebalances()
        let isIdle = try await !step()
        if let ends, !next.isEmpty, ends.allSatisfy({ next[$0.key] ?? .max >= $0.value }) { return }
        if isIdle { _ = await changes.next() }
      } catch let error as BackendError where error.isTransient {
        listener.onRetry(error, .seconds(1))
        try await copy.clock.sleep(for: .seconds(1))
      }
    }
  }

  /// Nothing is in hand between two steps, so a partition can be let go at once.
  private mutating func answerRebalances() async throws {
    while let change = try await subscription.nextRebalance() {
      switch change {
      case .revoked(let partitions), .lost(let partitions):
        for partition in partitions { next[partition] = nil }
        try await subscription.release(partitions)
      case .assigned(let partitions):
        let committed = try await subscription.committed(partitions)
        let bounds = try await copy.topic.partitions()
        for bound in bounds where partitions.contains(bound.partition) {
          next[bound.partition] = committed[bound.partition] ?? bound.first
        }
        let positions = partitions.sorted().map { Position(partition: $0, offset: next[$0] ?? 0) }
        try await subscription.start(positions)
      }
    }
  }

  /// Copies what is at hand; false where that is nothing.
  private mutating func step() async throws -> Bool {
    var isBusy = false
    for partition in next.keys.sorted() {
      let batch = try await subscription.read(partition, limit: Self.limit)
      guard let end = batch.next else { continue }
      isBusy = true
      try await take(batch)
      try await sender.flush()
      report.appended = sender.appended
      next[partition] = end
      try await subscription.commit([Position(partition: partition, offset: end)])
      listener.onProgress(ImportProgress(read: report.records, rejected: report.passedOn))
    }
    return isBusy
  }

  private mutating func take(_ batch: RecordBatch) async throws {
    if reader == nil { reader = try await TopicReader.open(batch, copy, onOpened) }
    for index in 0..<batch.count {
      let position = Position(partition: batch.partition, offset: batch.offsets[index])
      take(batch.bytes(of: index), at: position)
      if sender.isFull { try await sender.flush() }
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, at position: Position) {
    report.records += 1
    guard !bytes.isEmpty else {
      tombstones += 1
      report.deleted += 1
      return
    }
    bytes.withUnsafeBytes { record in
      guard var reader else { return passOn(record, at: position, "it is no JSON object") }
      self.reader = nil
      let problem = reader.read(record, at: position, latest: copy.wall() + copy.settings.target.maxSkew, to: &sender)
      if let problem { passOn(record, at: position, problem) }
      (report.rows, self.reader) = (reader.report, reader)
      report.deleted = tombstones + Int64(reader.deleted)
    }
  }

  private mutating func passOn(_ record: UnsafeRawBufferPointer, at position: Position, _ problem: String) {
    report.passedOn += 1
    if report.firstProblems.count < 3 {
      report.firstProblems.append("\(copy.topic.topic)/\(position.partition)/\(position.offset): \(problem)")
    }
    sender.add(record)
  }
}
