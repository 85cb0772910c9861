import SalesAnalytics
import SalesCore
import Synchronization
import Testing
import TextUI

@testable import Dashboard

/// Promises of the screen, held against the real loop on a clock that the test moves.
@Suite(.timeLimit(.minutes(10))) struct PromiseTests {
  private static let quit = TerminalEvent.key(.character("q"))

  /// Frames with the time they were shown at.
  private final class Recording: Sendable {
    private let state = Mutex<(clock: Duration, frames: [(at: Duration, text: String)])>((.zero, []))

    func advance(_ time: Duration) { state.withLock { $0.clock += time } }
    var clock: Duration { state.withLock { $0.clock } }
    var frames: [(at: Duration, text: String)] { state.withLock { $0.frames } }

    func see(_ frames: [Canvas]) {
      state.withLock { state in
        for frame in frames.dropFirst(state.frames.count) { state.frames.append((state.clock, frame.text())) }
      }
    }
  }

  @Test("however fast the store changes, key figures come four times a second at most, panels twice")
  func pace() async throws {
    let data = GrowingData()
    let recording = Recording()
    // For ten seconds of the dashboard's clock, or until a slow machine has answered often enough.
    let isOver = { @Sendable in recording.clock >= .seconds(10) && recording.frames.count >= 35 }
    let show = Performance([Performance.Step(shows: { _ in isOver() }, event: Self.quit)]) { _, show in
      recording.see(show.frames)
      data.change()
      guard show.frames.count > 1 else { return }
      show.advance(.milliseconds(10))
      recording.advance(.milliseconds(10))
    }
    try await show.run(data)
    let frames = recording.frames.filter { $0.at > .zero }
    let panels = frames.map { frame in
      (at: frame.at, text: frame.text.split(separator: "\n", omittingEmptySubsequences: false)[3..<22].joined())
    }
    let changed = zip(panels, panels.dropFirst()).filter { $0.text != $1.text }.map(\.1.at)
    // The first answer comes when it comes; from then on no second has more than these.
    #expect(most(frames.map(\.at)) <= 4)
    #expect(most(changed) <= 2)
    #expect(frames.count >= 30 && changed.count >= 15)
  }

  /// The most within any second.
  private func most(_ times: [Duration]) -> Int {
    times.map { start in times.count { $0 >= start && $0 < start + .seconds(1) } }.max() ?? 0
  }

  @Test("keys paint at once, whatever the pace of the figures")
  func keys() async throws {
    let data = GrowingData()
    // The clock stands still once the figures are there, so nothing but keys can lead to a frame.
    let show = Performance([
      .when("● LIVE", .key(.character("?"))), .when("the same key closes it", .key(.escape)),
      .unless("the same key closes it", .key(.character("r"))), .when("All regions", .key(.escape)),
      .unless("All regions", Self.quit),
    ]) { _, _ in data.change() }
    try await show.run(data)
    #expect(show.isClosed)
  }

  @Test("while the store hangs every key has its frame, and the figures stay")
  func hanging() async throws {
    let data = ShopData()
    let show = Performance([
      .when("● LIVE", .key(.tab)), .when("qQuit", .key(.character("c"))),
      .when("loading", .key(.character("?"))), .when("the same key closes it", .key(.escape)),
      .unless("the same key closes it", .key(.character("c"))), .when("vs week before", .key(.character("p"))),
      .when("All products", .key(.escape)), .unless("All products", Self.quit),
    ]) { idle, show in
      guard show.frames.contains(where: { $0.text().contains("● LIVE") }) else { return }
      data.become(.hanging)
      // The store does not answer for five seconds and more.
      if idle.isMultiple(of: 10) { show.advance(.milliseconds(100)) }
    }
    try await show.run(data)
    let waiting = try #require(show.frames.last { $0.text().contains("loading") })
    #expect(waiting.text().contains("Espresso Pro"))
    // The first question was given up when the next one came, and that one at the end.
    #expect(data.queries.last?.comparison == .week)
    while data.cancelled < 2 { await Task.yield() }
  }

  @Test("a terminal that takes nothing gets no frames, keys are taken all the same, and one frame shows where they led")
  func slow() async throws {
    let blocked = Mutex(0)
    let show = Performance([
      .when("● LIVE", .key(.character("?"))), .when("● LIVE", .key(.escape)), .when("● LIVE", .key(.character("p"))),
      .when("● LIVE", .key(.escape)), .when("● LIVE", .key(.character("r"))),
      .when("All regions", .key(.escape)), .unless("All regions", Self.quit),
    ]) { _, show in
      guard show.frames.contains(where: { $0.text().contains("● LIVE") }) else { return }
      let turns = blocked.withLock { turns in
        turns += 1
        return turns
      }
      show.setReady(turns > 100)
    }
    try await show.run(ShopData())
    let texts = show.frames.map { $0.text() }
    #expect(!texts.contains { $0.contains("the same key closes it") || $0.contains("All products") })
    #expect(texts.contains { $0.contains("All regions") })
  }

  @Test("rows stand for a second at least, and for two while somebody walks through them")
  func order() {
    var list = RankedList()
    func rows(_ first: String) -> [RankedRow] {
      ["a", "b", "c"].map { name in
        RankedRow(name: name, totals: Totals(sales: 1, refunds: 0, revenue: name == first ? 100 : 10))
      }
    }
    func settle(_ first: String, at milliseconds: Int64) -> String? {
      list.settle(rows(first), by: .byRevenue, visible: 3, at: .milliseconds(milliseconds))
      return list.order.first
    }
    #expect(settle("a", at: 10_000) == "a")
    #expect(settle("b", at: 10_999) == "a")
    #expect(settle("b", at: 11_000) == "b")
    list.cursor.move(.by(1), in: list.order, at: .milliseconds(11_500))
    list.cursor.move(.by(1), in: list.order, at: .milliseconds(11_600))
    let selected = list.cursor.selected
    #expect(settle("c", at: 13_599) == "b")
    #expect(list.cursor.selected == selected)
    #expect(settle("c", at: 13_600) == "c")
    // The selection went with its item.
    #expect(list.cursor.selected == selected)
  }
}

/// A shop that sells something before every look.
private final class GrowingData: DashboardData {
  private let shop = ShopData()
  private let sold = Mutex<Int64>(0)

  func change() { shop.change() }

  func figures(for query: FigureQuery, now: Timestamp, refresh: Bool) async throws -> Figures {
    var figures = try await shop.figures(for: query, now: now, refresh: refresh)
    let more = sold.withLock { sold in
      sold += 1
      return Totals(sales: sold * 100, refunds: 0, revenue: sold * 100_000)
    }
    figures.total += more
    figures.buckets[figures.partial ?? 0] += more
    for index in figures.products.indices { figures.products[index].totals += more }
    figures.state.heartbeat?.time = now
    return figures
  }

  func sales(_ query: SalesQuery) async throws -> [StoredSale] { try await shop.sales(query) }
  func changes() -> AsyncStream<Void> { shop.changes() }
}
