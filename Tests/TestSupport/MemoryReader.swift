import Platform
package import SalesCore
import Synchronization

/// A store in memory: keeps sales, counts every rollup afresh when asked, and remembers what it was asked.
package final class MemoryReader: QueryReader {
  /// The requests to the reader, in order.
  package struct Calls: Sendable {
    package var polls: [PollRequest] = []
    package var recounts: [RollupSpan] = []
    package var sales: [SalesQuery] = []

    package var count: Int { polls.count + recounts.count + sales.count }
  }

  fileprivate struct Contents {
    var settings: StoreSettings
    var calendar: ReportingCalendar
    var sales: [StoredSale] = []
    var names: [String] = []
    var ids: [String: NameID] = [:]
    var next: [Int32: Int64] = [:]
    var late: Int64 = 0
    var generation: Int64 = 1
    var retainedFrom: [RollupLevel: Timestamp] = [:]
    var heartbeat: Heartbeat?
    var failure: (any Error)?
    var calls = Calls()
  }

  private let contents: Mutex<Contents>
  private let changed = Broadcast()

  package init(settings: StoreSettings = StoreSettings(), calendar: ReportingCalendar = .utc) {
    contents = Mutex(Contents(settings: settings, calendar: calendar))
  }

  /// Stores sales at the next offsets of a partition; `late` of them are counted as late.
  package func add(_ sales: [Sale], partition: Int32 = 0, late: Int64 = 0) {
    contents.withLock { contents in
      for sale in sales {
        let offset = contents.next[partition] ?? 0
        contents.next[partition] = offset + 1
        contents.sales.append(StoredSale(sale: sale, position: Position(partition: partition, offset: offset)))
        contents.id(of: sale.region)
        contents.id(of: sale.product)
      }
      contents.late += late
    }
    changed.send()
  }

  /// Rollups of `level` before `time` are gone.
  package func retain(_ level: RollupLevel, from time: Timestamp) {
    contents.withLock { $0.retainedFrom[level] = time }
  }

  package func beat(_ heartbeat: Heartbeat?) {
    contents.withLock { $0.heartbeat = heartbeat }
  }

  /// As a repair does: another generation, so that everything is read anew. `keeping` says which sales stay.
  package func repair(keeping: (Sale) -> Bool = { _ in true }) {
    contents.withLock { contents in
      contents.generation += 1
      contents.sales.removeAll { !keeping($0.sale) }
    }
  }

  /// Every further call throws this; nil ends it.
  package func fail(with error: (any Error)?) {
    contents.withLock { $0.failure = error }
  }

  package var calls: Calls { contents.withLock { $0.calls } }

  package func forgetCalls() {
    contents.withLock { $0.calls = Calls() }
  }

  package func settings() async throws -> StoreSettings {
    try contents.withLock { contents in
      if let failure = contents.failure { throw failure }
      return contents.settings
    }
  }

  package func poll(_ request: PollRequest) async throws -> Poll {
    try contents.withLock { contents in
      contents.calls.polls.append(request)
      if let failure = contents.failure { throw failure }
      let token = PollToken(generation: contents.generation, next: contents.next)
      let isComplete = request.after.map { $0.generation != contents.generation } ?? true
      var rollups: [Rollup] = []
      for span in request.spans {
        let kept = contents.retainedFrom[span.level] ?? .distantPast
        let counted = contents.rollups(span.level) { bucket in span.range.contains(bucket) && bucket >= kept }
        rollups += counted.filter { rollup in
          isComplete || rollup.through >= request.after?.next[rollup.partition] ?? 0
        }
      }
      return Poll(
        token: token, isComplete: isComplete, names: contents.names, rollups: rollups, state: contents.state)
    }
  }

  package func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    try contents.withLock { contents in
      contents.calls.recounts.append(RollupSpan(level: level, range: span))
      if let failure = contents.failure { throw failure }
      return RecountedRollups(names: contents.names, rollups: contents.rollups(level, of: { span.contains($0) }))
    }
  }

  package func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    try contents.withLock { contents in
      contents.calls.sales.append(query)
      if let failure = contents.failure { throw failure }
      var found = contents.sales.filter { stored in
        query.range.contains(stored.sale.time)
          && query.filter.admits(region: stored.sale.region, product: stored.sale.product)
      }
      found.sort { left, right in
        let (left, right) = (SaleKey(of: left.sale), SaleKey(of: right.sale))
        return query.newestFirst ? right < left : left < right
      }
      if let after = query.after {
        found.removeAll { stored in
          let place = SaleKey(of: stored.sale)
          return query.newestFirst ? place >= after : place <= after
        }
      }
      return Array(found.prefix(query.limit))
    }
  }

  package func rejections(newest limit: Int) async throws -> [Rejection] { [] }

  package func changes() -> AsyncStream<Void> { changed.stream() }
}

extension MemoryReader.Contents {
  @discardableResult
  fileprivate mutating func id(of name: String) -> NameID {
    if let id = ids[name] { return id }
    let id = NameID(names.count)
    names.append(name)
    ids[name] = id
    return id
  }

  private struct Key: Hashable {
    var bucket: Timestamp
    var partition: Int32
  }

  private struct Pair: Hashable {
    var region: NameID
    var product: NameID
  }

  fileprivate func rollups(
    _ level: RollupLevel, of isCounted: (Timestamp) -> Bool = { _ in true },
    where isWanted: (Timestamp) -> Bool = { _ in true }
  ) -> [Rollup] {
    var cells: [Key: [Pair: RollupCell]] = [:]
    var through: [Key: Int64] = [:]
    for stored in sales where isCounted(stored.sale.time) {
      let bucket = calendar.bucket(level, containing: stored.sale.time).lowerBound
      guard isWanted(bucket), let region = ids[stored.sale.region], let product = ids[stored.sale.product] else {
        continue
      }
      let key = Key(bucket: bucket, partition: stored.position.partition)
      let pair = Pair(region: region, product: product)
      through[key] = max(through[key] ?? 0, stored.position.offset)
      var cell =
        cells[key]?[pair] ?? RollupCell(region: region, product: product, sales: 0, refunds: 0, revenue: 0)
      cell.sales += 1
      cell.refunds += stored.sale.isRefund ? 1 : 0
      cell.revenue += stored.sale.amount.minorUnits
      cells[key, default: [:]][pair] = cell
    }
    return cells.map { key, cells in
      Rollup(
        level: level, bucket: key.bucket, partition: key.partition, through: through[key] ?? 0,
        cells: Array(cells.values))
    }
  }

  fileprivate var state: StoreState {
    let checkpoints = next.keys.sorted().map { partition in
      let own = sales.filter { $0.position.partition == partition }
      var totals = RunningTotals()
      totals.sales = Int64(own.count)
      totals.revenueMinor = own.reduce(0) { $0 + $1.sale.amount.minorUnits }
      totals.late = partition == next.keys.min() ? late : 0
      return Checkpoint(
        partition: partition, epoch: 1, next: next[partition] ?? 0, totals: totals,
        newestSale: own.map(\.sale.time).max())
    }
    return StoreState(
      checkpoints: checkpoints, heartbeat: heartbeat, retainedFrom: retainedFrom,
      oldestSale: sales.map(\.sale.time).min(), newestSale: sales.map(\.sale.time).max())
  }
}
