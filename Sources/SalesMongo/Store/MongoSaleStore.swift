package import SalesCore
package import SalesPipeline

/// The store on MongoDB, for as many consumers as there are partitions. It relies on nothing but single documents being
/// written atomically: ARCHITECTURE.md says how that comes to each sale once.
package actor MongoSaleStore: SaleStore {
  package nonisolated let identity: String
  package nonisolated var location: String { documents.location }
  nonisolated let documents: any SaleDocuments
  nonisolated let reader: MongoStoreReader
  /// The number of `(other)`.
  nonisolated let other: NameID
  let calendar: ReportingCalendar
  /// Which of the store's consumers this is.
  private let consumer: String
  /// Checkpoints of this consumer's partitions; a partition is removed when a write for it has failed.
  var held: [Int32: Checkpoint] = [:]
  var kept = KeptRollups()
  var buckets: BucketMemo
  private(set) var generation: Int64
  private(set) var retainedFrom: [RollupLevel: Timestamp]
  /// A repair has rewritten rollups, and readers have not been told.
  var isRepairUntold = false

  /// Makes the store where there is none. `settings` are fixed when it is made; a later difference is refused with
  /// `.mismatch`. A nil leaves the choice to the store.
  init(documents: any SaleDocuments, settings wanted: StoreSettings?) async throws {
    let during = "open store \(documents.location)"
    var settings = wanted ?? StoreSettings()
    settings.logIdentity = nil
    let stored = try await documents.settle(
      SettingsDocument(identity: "store-\(Self.randomName())", settings: settings))
    let made = stored.settings
    guard wanted == nil || settings.rules == made.rules && settings.timeZone == made.timeZone else {
      throw BackendError(
        .mismatch, during: during,
        detail:
          "it was made with currency \(made.rules.currency.code), max-skew \(made.rules.maxSkew.components.seconds)s "
          + "and time zone \(made.timeZone); these are fixed")
    }
    self.documents = documents
    identity = stored.identity
    consumer = "consumer-\(Self.randomName())"
    calendar = try ReportingCalendar(named: made.timeZone, during: during)
    buckets = BucketMemo(calendar: calendar)
    generation = stored.generation
    retainedFrom = stored.retainedFrom
    other = documents.names.id(of: RollupCells.otherName)
    reader = MongoStoreReader(ofMade: documents, rows: documents)
  }

  private static func randomName() -> String {
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package func take(_ partition: Int32, of log: LogIdentity) async throws -> Checkpoint {
    forget(partition)
    let known = try await documents.bind(log: log)
    guard known.name == log.name else {
      throw BackendError(
        .foreign, during: "consume into store \(location)",
        detail: "it holds the sales of another log (\(known)), not of \(log); use another store")
    }
    let checkpoint = try await documents.takeCheckpoint(of: partition)
    // After the epoch, so that whoever raises the generation later has fenced us off before.
    try await learnSettings()
    forget(partition)
    held[partition] = checkpoint
    return checkpoint
  }

  func forget(_ partition: Int32) {
    held[partition] = nil
    kept.forget(partition)
  }

  /// Reads the settings that other consumers may have changed.
  func learnSettings() async throws {
    let stored = try await documents.settingsDocument()
    generation = max(generation, stored.generation)
    retainedFrom.merge(stored.retainedFrom) { max($0, $1) }
  }

  package func beat(_ heartbeat: Heartbeat) async throws {
    try await documents.beat(heartbeat, by: consumer)
  }

  package func retain(now: Timestamp) async throws {
    try await learnSettings()
    for level in RollupLevel.allCases {
      guard let kept = level.kept else { continue }
      let since = calendar.bucket(level, containing: now - kept).lowerBound
      if let known = retainedFrom[level], known >= since { continue }
      // First the promise, then the deletion: nobody reads what is about to go.
      try await documents.raiseRetained(level, to: since)
      try await documents.deleteRollups(level, before: since)
      retainedFrom[level] = since
    }
    try await documents.forgetHeartbeats(before: now - .hours(1))
  }
}

extension MongoSaleStore {
  package nonisolated func settings() async throws -> StoreSettings { try await reader.settings() }
  package nonisolated func poll(_ request: PollRequest) async throws -> Poll { try await reader.poll(request) }
  package nonisolated func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    try await reader.recount(level, in: span)
  }
  package nonisolated func sales(_ query: SalesQuery) async throws -> [StoredSale] { try await reader.sales(query) }
  package nonisolated func rejections(newest limit: Int) async throws -> [Rejection] {
    try await reader.rejections(newest: limit)
  }
  package nonisolated func changes() -> AsyncStream<Void> { reader.changes() }
  package nonisolated func snapshot() async throws -> any StoreSnapshot { try await reader.snapshot() }
  package nonisolated func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    try await reader.deadLetters(reason: reason, after: position, limit: limit)
  }
}
