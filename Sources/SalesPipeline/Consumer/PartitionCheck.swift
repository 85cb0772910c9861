import SalesCore

/// Checks a partition's checkpoint against the log: same log, nothing lost.
struct PartitionCheck {
  let log: any SaleLog
  let checkpoint: Checkpoint

  private var during: String { "consume partition \(checkpoint.partition) of \(log.location)" }

  /// Offsets that retention took unconsumed; nil without any. Throws `.foreign` where the log is not the one that was
  /// consumed: it ends before the checkpoint, or its last consumed record is another one.
  func lost(_ bounds: [PartitionBounds]) async throws -> Range<Int64>? {
    guard let own = bounds.first(where: { $0.partition == checkpoint.partition }) else {
      throw BackendError(.unavailable, during: during, detail: "the log does not tell its offsets yet")
    }
    guard checkpoint.next <= own.end else {
      throw foreign("the log ends at \(own.end), before the store's checkpoint \(checkpoint.next)")
    }
    if checkpoint.next < own.first { return checkpoint.next..<own.first }
    if checkpoint.next > own.first { try await checkFingerprint() }
    return nil
  }

  func gap(_ lost: Range<Int64>) -> BackendError {
    BackendError(
      .gap, during: during,
      detail: "retention has removed the records \(lost.lowerBound)..<\(lost.upperBound) before they were consumed")
  }

  private func checkFingerprint() async throws {
    guard let known = checkpoint.fingerprint else { return }
    let last = checkpoint.next - 1
    let record: RecordBatch
    do {
      record = try await log.read(from: Position(partition: checkpoint.partition, offset: last), limit: 1)
    } catch let error as BackendError where error.kind == .gap {
      return  // retention was faster
    }
    guard record.offsets == [last] else { return }
    guard record.fingerprint == known else {
      throw foreign("record \(last) is not the one that was consumed")
    }
  }

  private func foreign(_ found: String) -> BackendError {
    BackendError(.foreign, during: during, detail: "\(found): it is another log, or an older copy")
  }
}

extension Consumer {
  /// Throws `.foreign` where the store knows a partition that the log has not.
  func checkPartitions(_ bounds: [PartitionBounds]) async throws {
    let known = try await storedCheckpoints().keys
    guard let missing = known.filter({ known in !bounds.contains { $0.partition == known } }).min() else { return }
    throw BackendError(
      .foreign, during: "consume \(log.location)",
      detail: "the store holds sales of partition \(missing), but the log has \(bounds.count) partitions: "
        + "it is another log, or was made anew")
  }

  /// The checkpoints of all partitions, also of those that other members consume.
  func storedCheckpoints() async throws -> [Int32: Checkpoint] {
    let state = try await store.poll(PollRequest(spans: [])).state
    return Dictionary(state.checkpoints.map { ($0.partition, $0) }) { first, _ in first }
  }
}
