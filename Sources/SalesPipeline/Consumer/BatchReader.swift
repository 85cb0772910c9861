import SalesCore

/// A batch of records and its decoded form.
struct DecodedBatch: Sendable {
  var records: RecordBatch
  var batch: StoreBatch
}

/// Reads and decodes the partitions in turn, a batch of each, ahead of the store. A value, so that a copy can read on
/// while a batch is being stored, and replaces the original only where that read succeeded.
struct BatchReader: Sendable {
  private let subscription: any LogSubscription
  private let batchSize: Int
  private var decoder: BatchDecoder
  private let now: @Sendable () -> Timestamp
  /// Read position of each partition, as a checkpoint.
  private var cursors: [Int32: Checkpoint] = [:]
  /// Partitions still to be read in this round, the next one last.
  private var turns: [Int32] = []
  private var ends: [Int32: Int64] = [:]
  private var goal: [Int32: Int64]?

  /// Retention has removed the next record of `partition`.
  struct Gap: Error {
    var partition: Int32
    var cause: BackendError
  }

  init(
    _ subscription: any LogSubscription, batchSize: Int, decoder: BatchDecoder, now: @escaping @Sendable () -> Timestamp
  ) {
    self.subscription = subscription
    self.batchSize = batchSize
    self.decoder = decoder
    self.now = now
  }

  mutating func begin(at checkpoint: Checkpoint) { cursors[checkpoint.partition] = checkpoint }

  mutating func leave(_ partition: Int32) {
    cursors[partition] = nil
    turns.removeAll { $0 == partition }
  }

  /// A round reads every partition until nothing is at hand, or `goal` is reached. Below `ends`, a batch that is not
  /// full does not end the round: more records are known to exist.
  mutating func startRound(ends: [Int32: Int64], goal: [Int32: Int64]?) {
    self.ends = ends
    self.goal = goal
    turns = cursors.keys.sorted(by: >)
  }

  /// The last round ended below the known end of some partition.
  var isBehind: Bool { cursors.values.contains { $0.next < ends[$0.partition] ?? 0 } }

  /// Nil at the end of the round. Throws `Gap` or the log's error; nothing is skipped then.
  mutating func next() async throws -> DecodedBatch? {
    while let partition = turns.popLast() {
      guard let cursor = cursors[partition], isBeforeGoal(cursor) else { continue }
      let records = try await read(partition)
      guard let next = records.next else { continue }
      let batch = decoder.decode(records, after: cursor, now: now())
      if let clock = batch.clock { cursors[partition]?.note(clock) }
      cursors[partition]?.next = next
      cursors[partition]?.newestSale = batch.newestSale
      if records.isFull(batchSize) || next < ends[partition] ?? 0 { turns.insert(partition, at: 0) }
      return DecodedBatch(records: records, batch: batch)
    }
    return nil
  }

  /// The next batch and the reader after it; nil where reading failed, which the next call of `next` repeats.
  func following() async -> (BatchReader, DecodedBatch?)? {
    var reader = self
    do {
      let decoded = try await reader.next()
      return (reader, decoded)
    } catch {
      return nil
    }
  }

  private func isBeforeGoal(_ cursor: Checkpoint) -> Bool {
    guard let goal else { return true }
    return cursor.next < goal[cursor.partition] ?? 0
  }

  private func read(_ partition: Int32) async throws -> RecordBatch {
    do {
      return try await subscription.read(partition, limit: batchSize)
    } catch let error as BackendError where error.kind == .gap {
      throw Gap(partition: partition, cause: error)
    }
  }
}
