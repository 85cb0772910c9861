import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

/// The exactly-once protocol of the very store that runs, over documents that are written one at a time: every place at
/// which a consumer of a small log can end, lose an answer, be overtaken or meet a repair.
@Suite(.timeLimit(.minutes(10))) struct ProtocolModelTests {
  /// An id twice within a partition and across partitions, with another body; a dead letter; sales of one second in two
  /// batches.
  private static let log = ModelLog(records: [
    [ModelLog.sale("a", 100), ModelLog.sale("b", 50, product: "Lamp"), ModelLog.sale("a", 7)],
    [ModelLog.sale("b", 51), ModelLog.sale("c", -30), .broken],
  ])
  /// One partition whose second batch adds to the rollups of the first.
  private static let growing = ModelLog(records: [
    [ModelLog.sale("a", 100), ModelLog.sale("a", 1), ModelLog.sale("b", 50), ModelLog.sale("c", 25, product: "Lamp")]
  ])
  /// One partition whose second sale is a day after the first.
  private static let spread = ModelLog(records: [[ModelLog.sale("a"), ModelLog.sale("b", after: 86_400)]])

  /// What becomes of a record depends on the clock of whoever judges it first. Consumers come 10 minutes after each other.
  private static let ahead = ModelLog(records: [
    [ModelLog.ahead("x", by: 5), ModelLog.sale("a"), ModelLog.ahead("y", by: 15), ModelLog.ahead("z", by: 5)],
    [ModelLog.sale("a", 1), ModelLog.ahead("w", by: 5)],
  ])

  /// The clock of the consumer that comes as number `turn`.
  private static func clock(_ turn: Int64) -> Timestamp { ModelLog.start + .minutes(10 * turn) }

  /// A log, and how many records a batch takes.
  struct Setting: Sendable, CustomTestStringConvertible {
    var log: ModelLog
    var size: Int64
    var testDescription: String { "\(log.records.count) partitions, batches of \(size)" }
  }

  static let settings = [
    Setting(log: log, size: 1), Setting(log: log, size: 2), Setting(log: log, size: 3),
    Setting(log: growing, size: 1), Setting(log: growing, size: 2),
    Setting(log: ahead, size: 1), Setting(log: ahead, size: 2), Setting(log: ahead, size: 3),
  ]

  /// How many steps a client takes that nothing happens to.
  private static func steps(_ log: ModelLog, _ size: Int64) async -> Int {
    let play = Play(log)
    return await play.stage.run(await play.stage.start(ModelClients.consumer(log, batch: size)))
  }

  /// Of pairs of steps a build for debugging, which is many times slower, plays every third: each step still comes
  /// first and second.
  #if DEBUG
    private static let stride = 3
  #else
    private static let stride = 1
  #endif

  private static func isPlayed(_ first: Int, _ second: Int) -> Bool { (first + second).isMultiple(of: stride) }

  private static func expectNothing(_ play: Play, _ history: @autoclosure () -> String) async throws {
    let found = try await play.end()
    if !found.isEmpty { Issue.record("\(history()): \(found.joined(separator: "; "))") }
  }

  @Test("whatever happens to a step of a consumer", arguments: settings)
  func fault(setting: Setting) async throws {
    for step in 0..<(await Self.steps(setting.log, setting.size)) {
      for fate in Fate.allCases {
        try await play(setting.log, setting.size, faults: [step: fate], polling: true)
      }
    }
  }

  @Test(
    "whatever happens to two steps of a consumer and its successors",
    arguments: [
      (settings[1], Fate.crash), (settings[3], .crash), (settings[4], .unanswered), (settings[4], .late),
      (settings[6], .crash), (settings[6], .late),
    ])
  func faults(setting: Setting, fate: Fate) async throws {
    let steps = await Self.steps(setting.log, setting.size)
    for (first, second) in (0..<steps).flatMap({ step in (step + 1...step + steps).map { (step, $0) } })
    where Self.isPlayed(first, second) {
      try await play(setting.log, setting.size, faults: [first: .crash, second: fate], polling: false)
      if fate == .crash { continue }
      try await play(setting.log, setting.size, faults: [first: fate, second: fate], polling: false)
    }
  }

  /// One consumer after another, each until it dies; `faults` by number of step.
  private func play(_ log: ModelLog, _ size: Int64, faults: [Int: Fate], polling: Bool) async throws {
    let play = Play(log)
    var step = 0
    var isDead = true
    var turn: Int64 = 0
    while isDead {
      isDead = false
      let client = await play.stage.start(ModelClients.consumer(log, batch: size, clock: Self.clock(turn)))
      turn += 1
      while !isDead, await play.stage.advance(client, faults[step] ?? .done) {
        isDead = faults[step] == .crash
        step += 1
        if polling { try await play.poll() }
      }
    }
    try await Self.expectNothing(play, "batches of \(size), \(faults)")
  }

  @Test("a zombie stopped at any step goes on when its successor is at any step", arguments: settings)
  func zombies(setting: Setting) async throws {
    let (log, size) = (setting.log, setting.size)
    let steps = await Self.steps(log, size)
    for (stopped, overtaken) in (0..<steps).flatMap({ step in (0...steps + 2).map { (step, $0) } })
    where Self.isPlayed(stopped, overtaken) {
      let play = Play(log)
      let zombie = await play.stage.start(ModelClients.consumer(log, batch: size))
      await play.stage.run(zombie, steps: stopped)
      let successor = await play.stage.start(ModelClients.consumer(log, batch: 2, clock: Self.clock(1)))
      await play.stage.run(successor, steps: overtaken)
      while await play.stage.advance(zombie) { try await play.poll() }
      while await play.stage.advance(successor) { try await play.poll() }
      try await Self.expectNothing(play, "batches of \(size), zombie at \(stopped), successor at \(overtaken)")
    }
  }

  @Test(
    "a repair at any step of a consumer, which goes on at any step of the repair, sets right what was wrong",
    arguments: Tampering.allCases, [true, false])
  func repairs(tampering: Tampering, isConsumerFirst: Bool) async throws {
    for (log, size) in [(Self.log, Int64(2)), (Self.growing, 1)] {
      for stopped in 0..<(await Self.steps(log, size)) {
        // Each step of one meets many of the other, in a few seconds.
        var taken = stopped % 7
        var isWhole = false
        while !isWhole {
          let play = Play(log)
          let consumer = await play.stage.start(ModelClients.consumer(log, batch: size))
          await play.stage.run(consumer, steps: stopped)
          play.tamper(tampering.apply)
          let repair = await play.stage.start(ModelClients.repair())
          isWhole = await play.stage.run(repair, steps: taken) < taken
          // Whoever wrote before the repair, or takes the partitions while it is on.
          let other = isConsumerFirst ? consumer : await play.stage.start(ModelClients.consumer(log, batch: size))
          // One that reads what is ahead of the log believes it; the repair that it came into does not see that.
          if !isConsumerFirst, tampering == .ahead { await play.stage.run(repair) }
          while await play.stage.advance(other) { try await play.poll() }
          await play.stage.run(repair)
          await play.stage.run(consumer)
          if play.stage.failure(of: repair) == nil { play.noteRepaired() }
          try await Self.expectNothing(play, "batches of \(size), consumer at \(stopped), repair at \(taken)")
          taken += 7 * Self.stride
        }
      }
    }
  }

  @Test(
    "who has read what was wrong never writes it over what a repair has set right",
    arguments: [(Tampering.doubled, growing), (.deleted, growing), (.invented, spread)])
  func believers(tampering: Tampering, log: ModelLog) async throws {
    let consumer = ModelClients.consumer(log, batch: 1)
    // The first batch is done. Who took the partition before the repair, and at any step of it.
    for begun in 0...40 {
      for read in 0..<(await Self.steps(log, 1)) where Self.isPlayed(begun, read) {
        let play = Play(log)
        await play.stage.run(await play.stage.start(consumer), steps: 14)
        play.tamper(tampering.apply)
        let repair = await play.stage.start(ModelClients.repair())
        await play.stage.run(repair, steps: begun)
        let believer = await play.stage.start(consumer)
        await play.stage.run(believer, steps: read)
        await play.stage.run(repair)
        play.noteRepaired()
        while await play.stage.advance(believer) { try await play.poll() }
        try await Self.expectNothing(play, "repair begun for \(begun), read for \(read)")
      }
    }
  }

  @Test("a repair that dies at any step is done by the next one", arguments: Tampering.allCases)
  func diedRepairs(tampering: Tampering) async throws {
    for fate in Fate.allCases {
      var taken = 0
      var isWhole = false
      while !isWhole {
        let play = Play(Self.log)
        let consumer = await play.stage.start(ModelClients.consumer(Self.log))
        await play.stage.run(consumer, steps: 30)
        play.tamper(tampering.apply)
        try await play.poll()
        let repair = await play.stage.start(ModelClients.repair())
        isWhole = await play.stage.run(repair, steps: taken) < taken
        try await play.poll()
        await play.stage.advance(repair, fate)
        await play.stage.run(repair)
        if play.stage.failure(of: repair) == nil { play.noteRepaired() }
        try await Self.expectNothing(play, "repair \(fate) at \(taken)")
        taken += 1
      }
    }
  }

  @Test(
    "a poll that begins at any step of a consumer, and that the rest comes into at any step", arguments: [true, false])
  func polls(isRepaired: Bool) async throws {
    let steps = await Self.steps(Self.log, 2)
    for begun in 1..<steps {
      var taken = begun % Self.stride
      var isWhole = false
      while !isWhole {
        let play = Play(Self.log)
        let consumer = await play.stage.start(ModelClients.consumer(Self.log))
        await play.stage.run(consumer, steps: begun / 2)
        try await play.poll()
        await play.stage.run(consumer, steps: begun - begun / 2)
        if isRepaired { play.tamper(Tampering.doubled.apply) }
        let reader = await play.stage.start(play.pollingClient())
        isWhole = await play.stage.run(reader, steps: taken) < taken
        if isRepaired { try await play.repair() }
        await play.stage.run(consumer)
        await play.stage.run(reader)
        try await Self.expectNothing(play, "poll begun at \(begun), interrupted at \(taken)")
        taken += Self.stride
      }
    }
  }
}
