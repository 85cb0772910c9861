import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

/// The promises of the documents behind a store, operation by operation; each check is given an empty database. The fake that
/// the protocol is tested against is held to it as well as the real ones.
struct SaleDocumentsContract: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let check: @Sendable (any SaleDocuments) async throws -> Void

  init(_ promise: String, _ check: @escaping @Sendable (any SaleDocuments) async throws -> Void) {
    testDescription = promise
    self.check = check
  }

  static let all = settings + checkpoints + sales + rollups + letters

  static let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  static func made(_ documents: any SaleDocuments) async throws -> SettingsDocument {
    var rules = SaleRules()
    rules.maxSkew = .milliseconds(1500)
    return try await documents.settle(
      SettingsDocument(identity: "store-a", settings: StoreSettings(rules: rules, timeZone: "Europe/Paris")))
  }

  // MARK: settings

  static let settings = [
    Self("settings are those of the first who makes the store", keepsFirstSettings),
    Self("the first log is noted, and told to whoever comes with another", notesFirstLog),
    Self("the generation rises by one", raisesGeneration),
    Self("what is kept of a level moves forward only", retainsForward),
    Self("a consumer's heartbeat replaces its last one, and old ones are forgotten", beats),
  ]

  @Sendable private static func keepsFirstSettings(_ documents: any SaleDocuments) async throws {
    #expect(try await documents.settings() == nil)
    let first = try await made(documents)
    #expect(first.identity == "store-a" && first.settings.rules.maxSkew == .milliseconds(1500))
    #expect(first.settings.timeZone == "Europe/Paris" && first.settings.logIdentity == nil)
    #expect(try await documents.settle(SettingsDocument(identity: "store-b", settings: StoreSettings())) == first)
    #expect(try await documents.settings() == first)
  }

  @Sendable private static func notesFirstLog(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    let first = LogIdentity("kafka a/$b.c \"☕\"", isDense: false)
    #expect(try await documents.bind(log: first) == first)
    #expect(try await documents.bind(log: "log-b") == first)
    #expect(try await documents.settings()?.settings.logIdentity == first)
  }

  @Sendable private static func raisesGeneration(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    try await documents.raiseGeneration()
    try await documents.raiseGeneration()
    #expect(try await documents.settings()?.generation == 2)
  }

  @Sendable private static func retainsForward(_ documents: any SaleDocuments) async throws {
    _ = try await made(documents)
    try await documents.raiseRetained(.minute, to: start)
    try await documents.raiseRetained(.minute, to: start - .minutes(1))
    try await documents.raiseRetained(.second, to: start + .seconds(1))
    #expect(try await documents.settings()?.retainedFrom == [.minute: start, .second: start + .seconds(1)])
    try await documents.raiseRetained(.minute, to: start + .minutes(1))
    #expect(try await documents.settings()?.retainedFrom[.minute] == start + .minutes(1))
  }

  @Sendable private static func beats(_ documents: any SaleDocuments) async throws {
    var beat = Heartbeat(
      time: start + .milliseconds(7), logEnd: [0: 5, 3: 1 << 40], storedPerSecond: 12.5, latencyP50: 3,
      latencyP99: 40.25,
      watermark: start)
    beat.samples = (0..<3).map { sample in
      AppendSample(position: Position(partition: 3, offset: 1 << 40 - sample), appended: start - .milliseconds(sample))
    }
    beat.isLast = true
    let plain = Heartbeat(time: start - .minutes(1), logEnd: [:])
    try await documents.beat(plain, by: "a")
    try await documents.beat(beat, by: "a")
    try await documents.beat(plain, by: "2026-11-21 b.$c")
    #expect(try await documents.heartbeats() == ["a": beat, "2026-11-21 b.$c": plain])
    try await documents.forgetHeartbeats(before: start)
    #expect(try await documents.heartbeats() == ["a": beat])
  }

  // MARK: checkpoints

  static let checkpoints = [
    Self("taking a checkpoint makes it, and raises its epoch from then on", takes),
    Self("a checkpoint moves whole, and only from its epoch and its next", moves),
  ]

  @Sendable private static func takes(_ documents: any SaleDocuments) async throws {
    #expect(try await documents.takeCheckpoint(of: 7) == Checkpoint(partition: 7, epoch: 1, next: 0))
    #expect(try await documents.takeCheckpoint(of: 7).epoch == 2)
    #expect(try await documents.takeCheckpoint(of: 2).epoch == 1)
    #expect(try await documents.checkpoints().map(\.partition) == [2, 7])
  }

  @Sendable private static func moves(_ documents: any SaleDocuments) async throws {
    var checkpoint = try await documents.takeCheckpoint(of: 0)
    checkpoint.next = 5_000_000_000
    checkpoint.totals.sales = 3
    checkpoint.totals.revenueMinor = .min
    (checkpoint.totals.duplicates, checkpoint.totals.conflicts) = (4, 1)
    (checkpoint.totals.deadLetters, checkpoint.totals.late) = (2, 1)
    checkpoint.newestSale = start + .milliseconds(123)
    checkpoint.fingerprint = .max
    checkpoint.lost = [0..<3, 9..<1 << 35]
    checkpoint.clocks = [ClockNote(time: start + .milliseconds(1), end: 1 << 33), ClockNote(time: start, end: 1 << 34)]
    #expect(try await documents.move(checkpoint, from: 1) == false)
    #expect(try await documents.move(checkpoint, from: 0))
    #expect(try await documents.move(checkpoint, from: 0) == false)
    #expect(try await documents.checkpoints() == [checkpoint])
    let taken = try await documents.takeCheckpoint(of: 0)
    checkpoint.next += 1
    #expect(try await documents.move(checkpoint, from: 5_000_000_000) == false)
    checkpoint.epoch = 2
    checkpoint.next -= 1
    #expect(taken == checkpoint)
    #expect(try await documents.move(checkpoint, from: 5_000_000_000))
  }

  // MARK: dead letters

  static func letter(_ partition: Int32, _ offset: Int64, _ bytes: [UInt8] = []) -> DeadLetter {
    DeadLetter(
      position: Position(partition: partition, offset: offset), appended: start + .milliseconds(offset % 1000),
      problem: SaleProblem(.badEncoding, "byte \(offset): \u{1B}[0m \"no\""), bytes: bytes)
  }

  static let letters = [
    Self("dead letters come back byte by byte, in order of position, each once", keepsLetters),
    Self("the newest of a partition's dead letters come back without their bytes", findsRejections),
  ]

  @Sendable private static func findsRejections(_ documents: any SaleDocuments) async throws {
    let letters = [letter(0, 9), letter(0, 10), letter(0, 1 << 40, [0]), letter(1, 2)]
    try await documents.insert(letters)
    let found = try await documents.rejections(of: 0, newest: 2)
    #expect(found.map(\.position.offset) == [1 << 40, 10])
    #expect(found.first?.problem == letters[2].problem && found.first?.appended == letters[2].appended)
    #expect(try await documents.rejections(of: 7, newest: 2).isEmpty)
  }

  @Sendable private static func keepsLetters(_ documents: any SaleDocuments) async throws {
    let all = Array(UInt8.min ... .max)
    let letters = [letter(0, 9, all), letter(0, 10), letter(1, 2, [0]), letter(2, 1 << 40, Array("{}".utf8))]
    try await documents.insert([letters[2], letters[0]])
    try await documents.insert([letters[3], letters[1], letters[0]])
    try await documents.insert([letter(0, 9, [1])])
    #expect(try await documents.deadLetters(reason: nil, after: nil, limit: 10) == letters)
    #expect(try await documents.deadLetters(reason: nil, after: nil, limit: 2) == Array(letters[..<2]))
    #expect(try await documents.deadLetters(reason: nil, after: letters[1].position, limit: 10) == Array(letters[2...]))
    #expect(try await documents.deadLetters(reason: nil, after: letters[3].position, limit: 10).isEmpty)
    #expect(try await documents.deadLetters(reason: .badEncoding, after: nil, limit: 10) == letters)
    #expect(try await documents.deadLetters(reason: .currency, after: nil, limit: 10).isEmpty)
    #expect(try await documents.deadLetters(of: 0, in: 0..<10) == [9: letters[0]])
    #expect(try await documents.deadLetterCount(before: [0: 10, 1: 100]) == 2)
    #expect(try await documents.deadLetterCount(before: [:]) == 0)
  }
}
