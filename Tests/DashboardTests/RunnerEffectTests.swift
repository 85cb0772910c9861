import SalesCore
import Synchronization
import Testing
import TextUI

@testable import Dashboard

/// Effects of keys outside of the screen: pictures, the clipboard, the mouse, and the view kept at the end.
@Suite(.timeLimit(.minutes(10))) struct RunnerEffectTests {
  private static let quit = TerminalEvent.key(.character("q"))

  @Test("X writes the frame that is shown, in its theme, and tells where")
  func picture() async throws {
    let pictures = Mutex<[String]>([])
    let show = Performance([
      .when("● LIVE", .key(.character("X"))), .when("Exported /tmp/salestop.svg", Self.quit),
    ])
    try await show.run(ShopData()) { configuration in
      configuration.theme = 1
      configuration.exportPicture = { svg in
        pictures.withLock { $0.append(svg) }
        return "/tmp/salestop.svg"
      }
    }
    let picture = try #require(pictures.withLock { $0 }.first)
    let frame = try #require(show.frames.last { !$0.text().contains("Exported") && $0.text().contains("● LIVE") })
    #expect(picture == frame.svg(theme: .autoLight, title: "salestop"))
  }

  @Test("a picture has neither the palette nor a notice in it")
  func bare() async throws {
    let pictures = Mutex<[String]>([])
    let show = Performance(
      [.when("● LIVE", .key(.character("M"))), .when("Mouse off", .key(.character(":")))]
        + "picture".map { .when("Commands", .key(.character($0))) }
        + [.when("▸  Export picture", .key(.enter)), .when("Exported", Self.quit)])
    try await show.run(ShopData()) { configuration in
      configuration.exportPicture = { svg in
        pictures.withLock { $0.append(svg) }
        return "/tmp/salestop.svg"
      }
    }
    let picture = try #require(pictures.withLock { $0 }.first)
    #expect(!picture.contains("Mouse off"))
    #expect(!picture.contains("Export picture"))
    #expect(picture.contains("Espresso Pro"))
  }

  private struct Full: Error, CustomStringConvertible {
    var tries: Int
    var description: String { "disk full, try \(tries)" }
  }

  @Test("a picture that cannot be written is told, and the next one is tried")
  func failing() async throws {
    let show = Performance([
      .when("● LIVE", .key(.character("X"))), .when("Not exported: disk full, try 1", .key(.character("X"))),
      .when("Not exported: disk full, try 2", Self.quit),
    ])
    let tries = Mutex(0)
    try await show.run(ShopData()) { configuration in
      configuration.exportPicture = { _ in
        throw Full(
          tries: tries.withLock { tries in
            tries += 1
            return tries
          })
      }
    }
    #expect(tries.withLock { $0 } == 2)
  }

  @Test("Y copies the command, and shows it")
  func copy() async throws {
    let show = Performance([
      .when("● LIVE", .key(.character("2"))), .when("2Trend", .key(.character("Y"))),
      .when("Copied salestop", Self.quit),
    ])
    try await show.run(ShopData()) { $0.command = ["salestop", "dash", "--store", "/var/my store.sqlite"] }
    #expect(
      show.copied
        == ["salestop dash --store '/var/my store.sqlite' --fresh --view trend --period 1h --compare previous"])
    #expect(show.frames.last?.text().contains("--view trend --period 1h") == true)
  }

  @Test("M gives the mouse to the terminal and takes it again")
  func mouse() async throws {
    let show = Performance([
      .when("● LIVE", .key(.character("M"))), .when("Mouse off", .key(.character("M"))), .when("Mouse on", Self.quit),
    ])
    try await show.run(ShopData())
    #expect(show.mouse == [true, false, true])
  }

  @Test(
    "at any end the view is kept, and the next run begins with it",
    arguments: [Self.quit, .interrupted(.terminate), .interrupted(.hangup), .closed])
  func keeps(end: TerminalEvent) async throws {
    let kept = Mutex<ViewState?>(nil)
    let keep: @Sendable (ViewState) -> Void = { state in kept.withLock { $0 = state } }
    let show = Performance([
      .when("● LIVE", .key(.character("4"))), .when("4Products", .key(.character("s"))),
      .when("by change", .key(.character("z"))), .when("by change", .key(.character("T"))),
      .when("auto-light", .key(.down)), .when("auto-light", .key(.enter)),
      .when("Theme auto-light", .key(.character("M"))), .when("Mouse off", .key(.character("["))),
      .when("0Live", end),
    ])
    try await show.run(ShopData()) { $0.keep = keep }
    let state = try #require(kept.withLock { $0 })
    #expect(state.view == "Products")
    #expect(state.theme == "auto-light")
    let again = Performance([.when("12:32 – 13:33", Self.quit)])
    try await again.run(ShopData()) { configuration in
      configuration.keep = keep
      configuration.start.resume(state, unless: [], views: configuration.views)
    }
    let frame = try #require(again.frames.last).text()
    #expect(frame.contains("4Products"))
    #expect(frame.contains("2026-11-21 12:32 – 13:33"))
    #expect(again.themes.last == "auto-light")
    #expect(again.mouse == [true, false])
    #expect(kept.withLock { $0 } == state)
  }

  @Test("a theme that nobody picked is not kept: the background decides again")
  func theme() async throws {
    let kept = Mutex<ViewState?>(nil)
    let show = Performance([.when("● LIVE", Self.quit)])
    try await show.run(ShopData()) { $0.keep = { state in kept.withLock { $0 = state } } }
    #expect(try #require(kept.withLock { $0 }).theme == nil)
  }

  @Test("something to warn of is told once, at the start")
  func warning() async throws {
    let show = Performance([.when("dash.json: it is not what dash writes", Self.quit)])
    try await show.run(ShopData()) { $0.warning = "dash.json: it is not what dash writes" }
    #expect(show.isClosed)
  }
}
