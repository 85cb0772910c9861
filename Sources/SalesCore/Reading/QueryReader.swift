/// Reads a store for queries and the dashboard: rollups as they change, sales, and the newest dead letters. Safe to
/// call from any task.
package protocol QueryReader: Sendable {
  func settings() async throws -> StoreSettings

  /// The rollups of the spans that are new or changed since `request.after`, and the store's state, both as of one
  /// moment.
  func poll(_ request: PollRequest) async throws -> Poll

  /// Rollups of `level` counted from the raw sales of `span`, for levels finer than the kept rollups.
  func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups

  /// Stored sales that pass the filter, by event time: newest first where `newestFirst`, else oldest first.
  func sales(_ query: SalesQuery) async throws -> [StoredSale]

  /// The newest rejected records, newest first by append time.
  func rejections(newest limit: Int) async throws -> [Rejection]

  /// Yields when the store may have changed. Finishes when the reader is closed or the task cancelled.
  func changes() -> AsyncStream<Void>
}

/// The settings that are fixed when a store is made.
package struct StoreSettings: Hashable, Sendable {
  package var rules: SaleRules
  /// IANA name of the reporting time zone.
  package var timeZone: String
  /// The log it consumes; nil before the first consumer.
  package var logIdentity: LogIdentity?

  package init(rules: SaleRules = SaleRules(), timeZone: String = "UTC", logIdentity: LogIdentity? = nil) {
    self.rules = rules
    self.timeZone = timeZone
    self.logIdentity = logIdentity
  }

  /// True where every offset of the log is a record; false before the first consumer, when the log is not known.
  package var isLogDense: Bool { logIdentity?.isDense ?? false }
}

package struct RollupSpan: Hashable, Sendable {
  package var level: RollupLevel
  /// Buckets that begin in this range are read.
  package var range: Range<Timestamp>

  package init(level: RollupLevel, range: Range<Timestamp>) {
    self.level = level
    self.range = range
  }
}

package struct PollRequest: Sendable {
  package var spans: [RollupSpan]
  /// The token of an earlier poll of the same spans; nil reads everything.
  package var after: PollToken?

  package init(spans: [RollupSpan], after: PollToken? = nil) {
    self.spans = spans
    self.after = after
  }
}

/// The position up to which a poll had read. Opaque outside of backends.
package struct PollToken: Hashable, Sendable {
  package var generation: Int64
  /// The next offset, by partition.
  package var next: [Int32: Int64]

  package init(generation: Int64, next: [Int32: Int64]) {
    self.generation = generation
    self.next = next
  }
}

package struct Poll: Sendable {
  package var token: PollToken
  /// True where `rollups` is everything, and earlier rollups are to be forgotten. False where each replaces the one of
  /// its level, bucket and partition.
  package var isComplete: Bool
  /// Names by `NameID`. The list only grows while the reader lives.
  package var names: [String]
  package var rollups: [Rollup]
  package var state: StoreState

  package init(token: PollToken, isComplete: Bool, names: [String], rollups: [Rollup], state: StoreState) {
    self.token = token
    self.isComplete = isComplete
    self.names = names
    self.rollups = rollups
    self.state = state
  }
}

package struct RecountedRollups: Sendable {
  package var names: [String]
  package var rollups: [Rollup]

  package init(names: [String], rollups: [Rollup]) {
    self.names = names
    self.rollups = rollups
  }
}

/// A page of sales in the order of (time, id), or in reverse with the newest first.
package struct SalesQuery: Sendable {
  package var range: Range<Timestamp>
  package var filter: SaleFilter
  package var limit: Int
  package var newestFirst: Bool
  /// Returns only sales after this key in the order asked for: the key of the last sale of the page before.
  package var after: SaleKey?

  package init(
    range: Range<Timestamp>, filter: SaleFilter = SaleFilter(), limit: Int, newestFirst: Bool = true,
    after: SaleKey? = nil
  ) {
    self.range = range
    self.filter = filter
    self.limit = limit
    self.newestFirst = newestFirst
    self.after = after
  }
}

/// The sort key of a sale: its time, then its id, compared by UTF-8 bytes.
package struct SaleKey: Hashable, Comparable, Sendable {
  package var time: Timestamp
  package var id: String

  package init(time: Timestamp, id: String) {
    self.time = time
    self.id = id
  }

  package init(of sale: Sale) { self.init(time: sale.time, id: sale.id) }

  package static func < (left: SaleKey, right: SaleKey) -> Bool {
    if left.time != right.time { return left.time < right.time }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

package struct StoredSale: Hashable, Sendable {
  package var sale: Sale
  /// The position of the record that brought the sale.
  package var position: Position

  package init(sale: Sale, position: Position) {
    self.sale = sale
    self.position = position
  }
}

/// A rejected record, without its bytes.
package struct Rejection: Hashable, Sendable {
  package var position: Position
  package var appended: Timestamp
  package var problem: SaleProblem

  package init(position: Position, appended: Timestamp, problem: SaleProblem) {
    self.position = position
    self.appended = appended
    self.problem = problem
  }
}

extension [Rejection] {
  /// The newest overall, out of the newest of each partition.
  package func newest(_ limit: Int) -> [Rejection] {
    Array(sorted { ($0.appended, $0.position) > ($1.appended, $1.position) }.prefix(limit))
  }
}
