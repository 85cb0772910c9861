import SalesCore
import SalesPipeline

/// `settings` holds a document `store`, one `retained/LEVEL` a level, and one `heartbeat/CONSUMER` a consumer.
extension MongoDocuments {
  private static let storeID = "store"
  private static let retainedPrefix = "retained/"
  private static let heartbeatPrefix = "heartbeat/"

  func settle(_ wanted: SettingsDocument) async throws -> SettingsDocument {
    try await makeIndexes()
    var inserts = [MongoWrite.insert(BSON { Self.write(wanted, to: &$0) })]
    inserts += wanted.retainedFrom.map { .insert(Self.retained($0, $1)) }
    _ = try await write(inserts, to: .settings, during: "make store")
    guard let settings = try await settings() else {
      throw BackendError(
        .corrupt, during: "read settings of \(location)", detail: "the document `store` of `settings` cannot be read")
    }
    return settings
  }

  func settings() async throws -> SettingsDocument? {
    let ids = [Self.storeID] + RollupLevel.allCases.map { Self.retainedPrefix + $0.name }
    let query = MongoQuery(.settings) { $0.add("_id") { $0.add("$in", texts: ids) } }
    let during = "read settings of \(location)"
    let (found, retained) = try await server.find(
      query, into: (SettingsDocument?.none, [RollupLevel: Timestamp]()), during: "read settings of"
    ) { [foreign] result, document in
      if document.text("_id") == Self.storeID {
        result.0 = try Self.settings(&document, during: during)
      } else if let (level, bucket) = Self.retained(&document) {
        result.1[level] = bucket
      } else {
        foreign.note(document, in: query.collection)
      }
      return true
    }
    guard var settings = found else { return nil }
    settings.retainedFrom = retained
    remember(settings)
    return settings
  }

  func bind(log: LogIdentity) async throws -> LogIdentity {
    let unbound = BSON {
      $0.add("_id", Self.storeID)
      $0.add("log") { $0.add("$exists", false) }
    }
    let bound = BSON {
      $0.add("$set") {
        $0.add("log", log.name)
        $0.add("logIsDense", log.isDense ? 1 : 0 as Int64)
      }
    }
    _ = try await write([.update(unbound, by: bound)], to: .settings, during: "bind store to its log,")
    guard let noted = try await settings()?.settings.logIdentity else { throw noStore("bind store to its log") }
    return noted
  }

  func raiseGeneration() async throws {
    let raise = BSON { $0.add("$inc") { $0.add("generation", 1 as Int64) } }
    let result = try await write(
      [.update(BSON { $0.add("_id", Self.storeID) }, by: raise)], to: .settings, during: "raise generation of")
    if result.matched == 0 { throw noStore("raise generation") }
  }

  func raiseRetained(_ level: RollupLevel, to bucket: Timestamp) async throws {
    let document = Self.retained(level, bucket)
    let during = "note what is kept of"
    let inserted = try await write([.insert(document)], to: .settings, during: during)
    guard !inserted.duplicates.isEmpty else { return }
    let older = BSON {
      $0.add("_id", Self.retainedPrefix + level.name)
      $0.add("from") { $0.add("$lt", bucket) }
    }
    _ = try await write([.replace(older, with: document)], to: .settings, during: during)
  }

  private func noStore(_ during: String) -> BackendError {
    BackendError(.missing, during: "\(during) \(location)", detail: "no consumer has made the store yet")
  }
}

extension MongoDocuments {
  func beat(_ heartbeat: Heartbeat, by consumer: String) async throws {
    let id = Self.heartbeatPrefix + consumer
    let document = BSON { Self.write(heartbeat, id: id, to: &$0) }
    let filter = BSON { $0.add("_id") { $0.add("$in", texts: [id]) } }
    _ = try await write([.replace(filter, with: document, orInsert: true)], to: .settings, during: "write heartbeat to")
  }

  func heartbeats() async throws -> [String: Heartbeat] {
    let query = MongoQuery(.settings) {
      $0.add("_id") { range in
        range.add("$gte", Self.heartbeatPrefix)
        // "0" follows "/".
        range.add("$lt", "heartbeat0")
      }
    }
    let found = try await all(query, during: "read heartbeats of", Self.heartbeat)
    return Dictionary(found, uniquingKeysWith: { $1 })
  }

  func forgetHeartbeats(before time: Timestamp) async throws {
    let old = try await heartbeats().filter { $0.value.time < time }.keys.map { Self.heartbeatPrefix + $0 }
    if old.isEmpty { return }
    _ = try await write(
      [.remove(BSON { $0.add("_id") { $0.add("$in", texts: old) } })], to: .settings, during: "forget heartbeats of")
  }
}

extension MongoDocuments {
  private static func write(_ settings: SettingsDocument, to document: inout BSONWriter) {
    document.add("_id", storeID)
    document.add("schema", schema)
    document.add("identity", settings.identity)
    document.add("generation", settings.generation)
    document.add("currency", settings.settings.rules.currency.code)
    document.add("maxSkewMilliseconds", settings.settings.rules.maxSkew.wholeMilliseconds)
    document.add("timeZone", settings.settings.timeZone)
    if let log = settings.settings.logIdentity {
      document.add("log", log.name)
      document.add("logIsDense", log.isDense ? 1 : 0 as Int64)
    }
  }

  private static func settings(_ document: inout BSONView, during: String) throws -> SettingsDocument {
    guard document.isOfOurSchema() else {
      throw BackendError(.mismatch, during: during, detail: "the store was made by a newer salestop")
    }
    guard let identity = document.text("identity"), let generation = document.integer("generation"),
      let currency = document.text("currency").flatMap(Currency.init(code:)),
      let skew = document.count("maxSkewMilliseconds"), let timeZone = document.text("timeZone")
    else {
      throw BackendError(
        .corrupt, during: during, detail: "the document `store` of `settings` is not as salestop writes it")
    }
    let isDense = document.integer("logIsDense") == 1
    return SettingsDocument(
      identity: identity,
      settings: StoreSettings(
        rules: SaleRules(currency: currency, maxSkew: .milliseconds(skew)), timeZone: timeZone,
        logIdentity: document.text("log").map { LogIdentity($0, isDense: isDense) }),
      generation: generation)
  }

  private static func retained(_ level: RollupLevel, _ bucket: Timestamp) -> BSON {
    BSON {
      $0.add("_id", retainedPrefix + level.name)
      $0.add("from", bucket)
    }
  }

  private static func retained(_ document: inout BSONView) -> (RollupLevel, Timestamp)? {
    guard document.isOfOurSchema(), let id = document.text("_id"), let from = document.time("from") else { return nil }
    return RollupLevel.allCases.first { retainedPrefix + $0.name == id }.map { ($0, from) }
  }

  private static func write(_ heartbeat: Heartbeat, id: String, to document: inout BSONWriter) {
    document.add("_id", id)
    document.add("time", heartbeat.time)
    document.add("storedPerSecond", heartbeat.storedPerSecond)
    if let latency = heartbeat.latencyP50 { document.add("latencyP50", latency) }
    if let latency = heartbeat.latencyP99 { document.add("latencyP99", latency) }
    if let watermark = heartbeat.watermark { document.add("watermark", watermark) }
    if heartbeat.isLast { document.add("isLast", 1 as Int64) }
    document.add("logEnd", eachOf: heartbeat.logEnd.sorted { $0.key < $1.key }) { element, end in
      element.add("partition", end.key)
      element.add("end", end.value)
    }
    document.add("samples", eachOf: heartbeat.samples) { element, sample in
      element.add("partition", sample.position.partition)
      element.add("offset", sample.position.offset)
      element.add("appended", sample.appended)
    }
  }

  private static func heartbeat(_ document: inout BSONView) -> (String, Heartbeat)? {
    guard document.isOfOurSchema(), let id = document.text("_id"), let time = document.time("time"),
      let rate = document.number("storedPerSecond")
    else { return nil }
    var heartbeat = Heartbeat(
      time: time, logEnd: [:], storedPerSecond: rate, latencyP50: document.number("latencyP50"),
      latencyP99: document.number("latencyP99"), watermark: document.time("watermark"))
    heartbeat.isLast = document.integer("isLast") == 1
    let isWhole = document.each("logEnd") { end in
      guard let partition = end.partition(), let offset = end.count("end") else { return false }
      heartbeat.logEnd[partition] = offset
      return true
    }
    // Older documents have none, and nothing hangs on them.
    _ = document.each("samples") { sample in
      guard let position = sample.position(), let appended = sample.time("appended") else { return false }
      heartbeat.samples.append(AppendSample(position: position, appended: appended))
      return heartbeat.samples.count < Heartbeat.mostSamples
    }
    return isWhole ? (String(id.dropFirst(heartbeatPrefix.count)), heartbeat) : nil
  }
}

extension MongoDocuments {
  /// There already, they are left as they are.
  private func makeIndexes() async throws {
    let wanted: [(Collection, [StaticString])] = [
      (.sales, ["time"]), (.sales, ["partition", "offset"]), (.rollups, ["level", "bucket"]),
      (.rollups, ["partition", "through"]), (.deadLetters, ["partition", "offset"]),
    ]
    for (collection, keys) in wanted {
      let command = BSON { command in
        command.add("createIndexes", collection.rawValue)
        command.add("indexes", eachOf: [keys]) { index, keys in
          index.add("key") { key in for name in keys { key.add(name, 1 as Int32) } }
          index.add("name", keys.map { "\($0)" }.joined(separator: "_"))
        }
      }
      _ = try await server.command(command, during: "make indexes of")
    }
  }
}
