import Foundation
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The view that is kept between runs, and the flags that say the same.
@Suite struct ViewStateTests {
  private static let filter = {
    var filter = SaleFilter()
    filter.regions = ["EMEA", "日本"]
    filter.excludedProducts = ["-dash", "it's"]
    return filter
  }()

  private func configuration(_ change: (inout DashboardConfiguration) -> Void = { _ in }) -> DashboardConfiguration {
    var configuration = DashboardConfiguration()
    change(&configuration)
    return configuration
  }

  private func model(_ configuration: DashboardConfiguration) throws -> Model {
    Model(
      setup: try configuration.setup(), start: configuration.start, size: Size(columns: 120, rows: 40),
      moment: Moment(wall: Shop.now, uptime: .zero))
  }

  private var full: DashboardConfiguration {
    configuration {
      $0.start = ViewState(period: .absolute(Shop.now - .seconds(60)..<Shop.now))
      $0.start.view = "Feed"
      $0.start.bucket = BucketSize(5, .second)
      $0.start.comparison = .week
      $0.start.filter = Self.filter
      $0.start.measure = .average
      $0.start.axis = .locked(0.5...1200)
    }
  }

  /// Begins where `kept` was left, but for what `change` chose.
  private func resumed(
    _ kept: ViewState, unless chosen: Set<ViewState.Choice> = [],
    _ change: (inout DashboardConfiguration) -> Void = { _ in }
  ) throws -> Model {
    var configuration = configuration(change)
    configuration.start.resume(kept, unless: chosen, views: configuration.views)
    return try model(configuration)
  }

  @Test("all of the view state comes back, through a file of text")
  func comesBack() throws {
    var left = try model(full)
    left.focus = .feed
    left.view.isMaximised = true
    left.view.sortRegions = SortOrder(.change)
    left.view.sortProducts = SortOrder(isReversed: true)
    left.view.isMouseOn = false
    left.view.homePeriod = .last(7, .day)
    let file = try JSONEncoder().encode(left.view)
    let kept = try JSONDecoder().decode(ViewState.self, from: file)
    #expect(kept == left.view)
    #expect(try resumed(kept).view == left.view)
  }

  @Test("an axis as text reads back", arguments: [AxisMode.auto, .logarithmic, .locked(-5...0.25), .locked(0...1e12)])
  func axis(axis: AxisMode) {
    #expect(AxisMode(parsing: axis.text) == axis)
  }

  @Test("what is no axis is none", arguments: ["", "lin", "5..5", "9..1", "0..", "nan..1", "0..inf", "1..2..3"])
  func noAxis(text: String) {
    #expect(AxisMode(parsing: text) == nil)
  }

  @Test("what was chosen for this run wins, and takes with it what hangs on it")
  func chosenWins() throws {
    let kept = try model(full).view
    let chosen = try resumed(kept, unless: [.period]) { $0.start = ViewState(period: .last(6, .hour)) }
    #expect(chosen.period == .last(6, .hour))
    #expect(chosen.homePeriod == .last(6, .hour))
    #expect(chosen.bucket == nil)
    #expect(chosen.axis == .auto)
    #expect(chosen.filter == Self.filter)
    #expect(chosen.comparison == .week)
    #expect(try resumed(kept, unless: Set(ViewState.Choice.allCases)).view == model(configuration()).view)
  }

  @Test("a view, a panel or a theme that there is no more is passed over")
  func gone() throws {
    var kept = try model(full).view
    (kept.view, kept.focus, kept.theme) = ("Warehouse", PanelKind(unlisted: "shelf"), "sepia")
    kept.isMaximised = true
    let again = try resumed(kept)
    #expect(again.viewIndex == 0)
    #expect(again.focus == .revenue && !again.isMaximised)
    #expect(again.themeIndex == 0)
    #expect(again.filter == Self.filter)
  }

  @Test("a focus on a panel that the view lacks is passed over")
  func goneFocus() throws {
    var kept = try model(full).view
    (kept.focus, kept.isMaximised) = (PanelKind(unlisted: "shelf"), true)
    let again = try resumed(kept)
    #expect(again.viewSpec.name == "Feed" && again.focus == .feed && !again.isMaximised)
  }

  @Test("what had the focus in a view that there is no more is not taken over into another")
  func goneView() throws {
    var kept = try model(full).view
    (kept.view, kept.focus, kept.isMaximised) = ("Warehouse", .products, true)
    let again = try resumed(kept)
    #expect(again.focus == .revenue && !again.isMaximised)
  }

  @Test("words that nobody wrote make the file unreadable")
  func unreadable() throws {
    func read(_ json: String) throws -> ViewState { try JSONDecoder().decode(ViewState.self, from: Data(json.utf8)) }
    #expect(try read("{}") == ViewState())
    let values = [
      ("period", "soon"), ("homePeriod", ""), ("livePeriod", "7x"), ("bucket", "7m"), ("compare", "all"),
      ("measure", "profit"), ("axis", "up"), ("sortRegions", "size"),
    ]
    for (key, value) in values {
      #expect(throws: DecodingError.self) { try read("{\"\(key)\": \"\(value)\"}") }
    }
  }

  @Test("flags leave out what is as usual")
  func usual() throws {
    var state = try model(configuration()).view
    // Settings may compare otherwise, so the usual has to be said.
    #expect(state.flags == ["--view", "overview", "--period", "1h", "--compare", "previous"])
    state.filter.regions = ["-x"]
    #expect(state.flags.last == "--region=-x")
  }

  @Test(
    "a shell reads each word as it was, and a terminal as text",
    arguments: [
      "plain", "", "two words", "it's", "a\"b$c`d\\", "日本 é", "new\nline", "\u{1B}[201~; rm -rf x", "100%\u{7}", "-n",
      "\u{202E}gnp.exe", "%s\u{9}'",
    ])
  func quoting(word: String) throws {
    let quoted = ShellText.quoted(word)
    #expect(quoted.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\u{202E}" })
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "for word in \(quoted); do printf '<%s>' \"$word\"; done"]
    shell.standardOutput = output
    try shell.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(String(decoding: data, as: UTF8.self) == "<\(word)>")
  }
}
