package import SalesCore
package import SalesPipeline
import Synchronization
import TextUI

/// The plainest store that keeps the contract: it remembers sales by id and counts everything afresh. What the real ones
/// are held against.
package final class MemoryStore: SaleStore {
  fileprivate struct Contents: Sendable {
    var settings: StoreSettings
    var sales: [String: StoredSale] = [:]
    var letters: [Position: DeadLetter] = [:]
    var checkpoints: [Int32: Checkpoint] = [:]
    var heartbeat: Heartbeat?
    var names: [String] = [RollupCells.otherName]
    /// Rollups that somebody made other than the sales have them; without cells, one that was taken away.
    var replaced: [Rollup.Key: Rollup] = [:]
    var generation: Int64 = 0
    var failure: BackendError?
    var beats: [Heartbeat] = []
    var onApply: (@Sendable (StoreBatch) async throws -> Void)?
  }

  private let contents: Mutex<Contents>
  private let calendar: ReportingCalendar

  package init(settings: StoreSettings = StoreSettings(), calendar: ReportingCalendar = .utc) {
    contents = Mutex(Contents(settings: settings))
    self.calendar = calendar
  }

  /// Every further write throws this; nil ends it.
  package func fail(with error: BackendError?) {
    contents.withLock { $0.failure = error }
  }

  /// Called before each batch; what it throws is thrown.
  package func onApply(_ action: (@Sendable (StoreBatch) async throws -> Void)?) {
    contents.withLock { $0.onApply = action }
  }

  package var heartbeats: Int { beats.count }
  /// All of them, in order.
  package var beats: [Heartbeat] { contents.withLock { $0.beats } }

  package var identity: String { "memory" }
  package var location: String { "memory" }

  package func beginRepair() async throws {
    contents.withLock { contents in
      for partition in contents.checkpoints.keys { contents.checkpoints[partition]?.epoch += 1 }
      contents.generation += 1
    }
  }

  package func replace(_ span: RollupSpan, with rollups: [Rollup], names: [String]) async throws {
    contents.withLock { contents in
      contents.replaced = contents.replaced.filter { $0.key.level != span.level || !span.range.contains($0.key.bucket) }
      var wanted = Dictionary(uniqueKeysWithValues: rollups.map { ($0.key, $0) })
      for counted in MemorySnapshot(contents: contents, calendar: calendar).counted(span) {
        let given = wanted.removeValue(forKey: counted.key).map { contents.translate($0, from: names) }
        // A rollup that agrees with the sales goes on being counted afresh.
        if let given, given.holdsSame(as: counted) { continue }
        contents.replaced[counted.key] = given ?? counted.emptied
      }
      for (key, rollup) in wanted { contents.replaced[key] = contents.translate(rollup, from: names) }
      contents.generation += 1
    }
  }

  package func take(_ partition: Int32, of log: LogIdentity) async throws -> Checkpoint {
    try contents.withLock { contents in
      if let failure = contents.failure { throw failure }
      if let known = contents.settings.logIdentity, known.name != log.name {
        throw BackendError(.foreign, during: "take", detail: "another log")
      }
      contents.settings.logIdentity = log
      var checkpoint = contents.checkpoints[partition] ?? Checkpoint(partition: partition, epoch: 0, next: 0)
      checkpoint.epoch += 1
      contents.checkpoints[partition] = checkpoint
      return checkpoint
    }
  }

  package func apply(_ batch: StoreBatch) async throws -> Checkpoint {
    try await contents.withLock { $0.onApply }?(batch)
    return try contents.withLock { contents in
      if let failure = contents.failure { throw failure }
      guard var checkpoint = contents.checkpoints[batch.partition], checkpoint.epoch == batch.epoch else {
        throw BackendError(.fenced, during: "apply", detail: "another consumer")
      }
      if batch.next <= checkpoint.next { return checkpoint }
      guard batch.from <= checkpoint.next else { throw BackendError(.mismatch, during: "apply", detail: "a gap") }
      if let clock = batch.clock { checkpoint.note(clock) }
      for entry in batch.entries where entry.offset >= checkpoint.next {
        contents.store(entry, of: batch.partition, &checkpoint.totals)
      }
      for letter in batch.deadLetters where letter.position.offset >= checkpoint.next {
        contents.letters[letter.position] = letter
        checkpoint.totals.deadLetters += 1
      }
      if let lost = batch.lost, lost.upperBound > checkpoint.next {
        checkpoint.lost.append(max(lost.lowerBound, checkpoint.next)..<lost.upperBound)
      }
      checkpoint.next = batch.next
      checkpoint.newestSale = batch.newestSale ?? checkpoint.newestSale
      checkpoint.fingerprint = batch.fingerprint ?? checkpoint.fingerprint
      contents.checkpoints[batch.partition] = checkpoint
      return checkpoint
    }
  }

  package func beat(_ heartbeat: Heartbeat) async throws {
    try contents.withLock { contents in
      if let failure = contents.failure { throw failure }
      contents.heartbeat = heartbeat
      contents.beats.append(heartbeat)
    }
  }

  package func retain(now: Timestamp) async throws {}

  package func snapshot() async throws -> any StoreSnapshot {
    MemorySnapshot(contents: contents.withLock { $0 }, calendar: calendar)
  }

  package func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    contents.withLock { contents in
      let letters = contents.letters.values.filter { reason == nil || $0.problem.reason == reason }
        .sorted { $0.position < $1.position }
      return Array(letters.filter { letter in position.map { letter.position > $0 } ?? true }.prefix(limit))
    }
  }

  package func rejections(newest limit: Int) async throws -> [Rejection] {
    contents.withLock { contents in
      contents.letters.values.map { Rejection(position: $0.position, appended: $0.appended, problem: $0.problem) }
        .newest(limit)
    }
  }

  package func settings() async throws -> StoreSettings { contents.withLock { $0.settings } }

  package func poll(_ request: PollRequest) async throws -> Poll {
    let snapshot = MemorySnapshot(contents: contents.withLock { $0 }, calendar: calendar)
    let token = PollToken(
      generation: snapshot.contents.generation,
      next: Dictionary(uniqueKeysWithValues: snapshot.state.checkpoints.map { ($0.partition, $0.next) }))
    let after = request.after.flatMap { $0.generation == token.generation ? $0 : nil }
    let rollups = request.spans.flatMap(snapshot.rollups).filter { rollup in
      after.map { rollup.through >= $0.next[rollup.partition] ?? 0 } ?? true
    }
    return Poll(
      token: token, isComplete: after == nil, names: snapshot.names, rollups: rollups, state: snapshot.state)
  }

  package func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    let snapshot = MemorySnapshot(contents: contents.withLock { $0 }, calendar: calendar)
    return RecountedRollups(
      names: snapshot.names, rollups: snapshot.counted(RollupSpan(level: level, range: span)))
  }

  package func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    let found = contents.withLock { Array($0.sales.values) }
      .filter {
        query.range.contains($0.sale.time) && query.filter.admits(region: $0.sale.region, product: $0.sale.product)
      }
      .sorted { (SaleKey(of: $0.sale) < SaleKey(of: $1.sale)) != query.newestFirst }
    return Array(
      found.filter { stored in
        guard let after = query.after else { return true }
        let place = SaleKey(of: stored.sale)
        return query.newestFirst ? place < after : place > after
      }
      .prefix(query.limit))
  }

  package func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
}

extension MemoryStore.Contents {
  fileprivate mutating func store(
    _ entry: StoreBatch.Entry, of partition: Int32, _ totals: inout RunningTotals
  ) {
    for name in [entry.sale.region, entry.sale.product] where !names.contains(name) { names.append(name) }
    if let known = sales[entry.sale.id] {
      totals.duplicates += 1
      if !entry.sale.hasContent(of: known.sale) { totals.conflicts += 1 }
      return
    }
    sales[entry.sale.id] = StoredSale(
      sale: entry.sale, position: Position(partition: partition, offset: entry.offset))
    totals.sales += 1
    totals.revenueMinor &+= entry.sale.amount.minorUnits
    if entry.isLate { totals.late += 1 }
  }
}

extension MemoryStore.Contents {
  /// With this store's numbers for the names.
  fileprivate mutating func translate(_ rollup: Rollup, from names: [String]) -> Rollup {
    var rollup = rollup
    for index in rollup.cells.indices {
      rollup.cells[index].region = id(of: names[Int(rollup.cells[index].region)])
      rollup.cells[index].product = id(of: names[Int(rollup.cells[index].product)])
    }
    return rollup
  }

  private mutating func id(of name: String) -> NameID {
    if !names.contains(name) { names.append(name) }
    return NameID(names.firstIndex(of: name) ?? 0)
  }
}

extension Rollup {
  fileprivate var emptied: Rollup {
    Rollup(level: level, bucket: bucket, partition: partition, through: through, cells: [])
  }

  fileprivate func holdsSame(as other: Rollup) -> Bool {
    through == other.through && Set(cells) == Set(other.cells)
  }
}

private struct MemorySnapshot: StoreSnapshot {
  let contents: MemoryStore.Contents
  let calendar: ReportingCalendar

  var settings: StoreSettings { contents.settings }
  var names: [String] { contents.names }

  var state: StoreState {
    let times = contents.sales.values.map(\.sale.time)
    return StoreState(
      checkpoints: contents.checkpoints.values.sorted { $0.partition < $1.partition }, heartbeat: contents.heartbeat,
      oldestSale: times.min(), newestSale: times.max())
  }

  func stored(ids: [String]) -> [StoredSale?] {
    ids.map { contents.sales[$0] }
  }

  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) -> Result {
    figures(in: span).reduce(into: result, body)
  }

  private func figures(in span: Range<Timestamp>) -> [SaleFigures] {
    let ids = Dictionary(uniqueKeysWithValues: contents.names.enumerated().map { ($1, NameID($0)) })
    return contents.sales.values.filter { span.contains($0.sale.time) }
      .map { stored in
        SaleFigures(
          time: stored.sale.time, amount: stored.sale.amount.minorUnits, region: ids[stored.sale.region] ?? 0,
          product: ids[stored.sale.product] ?? 0, position: stored.position)
      }
      .sorted { ($0.time, $0.position) < ($1.time, $1.position) }
  }

  func rollups(_ span: RollupSpan) -> [Rollup] {
    var rollups = Dictionary(uniqueKeysWithValues: counted(span).map { ($0.key, $0) })
    for (key, rollup) in contents.replaced where key.level == span.level && span.range.contains(key.bucket) {
      rollups[key] = rollup.cells.isEmpty ? nil : rollup
    }
    return rollups.values.sorted { ($0.bucket, $0.partition) < ($1.bucket, $1.partition) }
  }

  /// As the sales have them.
  func counted(_ span: RollupSpan) -> [Rollup] {
    let figures = figures(in: .distantPast..<Timestamp.distantFuture)
    return Recount.rollups(of: figures, level: span.level, calendar: calendar, other: 0)
      .filter { span.range.contains($0.bucket) }
  }

  func totals(of partition: Int32, before offset: Int64) -> Totals {
    let own = contents.sales.values.filter { $0.position.partition == partition && $0.position.offset < offset }
    return Totals(
      sales: Int64(own.count), refunds: Int64(own.filter(\.sale.isRefund).count),
      revenue: own.reduce(0) { $0 &+ $1.sale.amount.minorUnits })
  }

  func deadLetters(of partition: Int32, in offsets: Range<Int64>) -> [Int64: DeadLetter] {
    let own = contents.letters.values.filter {
      $0.position.partition == partition && offsets.contains($0.position.offset)
    }
    return Dictionary(uniqueKeysWithValues: own.map { ($0.position.offset, $0) })
  }

  func deadLetterCount() -> Int64 { Int64(contents.letters.count) }
}
