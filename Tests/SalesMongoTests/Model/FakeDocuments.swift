import SalesCore
import SalesPipeline
import TextUI

@testable import SalesMongo

/// One client's handle on the fake server: every document is read or written in a step of its own.
struct FakeDocuments: SaleDocuments {
  let stage: Stage
  /// 0 is the test itself.
  let client: Int
  let names = NameDirectory()
  let location = "fake"

  init(stage: Stage, client: Int = 0) {
    self.stage = stage
    self.client = client
    // No two clients give a name the same number.
    for number in 0..<(client % 5) { _ = names.id(of: "unused \(number)") }
  }

  private func step<T: Sendable>(
    _ label: @autoclosure () -> String, _ body: @escaping @Sendable (inout FakeDatabase) -> T
  ) async throws -> T {
    try await stage.step(client, label(), body)
  }

  /// Reads documents one by one; those that come meanwhile are read or not.
  private func scan<Key: Hashable & Comparable & Sendable, Value: Sendable>(
    _ label: String, keys: @escaping @Sendable (FakeDatabase) -> [Key],
    _ read: @escaping @Sendable (FakeDatabase, Key) -> Value?
  ) async throws -> [Value] {
    var found: [Value] = []
    var seen: Set<Key> = []
    var keysAtHand = try await step("\(label): begin") { keys($0).sorted() }
    while !keysAtHand.isEmpty {
      for index in stage.order(keysAtHand.count) {
        let key = keysAtHand[index]
        seen.insert(key)
        if let value = try await step("\(label): \(key)", { read($0, key) }) { found.append(value) }
      }
      let known = seen
      keysAtHand = stage.peek { keys($0).filter { !known.contains($0) }.sorted() }.filter { _ in stage.coin() }
    }
    return found
  }

  /// Writes documents one by one.
  private func each<T: Sendable>(
    _ label: String, _ writes: [@Sendable (inout FakeDatabase) -> T]
  ) async throws -> [T?] {
    var results = [T?](repeating: nil, count: writes.count)
    let order = stage.order(writes.count)
    for (step, index) in order.enumerated() {
      let rest = order[(step + 1)...].map { index in { @Sendable database in _ = writes[index](&database) } }
      results[index] = try await stage.step(client, "\(label) \(index)", rest: rest, writes[index])
    }
    return results
  }

  // MARK: settings

  func settle(_ wanted: SettingsDocument) async throws -> SettingsDocument {
    try await step("settle") { database in
      database.settings = database.settings ?? wanted
      return database.settings ?? wanted
    }
  }

  func settings() async throws -> SettingsDocument? { try await step("settings") { $0.settings } }

  func bind(log: LogIdentity) async throws -> LogIdentity {
    try await step("bind") { database in
      let known = database.settings?.settings.logIdentity ?? log
      database.settings?.settings.logIdentity = known
      return known
    }
  }

  func raiseGeneration() async throws { try await step("raise generation") { $0.settings?.generation += 1 } }

  func raiseRetained(_ level: RollupLevel, to bucket: Timestamp) async throws {
    try await step("retain \(level) from \(bucket.text)") { database in
      database.settings?.retainedFrom.merge([level: bucket]) { max($0, $1) }
    }
  }

  func beat(_ heartbeat: Heartbeat, by consumer: String) async throws {
    try await step("beat") { $0.heartbeats[consumer] = heartbeat }
  }

  func heartbeats() async throws -> [String: Heartbeat] { try await step("heartbeats") { $0.heartbeats } }

  func forgetHeartbeats(before time: Timestamp) async throws {
    try await step("forget heartbeats") { $0.heartbeats = $0.heartbeats.filter { $0.value.time >= time } }
  }

  // MARK: checkpoints

  func checkpoints() async throws -> [Checkpoint] {
    try await scan("checkpoints", keys: { Array($0.checkpoints.keys) }) { $0.checkpoints[$1] }
      .sorted { $0.partition < $1.partition }
  }

  func takeCheckpoint(of partition: Int32) async throws -> Checkpoint {
    try await step("take \(partition)") { database in
      var checkpoint = database.checkpoints[partition] ?? Checkpoint(partition: partition, epoch: 0, next: 0)
      checkpoint.epoch += 1
      database.checkpoints[partition] = checkpoint
      return checkpoint
    }
  }

  func move(_ checkpoint: Checkpoint, from next: Int64) async throws -> Bool {
    try await step("move \(checkpoint.partition) epoch \(checkpoint.epoch) from \(next) to \(checkpoint.next)") {
      database in
      guard let stored = database.checkpoints[checkpoint.partition], stored.epoch == checkpoint.epoch,
        stored.next == next
      else { return false }
      database.checkpoints[checkpoint.partition] = checkpoint
      return true
    }
  }

  // MARK: sales

  func insert(_ sales: [StoredSale]) async throws -> [Int] {
    let isNew = try await each(
      "insert sale",
      sales.map { sale in
        { database in
          if database.sale(sale.sale.id) != nil { return false }
          database.sales[Array(sale.sale.id.utf8)] = sale
          return true
        }
      })
    return isNew.indices.filter { isNew[$0] == false }
  }

  func stored(ids: [String]) async throws -> [StoredSale?] {
    var found = [StoredSale?](repeating: nil, count: ids.count)
    for index in stage.order(ids.count) {
      found[index] = try await step("stored \(ids[index])") { $0.sale(ids[index]) }
    }
    return found
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    let found = try await step("sales") { Array($0.sales.values) }
    return Array(
      found.filter { stored in
        let place = SaleKey(of: stored.sale)
        return query.range.contains(stored.sale.time)
          && query.filter.admits(region: stored.sale.region, product: stored.sale.product)
          && (query.after.map { query.newestFirst ? place < $0 : $0 < place } ?? true)
      }
      .sorted { (SaleKey(of: $0.sale) < SaleKey(of: $1.sale)) != query.newestFirst }
      .prefix(query.limit))
  }

  func reduce<Result: Sendable>(
    in span: Range<Timestamp>, into result: Result, _ body: @Sendable (inout Result, SaleFigures) -> Void
  ) async throws -> Result {
    let found = try await step("reduce") { database in database.sales.values.filter { span.contains($0.sale.time) } }
    let database = stage.peek { $0 }
    return found.map { database.figures($0, for: names) }
      .sorted { ($0.time, $0.position) < ($1.time, $1.position) }
      .reduce(into: result, body)
  }

  func totals(of partition: Int32, before offset: Int64) async throws -> Totals {
    try await step("totals") { database in
      database.sales.values.filter { $0.position.partition == partition && $0.position.offset < offset }
        .reduce(into: Totals()) { totals, stored in
          totals += Totals(sales: 1, refunds: stored.sale.isRefund ? 1 : 0, revenue: stored.sale.amount.minorUnits)
        }
    }
  }

  func endsOfSales() async throws -> (oldest: Timestamp, newest: Timestamp)? {
    let times = try await step("ends of sales") { $0.sales.values.map(\.sale.time) }
    guard let oldest = times.min(), let newest = times.max() else { return nil }
    return (oldest, newest)
  }

  // MARK: rollups

  func rollups(_ keys: [Rollup.Key]) async throws -> [StoredRollup?] {
    var found: [Rollup.Key: StoredRollup] = [:]
    let sorted = keys.sorted()
    for index in stage.order(sorted.count) {
      found[sorted[index]] = try await step("load \(sorted[index])") { $0.rollups[sorted[index]] }
    }
    let server = stage.peek { $0.names }
    return keys.map { found[$0]?.renumbered(from: server, to: names) }
  }

  func rollups(_ span: RollupSpan, changed: [Int32: Int64]?) async throws -> [StoredRollup] {
    let isWanted: @Sendable (StoredRollup) -> Bool = { stored in
      let rollup = stored.rollup
      guard rollup.level == span.level, span.range.contains(rollup.bucket) else { return false }
      return changed.map { $0[rollup.partition].map { rollup.through >= $0 } ?? false } ?? true
    }
    let found = try await scan(
      "rollups", keys: { $0.rollups.filter { isWanted($0.value) }.map(\.key) },
      { $0.rollups[$1].flatMap { isWanted($0) ? $0 : nil } })
    let server = stage.peek { $0.names }
    return found.map { $0.renumbered(from: server, to: names) }.sorted { $0.rollup.key < $1.rollup.key }
  }

  func write(_ changes: [RollupChange]) async throws -> Bool {
    let sorted = changes.sorted { $0.new.rollup.key < $1.new.rollup.key }
    let written = try await each(
      "write rollup",
      sorted.map { change in
        { [names, stage] database in
          let key = change.new.rollup.key
          guard database.holds(key, change.loaded) else { return false }
          database.rollups[key] = change.new.renumbered(from: names, to: database.names)
          stage.onRollup(database, key)
          return true
        }
      })
    return !written.contains(false)
  }

  func deleteRollups(_ level: RollupLevel, before bucket: Timestamp) async throws {
    let keys = stage.peek { $0.rollups.keys.filter { $0.level == level && $0.bucket < bucket }.sorted() }
    _ = try await each("delete rollup", keys.map { key in { database in database.rollups[key] = nil } })
  }

  func deleteRollups(_ revisions: [Rollup.Key: StoredRollup.Revision]) async throws -> Bool {
    let deleted = try await each(
      "delete rollup",
      revisions.sorted { $0.key < $1.key }.map { key, revision in
        { database in
          guard database.holds(key, revision) else { return false }
          database.rollups[key] = nil
          return true
        }
      })
    return !deleted.contains(false)
  }

  // MARK: dead letters

  func insert(_ letters: [DeadLetter]) async throws {
    _ = try await each(
      "insert dead letter",
      letters.map { letter in
        { database in database.letters[letter.position] = database.letters[letter.position] ?? letter }
      })
  }

  func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    let all = try await step("dead letters") { $0.letters.values.sorted { $0.position < $1.position } }
    let wanted = all.filter { letter in
      (reason == nil || letter.problem.reason == reason) && (position.map { letter.position > $0 } ?? true)
    }
    return Array(wanted.prefix(limit))
  }

  func rejections(of partition: Int32, newest limit: Int) async throws -> [Rejection] {
    let own = try await step("rejections") { $0.letters.values.filter { $0.position.partition == partition } }
    return own.map { Rejection(position: $0.position, appended: $0.appended, problem: $0.problem) }
      .sorted { $0.position > $1.position }.prefix(limit).map { $0 }
  }

  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter] {
    try await step("dead letters") { database in
      let own = database.letters.values.filter {
        $0.position.partition == partition && offsets.contains($0.position.offset)
      }
      return Dictionary(uniqueKeysWithValues: own.map { ($0.position.offset, $0) })
    }
  }

  func deadLetterCount(before offsets: [Int32: Int64]) async throws -> Int64 {
    try await step("dead letter count") { database in
      Int64(database.letters.keys.filter { $0.offset < offsets[$0.partition] ?? 0 }.count)
    }
  }
}
