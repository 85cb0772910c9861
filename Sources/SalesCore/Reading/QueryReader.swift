/// Reads a store for queries and the dashboard: rollups as they change, sales, and the newest dead letters. Safe to
/// call from any task.
package protocol QueryReader: Sendable {
  func settings() async throws -> StoreSettings

  /// The rollups of the asked spans that are new or changed since `request.after`, and the store's state, as of one
  /// moment.
  func poll(_ request: PollRequest) async throws -> Poll

  /// Rollups of `level` counted afresh from the raw sales of `span`, for what is finer than the rollups that are
  /// kept.
  func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups

  /// Stored sales that pass the filter, newest event time first (`.newestFirst`) or oldest first.
  func sales(_ query: SalesQuery) async throws -> [StoredSale]

  /// The newest records of the log that were no valid sales, newest first by when they were appended.
  func rejections(newest limit: Int) async throws -> [Rejection]

  /// Yields whenever the store may have changed. Never finishes before the reader is closed or the task is cancelled.
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

  /// Every offset of the log is a record; false before the first consumer, when the log is not known.
  package var isLogDense: Bool { logIdentity?.isDense ?? false }
}

package struct RollupSpan: Hashable, Sendable {
  package var level: RollupLevel
  /// Bucket beginnings in this range are read.
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

/// How far a poll had seen. Opaque outside of backends.
package struct PollToken: Hashable, Sendable {
  package var generation: Int64
  /// Next offset by partition.
  package var next: [Int32: Int64]

  package init(generation: Int64, next: [Int32: Int64]) {
    self.generation = generation
    self.next = next
  }
}

package struct Poll: Sendable {
  package var token: PollToken
  /// True: `rollups` is all there is, forget what was known. False: each replaces the one of its level, bucket and
  /// partition.
  package var isComplete: Bool
  /// Name by `NameID`; only ever grows while the reader lives.
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

/// Sales in the order of (time, id), or its reverse with the newest first.
package struct SalesQuery: Sendable {
  package var range: Range<Timestamp>
  package var filter: SaleFilter
  package var limit: Int
  package var newestFirst: Bool
  /// Only sales that follow this place in the order asked for: the last sale of the page before.
  package var after: SalePlace?

  package init(
    range: Range<Timestamp>, filter: SaleFilter = SaleFilter(), limit: Int, newestFirst: Bool = true,
    after: SalePlace? = nil
  ) {
    self.range = range
    self.filter = filter
    self.limit = limit
    self.newestFirst = newestFirst
    self.after = after
  }
}

/// A sale's place among all sales; the id (compared by its UTF-8 bytes) parts those of one millisecond.
package struct SalePlace: Hashable, Comparable, Sendable {
  package var time: Timestamp
  package var id: String

  package init(time: Timestamp, id: String) {
    self.time = time
    self.id = id
  }

  package init(of sale: Sale) {
    self.init(time: sale.time, id: sale.id)
  }

  package static func < (left: SalePlace, right: SalePlace) -> Bool {
    if left.time != right.time { return left.time < right.time }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

package struct StoredSale: Hashable, Sendable {
  package var sale: Sale
  /// The position that brought it.
  package var position: Position

  package init(sale: Sale, position: Position) {
    self.sale = sale
    self.position = position
  }
}

/// A record that was no valid sale, without its bytes.
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
  /// Of the newest of each partition the newest of all.
  package func newest(_ limit: Int) -> [Rejection] {
    Array(sorted { ($0.appended, $0.position) > ($1.appended, $1.position) }.prefix(limit))
  }
}
