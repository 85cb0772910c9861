import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing
import TextUI

@testable import SalesSQLite

/// The exactly-once protocol on the real store against its plainest model, through random histories of batches, replays, overlaps, crashes
/// inside a batch, restarts, zombies and duplicates across partitions, with a reader that polls beside it all.
@Suite(.timeLimit(.minutes(10))) struct ProtocolModelTests {
  @Test("any history leaves the store as the model says, and the reader sees just that", arguments: 0..<60)
  func histories(seed: Int) async throws {
    var history = try History(seed: UInt64(seed))
    for _ in 0..<40 { try await history.step() }
    try await history.check()
  }

  @Test("a crash at every step of a batch leaves what was before it, and the batch can be applied again")
  func everyCrashPoint() async throws {
    for step in SQLiteSaleStore.Step.allCases {
      var history = try History(seed: 7)
      for _ in 0..<5 { try await history.apply(crashingAt: nil) }
      try await history.apply(crashingAt: step)
      try await history.check()
      // Twice in a row, then for good.
      try await history.apply(crashingAt: step)
      try await history.apply(crashingAt: nil)
      try await history.check()
    }
  }
}

private struct Crash: Error {}

private struct History {
  private let folder: TemporaryFolder
  private let model = MemoryStore()
  private var opened: SQLiteSaleStore?
  private var random: SeededGenerator
  private var held: [Int32: Checkpoint] = [:]
  private var zombies: [Checkpoint] = []
  private var replica = Replica()
  private static let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  init(seed: UInt64) throws {
    folder = try TemporaryFolder()
    opened = try SQLiteSaleStore(path: folder.file("store.sqlite"), settings: nil)
    random = SeededGenerator(seed: seed)
  }

  private var store: SQLiteSaleStore {
    get throws { try #require(opened) }
  }

  mutating func step() async throws {
    switch Int.random(in: 0..<13, using: &random) {
    case 0: try await take(Int32.random(in: 0..<3, using: &random))
    case 1: try await restart()
    case 2: try await applyAsZombie()
    case 3: try await apply(crashingAt: SQLiteSaleStore.Step.allCases.randomElement(using: &random))
    case 4: try await replica.follow(try store)
    case 5: try await repair()
    default: try await apply(crashingAt: nil)
    }
    if Int.random(in: 0..<4, using: &random) == 0 { try await replica.follow(try store) }
  }

  /// A new consumer takes the partition; the old one lives on as a zombie.
  private mutating func take(_ partition: Int32) async throws {
    if let old = held[partition] { zombies.append(old) }
    let checkpoint = try await store.take(partition, of: "log")
    #expect(try await model.take(partition, of: "log") == checkpoint)
    held[partition] = checkpoint
  }

  /// The process ends and another opens the file; every partition is taken anew.
  private mutating func restart() async throws {
    opened = nil
    // Its last call may still be on the way out.
    while opened == nil {
      do {
        opened = try SQLiteSaleStore(path: folder.file("store.sqlite"), settings: nil)
      } catch let error as BackendError where error.kind == .held(byProcess: getpid()) {
        await Task.yield()
      }
    }
    for partition in held.keys.sorted() { try await take(partition) }
  }

  /// Somebody's hand was at the rollups; they are made anew, and every partition is taken again.
  private mutating func repair() async throws {
    for level in RollupLevel.allCases {
      let span = RollupSpan(level: level, range: .distantPast..<Timestamp.distantFuture)
      let poll = try await store.poll(PollRequest(spans: [span]))
      var rollups = poll.rollups.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      for index in rollups.indices where Bool.random(using: &random) {
        rollups[index].cells[0].sales += 1
        rollups[index].through += Int64.random(in: -1...1, using: &random)
      }
      try await store.replace(span, with: rollups, names: poll.names)
    }
    if Bool.random(using: &random) { try await replica.follow(try store) }
    _ = try await Repair(store: try store).run()
    _ = try await Repair(store: model).run()
    for partition in held.keys.sorted() { try await take(partition) }
  }

  private mutating func applyAsZombie() async throws {
    guard let zombie = zombies.randomElement(using: &random) else { return }
    let batch = batch(after: zombie)
    await #expect { try await store.apply(batch) } throws: { ($0 as? BackendError)?.kind == .fenced }
  }

  mutating func apply(crashingAt step: SQLiteSaleStore.Step?) async throws {
    let partition = Int32.random(in: 0..<3, using: &random)
    if held[partition] == nil { try await take(partition) }
    guard let checkpoint = held[partition] else { return }
    let batch = batch(after: checkpoint)
    if let step {
      try await store.crash { if $0 == step { throw Crash() } }
      await #expect(throws: Crash.self) { try await store.apply(batch) }
      try await store.crash(at: nil)
      return
    }
    let after = try await store.apply(batch)
    #expect(try await model.apply(batch) == after)
    held[partition] = after
    // The acknowledgement was lost: the same batch comes again.
    if Bool.random(using: &random) { #expect(try await store.apply(batch) == after) }
  }

  /// From the checkpoint or a little before it, with ids that may be known from any partition.
  private mutating func batch(after checkpoint: Checkpoint) -> StoreBatch {
    let overlap = Int64.random(in: 0...min(2, checkpoint.next), using: &random)
    let count = Int64.random(in: 1...6, using: &random)
    let from = checkpoint.next - overlap
    var batch = StoreBatch(
      partition: checkpoint.partition, epoch: checkpoint.epoch, from: from, next: checkpoint.next + count)
    for offset in from..<batch.next {
      // A record is a function of its position: what is read again is the same.
      var record = SeededGenerator(seed: UInt64(offset) &* 31 &+ UInt64(checkpoint.partition))
      if Int.random(in: 0..<8, using: &record) == 0 {
        batch.deadLetters.append(
          DeadLetter(
            position: Position(partition: checkpoint.partition, offset: offset), appended: Self.start,
            problem: SaleProblem(.notASale, "broken"), bytes: Array("x\(offset)".utf8)))
      } else {
        batch.entries.append(.init(offset: offset, sale: Self.sale(&record), isLate: false))
      }
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      batch.clock = ClockNote(time: Self.start + .seconds(batch.next), end: batch.next)
    }
    batch.newestSale = max(batch.entries.map(\.sale.time).max() ?? Self.start, checkpoint.newestSale ?? Self.start)
    return batch
  }

  private static func sale(_ random: inout SeededGenerator) -> Sale {
    Sale(
      id: "s\(Int.random(in: 0..<120, using: &random))",
      time: start + .seconds(Int64.random(in: -90_000..<90_000, using: &random)),
      amount: Money(minorUnits: Int64.random(in: -500...5000, using: &random)),
      product: ["Desk", "Lamp", "咖啡机 ☕"].randomElement(using: &random) ?? "Desk",
      region: ["EMEA", "NA"].randomElement(using: &random) ?? "NA")
  }

  mutating func check() async throws {
    let real = try await store.snapshot()
    let plain = try await model.snapshot()
    #expect(try await Facts(real) == Facts(plain))
    try await replica.follow(try store)
    #expect(try await replica.sums == Facts(plain).rollups)
  }
}

/// A rollup without the numbers of names, which differ from store to store.
private struct RollupFact: Hashable {
  var level: RollupLevel
  var bucket: Timestamp
  var partition: Int32
  var cells: Set<[String]>

  init(_ rollup: Rollup, names: [String]) {
    level = rollup.level
    bucket = rollup.bucket
    partition = rollup.partition
    cells = Set(
      rollup.cells.map { cell in
        [names[Int(cell.region)], names[Int(cell.product)], "\(cell.sales)", "\(cell.refunds)", "\(cell.revenue)"]
      })
  }
}

private struct Facts: Equatable {
  var checkpoints: [Checkpoint]
  var sales: [StoredSale]
  var rollups: Set<RollupFact>
  var dead: Int64

  init(_ snapshot: any StoreSnapshot) async throws {
    checkpoints = try await snapshot.state.checkpoints
    let ids = (0..<120).map { "s\($0)" }
    sales = try await snapshot.stored(ids: ids).compactMap { $0 }.sorted { $0.position < $1.position }
    let names = try await snapshot.names
    rollups = []
    for level in RollupLevel.allCases {
      let span = RollupSpan(level: level, range: .distantPast..<Timestamp.distantFuture)
      for rollup in try await snapshot.rollups(span) { rollups.insert(RollupFact(rollup, names: names)) }
    }
    dead = try await snapshot.deadLetterCount()
  }
}

/// The rollups that a dashboard keeps: it only ever replaces those that a poll brings.
private struct Replica {
  private var token: PollToken?
  private var rollups: [Rollup.Key: RollupFact] = [:]

  var sums: Set<RollupFact> { Set(rollups.values) }

  mutating func follow(_ store: SQLiteSaleStore) async throws {
    let spans = RollupLevel.allCases.map { RollupSpan(level: $0, range: .distantPast..<Timestamp.distantFuture) }
    let poll = try await store.poll(PollRequest(spans: spans, after: token))
    if poll.isComplete { rollups = [:] }
    for rollup in poll.rollups {
      rollups[rollup.key] = RollupFact(rollup, names: poll.names)
    }
    token = poll.token
  }
}
