package import SalesCore
import SalesPipeline

/// A repair needs no quiet: consumers that it has fenced off may still be writing, and others may take the partitions
/// before it is done. What it writes is, like any rollup, a function of the log up to `through`, and replaces only what
/// it has looked at.
extension MongoSaleStore {
  package func beginRepair() async throws {
    for checkpoint in try await documents.checkpoints() {
      _ = try await documents.takeCheckpoint(of: checkpoint.partition)
    }
    try await documents.raiseGeneration()
    held = [:]
    kept.forgetAll()
    try await learnSettings()
  }

  package func replace(_ span: RollupSpan, with rollups: [Rollup], names: [String]) async throws {
    var numbers: [NameID: NameID] = [:]
    func number(_ id: NameID) -> NameID {
      if let number = numbers[id] { return number }
      let number = documents.names.id(of: names[Int(id)])
      numbers[id] = number
      return number
    }
    var counted = rollups
    for rollup in counted.indices {
      for cell in counted[rollup].cells.indices {
        counted[rollup].cells[cell].region = number(counted[rollup].cells[cell].region)
        counted[rollup].cells[cell].product = number(counted[rollup].cells[cell].product)
      }
      counted[rollup].cells = GrowingRollup.cut(counted[rollup].cells, names: documents.names, other: other)
    }
    for _ in 0..<Self.mostAttempts {
      guard try await rewrite(span, counted) else { continue }
      // Last: who loads everything anew at that sees all of it.
      if isRepairUntold { try await documents.raiseGeneration() }
      isRepairUntold = false
      return
    }
    throw BackendError(
      .unavailable, during: "repair store \(location)", detail: "other writers keep changing the same documents")
  }

  /// False where another writer came between looking and writing.
  private func rewrite(_ span: RollupSpan, _ counted: [Rollup]) async throws -> Bool {
    try await learnSettings()
    let first = retainedFrom[span.level] ?? .distantPast
    let kept = try await documents.rollups(span, changed: nil).filter { $0.rollup.bucket >= first }
    var missing = Dictionary(uniqueKeysWithValues: counted.map { ($0.key, $0) })
    var changes: [RollupChange] = []
    var deleted: [Rollup.Key: StoredRollup.Revision] = [:]
    for stored in kept {
      let key = stored.rollup.key
      let right = try await brought(missing.removeValue(forKey: key) ?? Rollup(none: key), upTo: stored.rollup.through)
      if right.cells.isEmpty {
        deleted[key] = stored.revision
      } else if !right.isSame(as: stored.rollup) {
        changes.append(change(to: right, from: stored))
      }
    }
    changes += missing.values.filter { $0.bucket >= first }.map { change(to: $0, from: nil) }
    if changes.isEmpty, deleted.isEmpty { return true }
    isRepairUntold = true
    let isWritten = changes.isEmpty ? true : try await documents.write(changes)
    let isDeleted = deleted.isEmpty ? true : try await documents.deleteRollups(deleted)
    return isWritten && isDeleted
  }

  /// Its generation is above that of all consumers: one that has the wrong content at hand under the same `through`,
  /// even one that took the partition after the repair began, must not take this for it.
  private func change(to rollup: Rollup, from stored: StoredRollup?) -> RollupChange {
    let above = max(generation, stored?.generation ?? 0) + 1
    return RollupChange(new: StoredRollup(rollup: rollup, generation: above), loaded: stored?.revision)
  }

  /// A recounted rollup, and the sales after it up to `offset`: consumers ahead of the checkpoint have counted those
  /// already and will not do so again. Where no sale stands at `offset`, none of them has written it, and it says
  /// nothing.
  private func brought(_ rollup: Rollup, upTo offset: Int64) async throws -> Rollup {
    guard offset > rollup.through else { return rollup }
    let bucket = calendar.bucket(rollup.level, containing: rollup.bucket)
    let (partition, through) = (rollup.partition, rollup.through)
    let sales: [SaleFigures] = try await documents.reduce(in: bucket, into: []) { sales, sale in
      if sale.position.partition == partition, sale.position.offset > through, sale.position.offset <= offset {
        sales.append(sale)
      }
    }
    .sorted { $0.position < $1.position }
    guard sales.last?.position.offset == offset else { return rollup }
    var growing = GrowingRollup(StoredRollup(rollup: rollup, generation: 0), names: documents.names)
    for sale in sales { growing.add(sale, names: documents.names, other: other) }
    var rollup = rollup
    (rollup.cells, rollup.through) = (growing.cells, growing.through)
    return rollup
  }
}

extension Rollup {
  fileprivate init(none key: Key) {
    self.init(level: key.level, bucket: key.bucket, partition: key.partition, through: -1, cells: [])
  }

  fileprivate func isSame(as other: Rollup) -> Bool {
    through == other.through && cells.count == other.cells.count && Set(cells) == Set(other.cells)
  }
}
