import SalesCore
import SalesPipeline
import Testing

@testable import salestop

@Suite struct StatusDocumentTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  @Test(
    "health follows the last heartbeat; one from the future is of before the clock was set back",
    arguments: [(-5, "ok"), (-31, "stale"), (5, "ok"), (3600, "stale")])
  func health(age: Int, expected: String) {
    let state = StoreState(heartbeat: Heartbeat(time: now + .seconds(age), logEnd: [:]))
    #expect(StatusDocument(state, log: nil, now: now).health.hasPrefix(expected))
  }

  @Test(
    "a consumer that stored sales is stale after 5 s, as on the screen, also where the log has run ahead since",
    arguments: [(4, 0, "ok"), (5, 0, "stale: no consumer since"), (5, 9000, "stale: no consumer since")])
  func working(age: Int, ahead: Int64, expected: String) {
    let heartbeat = Heartbeat(time: now - .seconds(age), logEnd: [0: 0], storedPerSecond: 12)
    let state = StoreState(checkpoints: [Checkpoint(partition: 0, epoch: 1, next: 0)], heartbeat: heartbeat)
    let bounds = PartitionBounds(partition: 0, first: 0, end: ahead)
    #expect(StatusDocument(state, log: [bounds], now: now).health.hasPrefix(expected))
  }

  @Test(
    "a live stream is never quite at the end of the log; what counts as lagging is what does on the screen",
    arguments: [
      (0, 100, "ok"), (0, 101, "lagging by 101 records"), (50, 150, "ok"), (50, 151, "lagging by 151 records"),
    ])
  func lagging(perSecond: Double, lag: Int64, expected: String) {
    let heartbeat = Heartbeat(time: now, logEnd: [0: lag], storedPerSecond: perSecond)
    let state = StoreState(checkpoints: [Checkpoint(partition: 0, epoch: 1, next: 0)], heartbeat: heartbeat)
    #expect(StatusDocument(state, log: nil, now: now).health == expected)
  }

  @Test(
    "a store whose consumer ended is at rest, or has no consumer where records wait",
    arguments: [
      (0, "at rest since 2027-01-15T07:00:00.000Z"), (3, "no consumer since 2027-01-15T07:00:00.000Z, 3 records wait"),
    ] as [(Int64, String)])
  func atRest(lag: Int64, expected: String) {
    var heartbeat = Heartbeat(time: now - .hours(1), logEnd: [0: lag])
    heartbeat.isLast = true
    let state = StoreState(checkpoints: [Checkpoint(partition: 0, epoch: 1, next: 0)], heartbeat: heartbeat)
    #expect(StatusDocument(state, log: nil, now: now).health == expected)
  }

  private func state(_ next: [Int32: Int64], heard: [Int32: Int64] = [:]) -> StoreState {
    StoreState(
      checkpoints: next.map { Checkpoint(partition: $0.key, epoch: 3, next: $0.value) },
      heartbeat: Heartbeat(time: now, logEnd: heard))
  }

  @Test("several partitions are a total and a table, and one that nobody has taken is behind by all it holds")
  func table() {
    let bounds = [(0, 0, 40), (1, 5, 30), (2, 7, 107)].map {
      PartitionBounds(partition: Int32($0.0), first: $0.1, end: $0.2)
    }
    let document = StatusDocument(state([0: 40, 1: 20]), log: bounds, now: now)
    #expect(document.lag == 110)
    #expect(document.health == "lagging by 110 records")
    #expect(document.partitions.map(\.epoch) == [3, 3, 0])
    let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.contains("partitions    3, 67 of 177"), "\(document.text)")
    #expect(
      lines.suffix(5) == [
        "partition  next  end  lag  epoch",
        "        0    40   40    0      3",
        "        1    20   30   10      3",
        "        2     7  107  100      0",
        "",
      ], "\(document.text)")
  }

  @Test("where the log does not answer, that is told, and its ends are those that the consumer saw last")
  func unreachable() {
    let document = StatusDocument(
      state([0: 40, 1: 20], heard: [0: 41, 1: 20]), log: nil, logProblem: "reach kafka://host: no answer", now: now)
    #expect(document.lag == 1)
    #expect(document.text.contains("\nlog unreachable  reach kafka://host: no answer\n"), "\(document.text)")
    #expect(document.partitions.map(\.logEnd) == [41, 20])
  }

  @Test("of very many partitions the text shows those that are furthest behind")
  func many() {
    let bounds = (0..<100).map { PartitionBounds(partition: $0, first: 0, end: Int64($0 == 77 ? 50 : 10)) }
    let next = Dictionary(uniqueKeysWithValues: (Int32(0)..<100).map { ($0, Int64(10)) })
    let text = StatusDocument(state(next), log: bounds, now: now).text
    #expect(text.contains("\n       77    10   50   40      3\n"), "\(text)")
    #expect(text.contains("\n76 more partitions are no further behind"), "\(text)")
  }

  @Test(
    "conflicts are a problem beside whatever health there is",
    arguments: [(0, []), (1, ["1 record bears"])] as [(Int64, [String])])
  func conflicts(count: Int64, begins: [String]) {
    var state = state([0: 40])
    state.checkpoints[0].totals.conflicts = count
    let document = StatusDocument(state, log: nil, now: now)
    #expect(document.health == "ok" && document.problems.count == begins.count)
    for (problem, begin) in zip(document.problems, begins) { #expect(problem.hasPrefix(begin)) }
    #expect(document.text.contains("\nproblem  ") == (count > 0), "\(document.text)")
  }
}
