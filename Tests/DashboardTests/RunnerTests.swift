import ConfigText
import SalesAnalytics
import SalesCore
import Synchronization
import Testing
import TextUI

@testable import Dashboard

@Suite(.timeLimit(.minutes(10))) struct RunnerTests {
  /// The tests' time may run far ahead of a slow machine; the consumer counts as alive all the same.
  private static let lasting = {
    var shop = Shop.small
    shop.state.heartbeat?.time = Shop.now + .days(1000)
    return shop
  }()
  private static let quit = TerminalEvent.key(.character("q"))

  @Test("figures come, keys work, q gives the terminal back")
  func basics() async throws {
    let show = Performance([
      .when("● LIVE 12/s", .key(.character("p"))), .when("All products", .key(.escape)),
      .unless("All products", Self.quit),
    ])
    try await show.run(ShopData())
    #expect(show.isClosed)
    #expect(show.frames.last?.text().contains("Espresso Pro") == true)
  }

  @Test("keys paint while the store hangs")
  func hanging() async throws {
    let data = ShopData(.hanging)
    let show = Performance([
      .when("Reading the store", .key(.character("?"))), .when("the same key closes it", .key(.escape)),
      .unless("the same key closes it", .key(.tab)), .when("Reading the store", .resize(Size(columns: 60, rows: 20))),
      .when("Reading the store", Self.quit),
    ])
    try await show.run(data)
    #expect(show.frames.count >= 4)
    #expect(data.queries.count <= 2)
  }

  @Test("a question that is superseded is cancelled, and the next one is answered")
  func superseded() async throws {
    let data = ShopData(.hangingFor(.previous))
    let show = Performance([
      .when("Reading the store", .key(.character("c"))), .when("Espresso Pro", Self.quit),
    ])
    try await show.run(data)
    #expect(data.queries.last?.comparison == .day)
    while data.cancelled == 0 { await Task.yield() }
    #expect(data.cancelled == 1)
  }

  @Test("nothing changed: no frame and no question")
  func quiet() async throws {
    let data = ShopData()
    let counts = Mutex<(frames: Int, queries: Int)?>(nil)
    let idled = Mutex(0)
    let show = Performance([Performance.Step(shows: { _ in idled.withLock { $0 > 500 } }, event: Self.quit)]) {
      _, show in
      guard show.frames.last?.text().contains("LIVE") == true else { return }
      counts.withLock { if $0 == nil { $0 = (show.frames.count, data.queries.count) } }
      idled.withLock { $0 += 1 }
    }
    try await show.run(data)
    let before = try #require(counts.withLock { $0 })
    #expect(show.frames.count == before.frames)
    #expect(data.queries.count == before.queries)
  }

  @Test("a change of the store comes to the screen by itself")
  func changes() async throws {
    let data = ShopData(shop: Self.lasting)
    let show = Performance([
      .when("● LIVE", .key(.tab)), .when("▲ LAGGING 4.2k", Self.quit),
    ]) { idle, show in
      guard idle % 50 == 0 else { return }
      show.advance(.milliseconds(300))
      data.change { $0.state.heartbeat?.logEnd[0] = 1_252_341 }
    }
    try await show.run(data)
    #expect(show.frames.last?.text().contains("LAGGING") == true)
  }

  @Test("a store that cannot be read is stale, its last figures stay, and it comes back")
  func failing() async throws {
    let data = ShopData(shop: Self.lasting)
    let show = Performance([
      .when("● LIVE", .key(.tab)), .when("▲ STALE", .key(.tab)), .when("● LIVE", Self.quit),
    ]) { idle, show in
      if idle % 20 == 0 {
        let texts = show.frames.map { $0.text() }
        if texts.contains(where: { $0.contains("STALE") }) {
          data.become(.well)
        } else if texts.contains(where: { $0.contains("● LIVE") }) {
          data.become(.failing)
        }
        data.change()
        show.advance(.milliseconds(300))
      }
    }
    try await show.run(data)
    let stale = try #require(show.frames.first { $0.text().contains("STALE") })
    #expect(stale.text().contains("Espresso Pro"))
  }

  @Test("an export runs beside the screen and its path is shown")
  func export() async throws {
    let show = Performance([
      .when("xExport", .key(.character("x"))), .when("Exported /tmp/sales.csv", Self.quit),
    ])
    try await show.run(ShopData()) {
      $0.export = { query, figures in
        #expect(figures.query == query)
        return "/tmp/sales.csv"
      }
    }
  }

  @Test("themes, redraw and suspend reach the terminal")
  func effects() async throws {
    let show = Performance([
      .when("● LIVE", .key(.character("T"))), .when("▸  auto-dark", .key(.down)), .when("▸  auto-light", .key(.enter)),
      .when("Theme auto-light", .key(.control("z"))),
      .when("Theme auto-light", .key(.control("l"))), .when("Theme auto-light", Self.quit),
    ])
    try await show.run(ShopData())
    #expect(show.themes.first == "auto-dark")
    #expect(show.themes.last == "auto-light")
    #expect(show.suspensions == 1)
  }

  @Test("files that change are read again by themselves: a bad one is told of, and once mended its theme is shown")
  func reloads() async throws {
    let (changes, changed) = AsyncStream.makeStream(of: Void.self)
    let mended = try ThemePickerTests.theme("amber")
    let isMended = Mutex(false)
    let show = Performance([
      Performance.Step(
        shows: { text in isMended.withLock { $0 } && !text.contains("amber.toml:3") }, event: .key(.character("T"))),
      .when("▸  auto-dark", .interrupted(.terminate)),
    ]) { idle, show in
      guard idle % 20 == 0, let frame = show.frames.last?.text(), frame.contains("● LIVE") else { return }
      if frame.contains("amber.toml:3: no colour") { isMended.withLock { $0 = true } }
      changed.yield()
    }
    try await show.run(ShopData()) {
      $0.fileChanges = { changes }
      $0.reload = {
        guard isMended.withLock({ $0 }) else { throw ConfigProblem(file: "amber.toml", line: 3, message: "no colour") }
        return Reloaded(themes: [.autoDark, .autoLight, mended])
      }
    }
    #expect(show.frames.last?.text().contains("amber") == true)
  }

  @Test("Ctrl-R reads the files again")
  func reloadKey() async throws {
    let again = try ThemePickerTests.theme("auto-dark", "[palette]\nfg = \"#ffffff\"")
    let show = Performance([
      .when("● LIVE", .key(.control("r"))), .when("Reading the store, the themes", .key(.tab)),
      .when("● LIVE", .key(.character("T"))), .when("fresh", .interrupted(.terminate)),
    ])
    try await show.run(ShopData()) {
      $0.reload = { Reloaded(themes: [try ThemePickerTests.theme("fresh"), again]) }
    }
    #expect(show.frames.count > 1)
  }

  @Test(
    "signals and a terminal that goes away end the loop",
    arguments: [TerminalEvent.interrupted(.terminate), .interrupted(.hangup), .closed])
  func ends(event: TerminalEvent) async throws {
    let show = Performance([.when("SALESTOP", event)])
    try await show.run(ShopData(.hanging))
    #expect(show.isClosed)
  }

  @Test("how it was left is kept before the terminal is given back, and with it its signals")
  func keeps() async throws {
    let show = Performance([.when("SALESTOP", .interrupted(.hangup))])
    let isKept = Mutex(false)
    try await show.run(ShopData(.hanging)) {
      $0.keep = { _ in
        #expect(!show.isClosed)
        isKept.withLock { $0 = true }
      }
    }
    #expect(show.isClosed && isKept.withLock { $0 })
  }

  @Test("cancelling the task ends the loop")
  func cancelled() async throws {
    let show = Performance([])
    let task = Task { try await show.run(ShopData(.hanging)) }
    while show.frames.isEmpty { await Task.yield() }
    task.cancel()
    try await task.value
    #expect(show.isClosed)
  }

  @Test("keys that clash are refused before the screen is touched")
  func badKeys() async {
    let show = Performance([])
    await #expect(throws: KeyMapProblem.self) {
      try await show.run(ShopData()) { $0.keys = ["pause": ["q"]] }
    }
  }

  @Test("an area that only colour tells from its line is left out where there is none")
  func withoutColour() async throws {
    for hasColour in [true, false] {
      var configuration = DashboardConfiguration()
      configuration.hasColour = hasColour
      let canvas = try await renderOnce(
        data: ShopData(), configuration: configuration, size: Size(columns: 80, rows: 24), now: Shop.now)
      #expect(canvas.text().contains("▔▔▔▔") == hasColour)
      let traits = TerminalTraits(colourDepth: hasColour ? .ansi16 : .mono)
      #expect(DashboardConfiguration.look(.autoDark, on: traits).hasColour == hasColour)
    }
  }

  @Test("one frame without a terminal is the frame of the screen")
  func once() async throws {
    let canvas = try await renderOnce(
      data: ShopData(), configuration: DashboardConfiguration(), size: Size(columns: 80, rows: 24), now: Shop.now)
    let show = Performance([.when("● LIVE", Self.quit)])
    try await show.run(ShopData())
    #expect(show.frames.last?.text() == canvas.text())
    await #expect(throws: ShopData.Broken.self) {
      try await renderOnce(
        data: ShopData(.failing), configuration: DashboardConfiguration(), size: Size(columns: 80, rows: 24),
        now: Shop.now)
    }
  }
}
