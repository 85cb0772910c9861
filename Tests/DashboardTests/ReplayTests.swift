import SalesAnalytics
import SalesCore
import Synchronization
import Testing
import TextUI

@testable import Dashboard

/// Playing the past: keys, the moment in the top row, and when anything happens by itself.
@Suite struct ReplayTests {
  /// The beginning of the window of the last hour at `Shop.now`: 13:32:00.
  let start = Shop.now - .minutes(60) - .seconds(7)

  private func playing() -> Stage {
    var stage = Stage(shop: .small)
    stage.type("<")
    return stage
  }

  private func state(_ stage: Stage) -> String {
    String(stage.lines[0].drop { !"«‖●▲○".contains($0) })
  }

  @Test("it begins at the beginning of the window, ten times as fast as it was")
  func begin() {
    var stage = playing()
    #expect(stage.reads.count == 2)
    #expect(stage.reads.last?.query.endsAtNow == true && stage.reads.last?.now == start)
    #expect(state(stage) == "« 13:32 ×10")
    #expect(stage.model.figures?.range.upperBound == start)
    stage.run(.seconds(6))
    #expect(state(stage) == "« 13:33 ×10")
    #expect(stage.model.latest?.asOf == start + .seconds(60))
  }

  @Test("a live period slides with the moment, and its comparison stays like for like")
  func slides() throws {
    var stage = playing()
    stage.run(.seconds(12))
    let figures = try #require(stage.model.latest)
    #expect(figures.range.lowerBound == start + .minutes(2) - .hours(1))
    #expect(figures.total.sales > 0 && figures.previousTotal != nil)
    #expect(stage.reads.last?.query.comparison == .previous)
  }

  @Test(
    "frames come four times a second at most, and no faster than the second that is played",
    arguments: [1, 2, 10, 3600])
  func pace(speed: Int) {
    var stage = playing()
    while let now = stage.model.replay?.speed, now != speed { stage.type(now < speed ? ">" : "<") }
    let reads = stage.reads.count
    let ticks = stage.run(speed == 3600 ? .milliseconds(900) : .seconds(10))
    let count = stage.reads.count - reads
    switch speed {
    case 1: #expect((9...11).contains(count))
    case 2: #expect((19...21).contains(count))
    case 10: #expect((38...41).contains(count))
    default: #expect((3...4).contains(count))
    }
    #expect(ticks <= 2 * count + 6, "besides reads only the panels' turns and the end of a notice")
    #expect(stage.reads.suffix(count).allSatisfy { !$0.refresh }, "the store did not change")
  }

  @Test("another speed changes the pace from there on, not the moment")
  func speeds() {
    var stage = playing()
    stage.run(.milliseconds(3100))
    let moment = stage.model.pictureTime
    for (key, speed) in [
      (">", 30), (">", 60), (">", 300), ("<", 60), ("<", 30), ("<", 10), ("<", 5), ("<", 2), ("<", 1),
    ] {
      stage.type(key)
      #expect(stage.model.replay?.speed == speed)
      #expect(stage.model.pictureTime == moment)
    }
    stage.type("<")
    #expect(stage.model.replay?.speed == 1)
    #expect(stage.model.notice?.text == "×1 is as slow as it gets")
    for _ in 0..<12 { stage.type(">") }
    #expect(stage.model.replay?.speed == 3600)
    #expect(stage.model.notice?.text == "×3600 is as fast as it gets")
    #expect(stage.model.pictureTime == moment)
  }

  @Test("Space holds the moment and goes on from there; held, nothing is read and nothing wakes it")
  func hold() throws {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.time = Shop.now + .hours(9) }))
    stage.type("<>>")
    stage.run(.milliseconds(3330))
    stage.type(" ")
    let moment = stage.model.pictureTime
    stage.run(.seconds(2))
    #expect(state(stage) == "‖ 13:35 ×60")
    #expect(stage.reads.last?.now == moment, "the picture is of the very moment")
    #expect(stage.text.contains("Resume"))
    let reads = stage.reads.count
    #expect(stage.model.nextDeadline.map { $0 - stage.moment.uptime > .hours(8) } ?? true)
    stage.wait(.minutes(5))
    #expect(stage.reads.count == reads && stage.model.pictureTime == moment)
    stage.type(" ")
    #expect(stage.model.pictureTime == moment)
    stage.run(.seconds(1))
    #expect(stage.model.latest?.asOf ?? moment > moment + .seconds(40))
    #expect(state(stage).hasPrefix("« 13:36"))
  }

  @Test("when it reaches the present it is live again")
  func catchUp() {
    var stage = playing()
    for _ in 0..<6 { stage.type(">") }
    #expect(stage.model.replay?.speed == 3600)
    stage.run(.milliseconds(1200))
    #expect(stage.model.replay == nil)
    #expect(stage.reads.last?.query.endsAtNow == false)
    #expect(state(stage) == "● LIVE 12/s 0.2s")
    #expect(stage.model.figures?.range.upperBound ?? .epoch > Shop.now)
  }

  @Test("the present ends it even where its window does not move any more")
  func catchUpStanding() throws {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.time = Shop.now + .hours(9) }))
    stage.model.choose(.absolute(Shop.now - .hours(2)..<Shop.now - .hours(1)))
    stage.send(.tick)
    stage.type("<>>>>>>")
    stage.run(.milliseconds(1500))
    let reads = stage.reads.count
    #expect(stage.model.replay != nil)
    stage.run(.milliseconds(400))
    #expect(stage.reads.count == reads, "all of it was played")
    #expect(stage.model.figures?.total == stage.model.latest?.total && stage.model.replay != nil)
    stage.run(.milliseconds(300))
    #expect(stage.model.replay == nil && stage.reads.count == reads + 1)
  }

  @Test("an absolute period stands still and fills from the left; past its end the clock goes on without reads")
  func absolute() throws {
    var stage = Stage()
    stage.model.choose(.absolute(Shop.now - .hours(2)..<Shop.now - .minutes(119)))
    stage.send(.tick)
    let whole = try #require(stage.model.figures)
    stage.type("<")
    stage.run(.seconds(3))
    let half = try #require(stage.model.latest)
    #expect(half.range == whole.range)
    #expect(half.total.sales < whole.total.sales)
    stage.run(.seconds(5))
    #expect(stage.model.latest?.total == whole.total)
    let (reads, before) = (stage.reads.count, state(stage))
    let ticks = stage.run(.seconds(12))
    #expect(stage.reads.count == reads)
    #expect(state(stage) != before && ticks < 60)
  }

  @Test("yesterday is played as that day, though by then it would have been another")
  func yesterday() throws {
    var stage = Stage()
    stage.model.choose(try Period(parsing: "now-1d/d"))
    stage.send(.tick)
    stage.type("<>>>>>>")
    #expect(stage.model.period.text == "2026-11-20")
    stage.run(.milliseconds(4300))
    #expect(stage.model.latest?.partial == 8)
    #expect(stage.model.latest?.total.sales ?? 0 > 0)
    stage.press(.escape)
    #expect(stage.model.replay == nil && stage.model.period.text == "2026-11-20")
  }

  @Test("0 ends it, and so does Esc: after the crosshair, before a filter")
  func leave() {
    var stage = playing()
    stage.type("0")
    #expect(stage.model.replay == nil && state(stage) == "● LIVE 12/s 0.2s")
    #expect(stage.reads.last?.query.endsAtNow == false)
    stage.press(.tab, .enter)
    stage.press(.tab, .tab)
    while stage.model.focus != .revenue { stage.press(.tab) }
    stage.type("<")
    stage.press(.left)
    #expect(stage.model.crosshair != nil && stage.model.isFiltered && stage.lines[1].hasSuffix("Esc"))
    stage.press(.escape)
    #expect(stage.model.crosshair == nil && stage.model.replay != nil)
    stage.press(.escape)
    #expect(stage.model.replay == nil && stage.model.isFiltered)
    stage.press(.escape)
    #expect(!stage.model.isFiltered)
  }

  @Test("undo ends it before it takes a step back")
  func undo() {
    var stage = Stage()
    stage.type("2")
    stage.type("<")
    stage.type("u")
    #expect(stage.model.replay == nil && stage.model.viewIndex == 1)
    stage.type("u")
    #expect(stage.model.viewIndex == 0)
  }

  @Test("filter and period change while it plays; the moment goes on, and a filter needs no read of the store")
  func changes() {
    var stage = playing()
    stage.run(.seconds(2))
    let moment = stage.model.pictureTime
    stage.press(.tab, .enter)
    #expect(stage.model.isFiltered && stage.reads.last?.refresh == false)
    #expect(stage.reads.last?.now == moment && stage.reads.last?.query.endsAtNow == true)
    stage.type("-")
    #expect(stage.reads.last?.query.period.text == "3h" && stage.reads.last?.refresh == true)
    #expect(stage.model.figures?.range.contains(moment) == true)
    stage.type("[")
    #expect(stage.model.period.range(now: Shop.now, calendar: .utc, all: nil).upperBound == moment - .hours(3))
    #expect(stage.model.replay != nil && stage.model.pictureTime == moment)
  }

  @Test("the moment has seconds where buckets are seconds, and its date where it is not today")
  func text() {
    var stage = Stage()
    stage.model.choose(.last(5, .minute))
    stage.send(.tick)
    stage.type("<")
    #expect(state(stage) == "« 14:27:05 ×10")
    var days = Stage()
    days.model.choose(.last(7, .day))
    days.send(.tick)
    days.type("<")
    #expect(state(days).hasPrefix("« 2026-11-14 "))
  }

  @Test("plain signs where the terminal has no others")
  func plain() {
    var stage = playing()
    stage.model.look.symbols = .ascii
    #expect(stage.lines[0].hasSuffix("< 13:32 x10"))
    stage.type(" ")
    #expect(stage.lines[0].hasSuffix("= 13:32 x10"))
  }

  @Test("forward does nothing while live, and says so; a held picture is played from its window")
  func fromLive() {
    var stage = Stage()
    stage.type(">")
    #expect(stage.model.replay == nil && stage.model.notice?.text == "Live already; < plays the past")
    stage.type(" <")
    #expect(stage.model.pause == nil && stage.model.replay != nil)
  }

  @Test("a store that cannot be read is told above all")
  func failure() {
    var stage = playing()
    stage.answers = false
    stage.run(.milliseconds(300))
    stage.send(.readFailed(id: stage.reads.last?.id ?? 0, "disk I/O error"))
    #expect(state(stage).hasPrefix("▲ STALE"))
  }

  @Test("the feed ends at the moment")
  func feed() async throws {
    let data = AskedSales()
    var query = FigureQuery(period: .last(1, .hour), comparison: .none)
    query.endsAtNow = true
    let moment = Shop.now - .minutes(7) + .milliseconds(400)
    let request = ReadRequest(id: 1, query: query, now: moment, feedLimit: 16, rejectionLimit: 0, refresh: true)
    _ = try await DashboardReader(data).load(request)
    #expect(data.asked.map(\.range.upperBound) == [Shop.now - .minutes(7)])
  }
}

extension Stage {
  /// Lets time pass as the loop would: from one deadline to the next. Returns how often it woke.
  @discardableResult
  fileprivate mutating func run(_ time: Duration) -> Int {
    let end = moment.uptime + time
    var wakes = 0
    while let deadline = model.nextDeadline, deadline <= end, wakes < 1000 {
      wakes += 1
      wait(max(.milliseconds(1), deadline - moment.uptime))
    }
    wait(max(.zero, end - moment.uptime))
    return wakes
  }
}

/// A shop that remembers which sales it was asked for.
private final class AskedSales: DashboardData {
  private let queries = Mutex<[SalesQuery]>([])

  var asked: [SalesQuery] { queries.withLock { $0 } }

  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures {
    Shop.small.figures(query, now: now)
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] {
    queries.withLock { $0.append(query) }
    return []
  }

  func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
}
