package import SalesCore
package import SalesPipeline
import Synchronization

/// The read side of a store on MongoDB. Two handles: what the screen polls never waits behind a long look through the
/// raw sales.
package struct MongoStoreReader: AuditReader {
  private let polls: any SaleDocuments
  private let rows: any SaleDocuments
  private let ends: EndsOfSales
  /// The number of `(other)`.
  private let other: NameID

  /// Both handles number names by one directory. Throws `.missing` where no consumer has made the store yet.
  init(polls: any SaleDocuments, rows: any SaleDocuments) async throws {
    self.init(ofMade: polls, rows: rows)
    _ = try await settings()
  }

  init(ofMade polls: any SaleDocuments, rows: any SaleDocuments) {
    self.polls = polls
    self.rows = rows
    ends = EndsOfSales()
    other = polls.names.id(of: RollupCells.otherName)
  }

  package func settings() async throws -> StoreSettings {
    try await polls.settingsDocument().settings
  }

  /// No transaction holds this together; the order does. Whatever is written after the checkpoints were read has a
  /// `through` at or past them, so the next poll reads it again, and a repair raises the generation once it has
  /// written.
  package func poll(_ request: PollRequest) async throws -> Poll {
    let settings = try await polls.settingsDocument()
    let checkpoints = try await polls.checkpoints()
    let next = Dictionary(uniqueKeysWithValues: checkpoints.map { ($0.partition, $0.next) })
    let token = PollToken(generation: settings.generation, next: next)
    let after = request.after.flatMap { $0.generation == settings.generation ? $0 : nil }
    let changed = after.map { after in
      next.filter { after.next[$0.key] != $0.value }.reduce(into: [:]) { $0[$1.key] = after.next[$1.key] ?? 0 }
    }
    var rollups: [Rollup] = []
    var retainedFrom = settings.retainedFrom
    if changed?.isEmpty != true, !request.spans.isEmpty {
      for span in request.spans { rollups += try await polls.rollups(span, changed: changed).map(\.rollup) }
      // Of what retention has passed meanwhile, some may be gone.
      retainedFrom = try await polls.settingsDocument().retainedFrom
      rollups.removeAll { $0.isPassed(by: retainedFrom) }
    }
    var state = StoreState(
      checkpoints: checkpoints, heartbeat: Heartbeat(merging: try await polls.heartbeats().map(\.value)),
      retainedFrom: retainedFrom)
    (state.oldestSale, state.newestSale) = try await ends.read(from: polls, asOf: checkpoints)
    return Poll(token: token, isComplete: after == nil, names: polls.names.names, rollups: rollups, state: state)
  }

  package func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    let zone = try await rows.settingsDocument().settings.timeZone
    let calendar = try ReportingCalendar(named: zone, during: "recount store \(rows.location)")
    let figures: [SaleFigures] = try await rows.reduce(in: span, into: []) { $0.append($1) }
    return RecountedRollups(
      names: rows.names.names, rollups: Recount.rollups(of: figures, level: level, calendar: calendar, other: other))
  }

  package func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    try await rows.sales(query)
  }

  package func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    try await rows.deadLetters(reason: reason, after: position, limit: limit)
  }

  package func rejections(newest limit: Int) async throws -> [Rejection] {
    var newest: [Rejection] = []
    for checkpoint in try await rows.checkpoints() where checkpoint.totals.deadLetters > 0 {
      newest += try await rows.rejections(of: checkpoint.partition, newest: limit)
    }
    return newest.newest(limit)
  }

  package func snapshot() async throws -> any StoreSnapshot { try await MongoStoreSnapshot(rows) }

  package func changes() -> AsyncStream<Void> { AsyncStream.ticks(every: .milliseconds(250)) }
}

/// The oldest and the newest sale's times, read again only when a checkpoint has moved.
private final class EndsOfSales: Sendable {
  private struct Known {
    var checkpoints: [Checkpoint]
    var ends: (oldest: Timestamp?, newest: Timestamp?)
  }

  private let known = Mutex<Known?>(nil)

  func read(
    from documents: any SaleDocuments, asOf checkpoints: [Checkpoint]
  ) async throws -> (oldest: Timestamp?, newest: Timestamp?) {
    if let known = known.withLock({ $0 }), known.checkpoints == checkpoints { return known.ends }
    let found = try await documents.endsOfSales()
    let ends = (oldest: found?.oldest, newest: found?.newest)
    known.withLock { $0 = Known(checkpoints: checkpoints, ends: ends) }
    return ends
  }
}

extension SaleDocuments {
  /// Throws `.missing` where there is none.
  func settingsDocument() async throws -> SettingsDocument {
    guard let settings = try await settings() else {
      throw BackendError(.missing, during: "open store \(location)", detail: "there is none yet; a consumer makes it")
    }
    return settings
  }
}

extension Rollup {
  func isPassed(by retainedFrom: [RollupLevel: Timestamp]) -> Bool {
    retainedFrom[level].map { bucket < $0 } ?? false
  }
}
