import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesMongo

/// Larger logs, several consumers at once, and everything that can happen to them, by chance.
@Suite(.timeLimit(.minutes(10))) struct RandomHistoryTests {
  #if DEBUG
    private static let histories = 10
  #else
    private static let histories = 30
  #endif

  @Test("any history ends as the log says, and readers see nothing else on the way", arguments: 0..<80 as Range<UInt64>)
  func histories(block: UInt64) async throws {
    for seed in block * 1000..<block * 1000 + UInt64(Self.histories) {
      let found = try await RandomHistory(seed: seed).run()
      if found.isEmpty { continue }
      // Once more, to tell how it went.
      let again = RandomHistory(seed: seed, isTraced: true)
      _ = try await again.run()
      Issue.record(
        """
        RandomHistory(seed: \(seed)): \(found.joined(separator: "; "))
        \(again.log)
        \(again.trace.joined(separator: "\n"))
        """)
      return
    }
  }
}

private struct RandomHistory {
  let log: ModelLog
  private let play: Play
  private var random: SeededGenerator
  private let isTampered: Bool
  private var repair: Int?
  private var poll: Int?

  init(seed: UInt64, isTraced: Bool = false) {
    var random = SeededGenerator(seed: seed)
    log = ModelLog.random(using: &random)
    play = Play(log, random: SeededGenerator(seed: seed &+ 7), isTraced: isTraced)
    isTampered = Int.random(in: 0..<4, using: &random) == 0
    self.random = random
  }

  var trace: [String] { play.stage.trace }

  /// The differences in the end.
  func run() async throws -> [String] {
    var copy = self
    for _ in 0..<Int.random(in: 20...220, using: &copy.random) { try await copy.act() }
    return try await copy.play.end()
  }

  private mutating func act() async throws {
    let waiting = play.stage.waiting
    switch Int.random(in: 0..<60, using: &random) {
    case 0...2 where waiting.count < 4: await startConsumer()
    case 3 where repair == nil: await startRepair()
    case 13...16 where repair == nil && play.isTampered: await startRepair()
    // One poll at a time: some take a while, and others come between.
    case 4 where poll.map({ !waiting.contains($0) }) ?? true: poll = await play.stage.start(play.pollingClient())
    case 5...8 where poll.map({ !waiting.contains($0) }) ?? true: try await play.poll()
    case 9 where isTampered && repair == nil:
      let tampering = Tampering.allCases.randomElement(using: &random) ?? .doubled
      // Who takes the partitions while a repair is on may believe this, so it comes when nobody is about.
      if tampering == .ahead && !waiting.isEmpty { return }
      play.stage.note("tampered: \(tampering)")
      play.tamper(tampering.apply)
    case 10...12 where play.stage.lateCount > 0:
      play.stage.doLate(Int.random(in: 0..<play.stage.lateCount, using: &random))
    default:
      guard let client = waiting.randomElement(using: &random) else { return await startConsumer() }
      await advance(client)
    }
  }

  private mutating func startConsumer() async {
    let some = log.partitions.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
    var now: Timestamp?
    if Int.random(in: 0..<4, using: &random) == 0 {
      now = ModelLog.start + .seconds(Int64.random(in: 0...20_000, using: &random))
    }
    _ = await play.stage.start(
      ModelClients.consumer(
        log, partitions: some.shuffled(using: &random), batch: Int64.random(in: 1...5, using: &random),
        clock: ModelLog.start + .minutes(Int64.random(in: 0...60, using: &random)), retainingAt: now))
  }

  private mutating func startRepair() async {
    repair = await play.stage.start(ModelClients.repair())
  }

  /// A few steps in a row, so that a history gets somewhere; what happens to the last is chance.
  private mutating func advance(_ client: Int) async {
    await play.stage.run(client, steps: Int.random(in: 0...8, using: &random))
    let fate: Fate =
      switch Int.random(in: 0..<24, using: &random) {
      case 0: .crash
      case 1: .unanswered
      case 2: .refused
      case 3: .late
      default: .done
      }
    await play.stage.advance(client, fate)
    guard client == repair, !play.stage.waiting.contains(client) else { return }
    repair = nil
    if play.stage.failure(of: client) == nil { play.noteRepaired() }
  }
}
