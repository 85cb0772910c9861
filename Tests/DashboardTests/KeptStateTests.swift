import Foundation
import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// What is kept between runs, and the flags that say the same.
@Suite struct KeptStateTests {
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
      setup: try configuration.setup(), size: Size(columns: 120, rows: 40),
      moment: Moment(wall: Shop.now, uptime: .zero))
  }

  private var full: DashboardConfiguration {
    configuration {
      $0.view = 4
      $0.query.period = .absolute(Shop.now - .seconds(60)..<Shop.now)
      $0.query.bucket = BucketSize(5, .second)
      $0.query.comparison = .week
      $0.query.filter = Self.filter
      $0.measure = .average
      $0.axis = .locked(0.5...1200)
    }
  }

  @Test("all of the view state comes back, through a file of text")
  func comesBack() throws {
    var left = try model(full)
    left.focus = .feed
    left.isMaximised = true
    left.regions.sort(by: .change)
    left.products.reverse()
    left.isMouseOn = false
    left.homePeriod = .last(7, .day)
    let file = try JSONEncoder().encode(left.kept)
    let kept = try JSONDecoder().decode(KeptState.self, from: file)
    #expect(kept.isReadable)
    let again = try model(configuration { $0.resume(kept, unless: []) })
    #expect(again.viewState == left.viewState)
    #expect(again.focus == .feed && again.isMaximised && !again.isMouseOn)
    #expect(again.regions.key == .change && !again.regions.isReversed)
    #expect(again.products.key == .value && again.products.isReversed)
    #expect(again.homePeriod == left.homePeriod)
    #expect(again.livePeriod == left.livePeriod)
    #expect(again.kept == left.kept)
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
    let kept = try model(full).kept
    let chosen = try model(
      configuration {
        $0.query.period = .last(6, .hour)
        $0.resume(kept, unless: [.period])
      })
    #expect(chosen.period == .last(6, .hour))
    #expect(chosen.homePeriod == .last(6, .hour))
    #expect(chosen.bucket == nil)
    #expect(chosen.axis == .auto)
    #expect(chosen.filter == Self.filter)
    #expect(chosen.comparison == .week)
    let all: Set<DashboardConfiguration.Choice> = [
      .view, .period, .bucket, .comparison, .filter, .measure, .axis, .theme,
    ]
    #expect(try model(configuration { $0.resume(kept, unless: all) }).viewState == model(configuration()).viewState)
  }

  @Test("a view, a panel or a theme that there is no more is passed over")
  func gone() throws {
    var kept = try model(full).kept
    (kept.view, kept.focus, kept.maximised, kept.theme) = ("Warehouse", "shelf", "shelf", "sepia")
    let configuration = configuration { $0.resume(kept, unless: []) }
    let again = try model(configuration)
    #expect(again.view == 0)
    #expect(again.focus == .revenue)
    #expect(configuration.firstTheme() == 0)
    #expect(again.filter == Self.filter)
  }

  @Test("what had the focus in a view that there is no more is not taken over into another")
  func goneView() throws {
    var kept = try model(full).kept
    (kept.view, kept.focus, kept.maximised) = ("Warehouse", "products", "products")
    let again = try model(configuration { $0.resume(kept, unless: []) })
    #expect(again.focus == .revenue && !again.isMaximised)
  }

  @Test("words that nobody wrote make the file unreadable")
  func unreadable() {
    #expect(KeptState().isReadable)
    let changes: [(inout KeptState) -> Void] = [
      { $0.period = "soon" }, { $0.homePeriod = "" }, { $0.livePeriod = "7x" }, { $0.bucket = "7m" },
      { $0.compare = "all" }, { $0.measure = "profit" }, { $0.axis = "up" },
    ]
    for change in changes {
      var kept = KeptState()
      change(&kept)
      #expect(!kept.isReadable)
    }
  }

  @Test("flags leave out what is as usual")
  func usual() throws {
    var state = try model(configuration()).viewState
    let views = ViewSpec.standard
    // Settings may compare otherwise, so the usual has to be said.
    #expect(
      state.flags(views: views) == ["--view", "overview", "--period", "1h", "--compare", "previous"])
    state.filter.regions = ["-x"]
    #expect(state.flags(views: views).last == "--region=-x")
    // A name that means another view is given by its number.
    state.view = 1
    #expect(state.flags(views: [views[0], views[0]])[1] == "2")
    #expect(state.flags(views: [views[0], ViewSpec("7", [])])[1] == "2")
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
