import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// When the store is asked, and what the screen does meanwhile.
@Suite struct ReadingTests {
  @Test("the store is read at the start, and not again while nothing changes")
  func once() {
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.storedPerSecond = 0 }))
    #expect(stage.reads.count == 1)
    stage.wait(.seconds(5))
    stage.press(.tab, .down, .up)
    #expect(stage.reads.count == 1)
  }

  @Test("however often the store changes, it is read four times a second at most")
  func pace() {
    var stage = Stage()
    for _ in 0..<100 {
      stage.send(.changed)
      stage.wait(.milliseconds(10))
    }
    #expect((4...5).contains(stage.reads.count))
  }

  @Test("another store in the place of the one before is shown at once and told, and nothing held stays")
  func anotherStore() {
    var stage = Stage(shop: Shop(state: Shop.state { $0.identity = "store-a" }))
    stage.type(" ")
    #expect(stage.lines[0].contains("PAUSED"))
    stage.see(Shop.state { $0.identity = "store-a" })
    #expect(stage.lines[0].contains("PAUSED") && stage.model.notice == nil)
    stage.see(Shop.state { ($0.identity, $0.checkpoints[0].next) = ("store-b", 7) })
    #expect(!stage.lines[0].contains("PAUSED"))
    #expect(stage.text.contains("The store was made anew or replaced"))
    #expect(stage.model.figures?.state.checkpoints[0].next == 7)
  }

  @Test("a store that cannot be read is asked again within 5 s, and at once on Ctrl-R")
  func retries() {
    for attempts in 1...20 { #expect(Reading.retryDelay(attempts: attempts) <= .seconds(5)) }
    var stage = Stage()
    stage.answers = false
    stage.send(.changed)
    stage.wait(.milliseconds(300))
    if let request = stage.reads.last { stage.send(.readFailed(id: request.id, "no such file")) }
    let reads = stage.reads.count
    stage.press(.control("r"))
    #expect(stage.reads.count == reads + 1)
  }

  @Test("a slow store is asked less")
  func slow() {
    var stage = Stage()
    stage.answers = false
    stage.send(.changed)
    stage.wait(.milliseconds(300))
    stage.wait(.seconds(2))
    if let request = stage.reads.last { stage.answer(request) }
    let reads = stage.reads.count
    stage.send(.changed)
    stage.wait(.milliseconds(900))
    #expect(stage.reads.count == reads)
    stage.wait(.milliseconds(200))
    #expect(stage.reads.count == reads + 1)
  }

  @Test("another question is asked at once, and the answer to the old one is thrown away")
  func supersede() {
    var stage = Stage()
    stage.answers = false
    stage.type("c")
    let old = stage.reads.last
    stage.type("c")
    #expect(stage.reads.last?.query.comparison == .week)
    #expect(!stage.lines[1].contains("loading"))
    stage.wait(.milliseconds(150))
    #expect(stage.lines[1].contains("loading"))
    if let old { stage.answer(old) }
    #expect(stage.model.figures?.query.comparison == .previous)
    if let request = stage.reads.last { stage.answer(request) }
    #expect(stage.model.figures?.query.comparison == .week)
    #expect(!stage.lines[1].contains("loading"))
  }

  @Test("a change of filter does not make the store be read")
  func filterOnly() {
    var stage = Stage()
    stage.press(.tab, .enter)
    #expect(stage.reads.last?.refresh == false)
    stage.type("[")
    #expect(stage.reads.last?.refresh == true)
  }

  @Test("failing to read is a state: the last figures stay, and it is tried again")
  func failure() {
    var stage = Stage()
    let chart = Array(stage.lines[3..<22])
    stage.answers = false
    stage.send(.changed)
    stage.wait(.milliseconds(300))
    stage.send(.readFailed(id: stage.reads.last?.id ?? 0, "disk I/O error"))
    #expect(stage.lines[0].hasSuffix("▲ STALE"))
    #expect(Array(stage.lines[3..<22]) == chart)
    #expect(stage.lines[22].contains("The store cannot be read: disk I/O error"))
    stage.wait(.seconds(1))
    #expect(stage.reads.count == 3)
    stage.send(.readFailed(id: stage.reads.last?.id ?? 0, "disk I/O error"))
    stage.wait(.seconds(30))
    #expect(stage.lines[0].hasSuffix("▲ STALE 30s"))
    stage.answers = true
    if let request = stage.reads.last { stage.answer(request) }
    #expect(stage.lines[0].hasSuffix("LIVE 12/s 0.2s") || stage.lines[0].contains("STALE"))
    #expect(stage.model.reading.failure == nil)
  }

  @Test("panels change twice a second at most, the key figures with every read")
  func panels() {
    var stage = Stage()
    var panels: Set<Timestamp> = []
    var figures: Set<Timestamp> = []
    for _ in 0..<20 {
      stage.send(.changed)
      stage.wait(.milliseconds(50))
      if let at = stage.model.figures?.asOf { panels.insert(at) }
      if let at = stage.model.latest?.asOf { figures.insert(at) }
    }
    #expect((2...3).contains(panels.count))
    #expect((4...5).contains(figures.count))
  }

  @Test("nothing wakes a quiet dashboard but the next bucket edge and the consumer's patience")
  func deadlines() throws {
    // The heartbeat is a second old, so of a consumer at work's 5 s 4 are left, of one at rest's 30 s 29.
    let working = Stage()
    #expect(try #require(working.model.nextDeadline) - working.moment.uptime == .seconds(4))
    var stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.storedPerSecond = 0 }))
    #expect(try #require(stage.model.nextDeadline) - stage.moment.uptime == .seconds(29))
    // The minute ends in 53 s, and every 10 s comes another heartbeat.
    stage.wait(.seconds(27))
    stage.see(
      Shop.state {
        $0.heartbeat?.storedPerSecond = 0
        $0.heartbeat?.time = Shop.now + .seconds(27)
      })
    #expect(try #require(stage.model.nextDeadline) - stage.moment.uptime == .milliseconds(53_000 - 28_500))
    // A picture that is held has no edges.
    stage.type(" ")
    #expect(try #require(stage.model.nextDeadline) - stage.moment.uptime == .milliseconds(57_000 - 28_500))
  }

  @Test("at a bucket's edge the window moves on")
  func edge() {
    var stage = Stage()
    let before = stage.model.figures?.range.lowerBound
    stage.wait(.seconds(53))
    stage.wait(.seconds(1))
    #expect(stage.reads.count == 2)
    #expect(before.map { $0 + .minutes(1) } == stage.model.figures?.range.lowerBound)
  }

  @Test(
    "a comparison that reaches back to before the first sale is none",
    arguments: [(3, "–"), (1, "–"), (119, "–"), (121, "▴9.2%")])
  func comparison(minutes: Int64, change: String) {
    let stage = Stage(shop: Shop(state: Shop.state { $0.oldestSale = Shop.now - .minutes(minutes) }))
    #expect(stage.lines[2].hasPrefix(" REVENUE 47,389.58 \(change) "))
    #expect(!stage.text.contains("new"))
  }

  @Test("what nobody stored is not drawn as nothing sold")
  func unknown() throws {
    let stage = Stage(shop: Shop(state: Shop.state { $0.heartbeat?.time = Shop.now - .minutes(10) }))
    let figures = try #require(stage.model.figures)
    // 13:32 to 14:32 by minutes; the one of 14:22 is known by part only.
    #expect(figures.known == 50)
    let chart = RevenueDrawing(model: stage.model).lineChart(figures)
    #expect(chart.series[0].values[49] != nil)
    #expect(chart.series[0].values[50...].allSatisfy { $0 == nil })
    #expect(Stage().model.figures?.known == 61)
  }

  @Test("what a consumer has not caught up with is not drawn as nothing sold; a moment's lag changes nothing")
  func catchingUp() throws {
    let behind = Shop.state {
      $0.heartbeat?.logEnd[0] = 1_252_341
      $0.newestSale = Shop.now - .minutes(10)
    }
    let stage = Stage(shop: Shop(state: behind))
    let figures = try #require(stage.model.figures)
    #expect(figures.known == 50)
    #expect(RevenueDrawing(model: stage.model).lineChart(figures).series[0].values[50...].allSatisfy { $0 == nil })
    let moment = Shop.state {
      $0.heartbeat?.logEnd[0] = 1_252_341
      $0.newestSale = Shop.now
    }
    #expect(Stage(shop: Shop(state: moment)).model.figures?.known == 61)
  }

  @Test("a resize asks for as many buckets as there are columns")
  func columns() {
    var stage = Stage(80, 24)
    #expect(stage.reads.last?.query.columns == 72)
    stage.send(.resize(Size(columns: 120, rows: 24)))
    #expect(stage.reads.last?.query.columns == 112)
  }
}
