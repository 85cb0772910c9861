import SalesCore
import SalesPipeline

/// `rollups`: one document a level, bucket and partition, `minute/2026-11-21T10:00:00.000Z/0`, with its cells in plain sight.
extension MongoDocuments {
  func rollups(_ keys: [Rollup.Key]) async throws -> [StoredRollup?] {
    var found: [Rollup.Key: StoredRollup] = [:]
    for start in stride(from: 0, to: keys.count, by: 200) {
      let ids = keys[start..<min(start + 200, keys.count)].map(Self.id)
      let query = MongoQuery(.rollups) { $0.add("_id") { $0.add("$in", texts: ids) } }
      for rollup in try await read(query) { found[rollup.rollup.key] = rollup }
    }
    return keys.map { found[$0] }
  }

  func rollups(_ span: RollupSpan, changed: [Int32: Int64]?) async throws -> [StoredRollup] {
    var found: [StoredRollup] = []
    if let changed {
      if changed.isEmpty { return [] }
      found = try await read(Self.changes(of: span, changed)).filter { span.range.contains($0.rollup.bucket) }
    } else {
      let names = names
      let walk = TimeWalk(
        connection: server, collection: .rollups, field: "bucket", during: "read rollups of",
        filter: { $0.add("level", span.level.name) },
        decode: { document in Self.rollup(&document, names: names).map { ($0.rollup.bucket, $0) } })
      found = try await fold(walk, in: span.range, size: rollupSize, into: found) { $0.append($1) }
    }
    return found.sorted { ($0.rollup.bucket, $0.rollup.partition) < ($1.rollup.bucket, $1.rollup.partition) }
  }

  /// There are few of them, and the index on `through` finds them.
  private static func changes(of span: RollupSpan, _ changed: [Int32: Int64]) -> MongoQuery {
    MongoQuery(.rollups) { filter in
      filter.add("level", span.level.name)
      filter.add("bucket", around: span.range)
      filter.add("$or", eachOf: changed.sorted { $0.key < $1.key }) { either, least in
        either.add("partition", least.key)
        either.add("through") { $0.add("$gte", least.value) }
      }
    }
  }

  func write(_ changes: [RollupChange]) async throws -> Bool {
    let known = names.names
    let writes = changes.map { change in
      let document = BSON { Self.write(change.new, names: known, to: &$0) }
      guard let loaded = change.loaded else { return MongoWrite.insert(document) }
      return .replace(Self.filter(change.new.rollup.key, loaded), with: document)
    }
    let result = try await write(writes, to: .rollups, during: "write rollups of")
    let replacements = changes.count { $0.loaded != nil }
    if result.duplicates.isEmpty { return result.matched == replacements }
    try await refuseForeign(result.duplicates.map { changes[$0].new.rollup.key })
    return false
  }

  func deleteRollups(_ level: RollupLevel, before bucket: Timestamp) async throws {
    let before = BSON {
      $0.add("level", level.name)
      $0.add("bucket") { $0.add("$lt", Timestamp(seconds: bucket.milliseconds.floorDivided(by: 1000))) }
    }
    _ = try await write([.remove(before)], to: .rollups, during: "forget rollups of")
  }

  func deleteRollups(_ revisions: [Rollup.Key: StoredRollup.Revision]) async throws -> Bool {
    let removals = revisions.map { MongoWrite.remove(Self.filter($0, $1)) }
    return try await write(removals, to: .rollups, during: "delete rollups of").removed == revisions.count
  }

  /// A document that holds our id and is none of ours would be in the way for ever.
  private func refuseForeign(_ keys: [Rollup.Key]) async throws {
    let ids = keys.map(Self.id)
    let query = MongoQuery(.rollups) { $0.add("_id") { $0.add("$in", texts: ids) } }
    let names = names
    let inTheWay = try await server.find(query, into: String?.none, during: "read rollups of") { result, document in
      if Self.rollup(&document, names: names) == nil { result = document.text("_id") }
      return result == nil
    }
    guard let inTheWay else { return }
    throw BackendError(
      .corrupt, during: "write rollups of \(location)",
      detail: "the document `\(inTheWay)` of `rollups` is not as salestop writes it; delete it, then `verify --repair`")
  }

  private func read(_ query: MongoQuery) async throws -> [StoredRollup] {
    let names = names
    return try await all(query, during: "read rollups of") { Self.rollup(&$0, names: names) }
  }
}

extension MongoDocuments {
  private static func id(_ key: Rollup.Key) -> String {
    "\(key.level.name)/\(key.bucket.text)/\(key.partition)"
  }

  private static func filter(_ key: Rollup.Key, _ revision: StoredRollup.Revision) -> BSON {
    BSON {
      $0.add("_id", id(key))
      $0.add("through", revision.through)
      $0.add("generation", revision.generation)
    }
  }

  private static func write(_ stored: StoredRollup, names: [String], to document: inout BSONWriter) {
    let rollup = stored.rollup
    document.add("_id", id(rollup.key))
    document.add("level", rollup.level.name)
    document.add("bucket", rollup.bucket)
    document.add("partition", rollup.partition)
    document.add("through", rollup.through)
    document.add("generation", stored.generation)
    var totals = Totals.zero
    for cell in rollup.cells { totals.add(cell) }
    document.add("sales", totals.sales)
    document.add("refunds", totals.refunds)
    document.add("revenueMinor", totals.revenue)
    document.add("cells", eachOf: rollup.cells) { element, cell in
      element.add("region", names[Int(cell.region)])
      element.add("product", names[Int(cell.product)])
      element.add("sales", cell.sales)
      element.add("refunds", cell.refunds)
      element.add("revenueMinor", cell.revenue)
    }
  }

  private static func rollup(_ document: inout BSONView, names: NameDirectory) -> StoredRollup? {
    guard document.isOfOurSchema(), let id = document.text("_id"),
      let level = document.text("level").flatMap({ name in RollupLevel.allCases.first { $0.name == name } }),
      let bucket = document.time("bucket"), let partition = document.partition(),
      id == Self.id(Rollup.Key(level: level, bucket: bucket, partition: partition)),
      let through = document.integer("through"), let generation = document.integer("generation")
    else { return nil }
    var cells: [RollupCell] = []
    let isWhole = document.each("cells") { cell in
      guard let region = cell.rawText("region").flatMap(names.id(of:)),
        let product = cell.rawText("product").flatMap(names.id(of:)), let sales = cell.count("sales"),
        let refunds = cell.count("refunds"), refunds <= sales, let revenue = cell.integer("revenueMinor")
      else { return false }
      cells.append(RollupCell(region: region, product: product, sales: sales, refunds: refunds, revenue: revenue))
      return true
    }
    guard isWhole else { return nil }
    let rollup = Rollup(level: level, bucket: bucket, partition: partition, through: through, cells: cells)
    return StoredRollup(rollup: rollup, generation: generation)
  }
}
