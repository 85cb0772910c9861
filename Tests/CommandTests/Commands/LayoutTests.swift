import Dashboard
import Foundation
import SalesCore
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct LayoutTests {
  private static let mine = """
    period = "2026-01-01..2026-02-01"
    [keys]
    pause = "w"
    [[view]]
    name = "Money"
    [[view.grid]]
    columns = ["*"]
    rows = ["*"]
    areas = ["revenue"]
    [[view]]
    name = "Goods"
    [[view.grid]]
    columns = ["*"]
    rows = ["*"]
    areas = ["products"]

    """

  private func frame(_ salestop: Salestop, size: String = "80x24", _ more: String...) async throws -> String {
    let outcome = try await salestop.run(["dash", "--once", "--size", size] + more)
    #expect(outcome.code == 0, "\(outcome)")
    return outcome.output
  }

  @Test("the list names every layout and every panel")
  func list() async throws {
    let output = try await Salestop().must("layout").output
    for name in LayoutPreset.allCases.map(\.rawValue) + PanelSet.standard.kinds.map(\.name) {
      #expect(output.contains("\n  \(name) "), "\(name)")
    }
  }

  @Test(
    "what `layout show` prints is a layout without problems, and draws the same frame", arguments: ["standard", "wall"])
  func show(name: String) async throws {
    let salestop = try await Fixtures.january.value.copy()
    let file = try salestop.file("shown.toml", try await salestop.must("layout", "show", name).output)
    let checked = try await salestop.must("layout", "check", file).output
    #expect(checked.hasPrefix("\(file): views ") && checked.hasSuffix("Pipeline\n"))
    // The wall clock stands in no frame of a period that is over, but in the state's age.
    let named = try await frame(salestop, size: "120x40", "--layout", name, "--period", "2026-01-01..2026-02-01")
    let filed = try await frame(salestop, size: "120x40", "--layout", file, "--period", "2026-01-01..2026-02-01")
    #expect(filed.split(separator: "\n").dropFirst() == named.split(separator: "\n").dropFirst())
  }

  @Test("views and keys of the config file are the dashboard's, a layout by flag or environment comes before them")
  func config() async throws {
    var salestop = try await Fixtures.january.value.copy()
    try Data(Self.mine.utf8).write(to: URL(fileURLWithPath: salestop.config))
    #expect(try await frame(salestop).hasPrefix(" SALESTOP  1Money 2Goods "))
    #expect(try await frame(salestop).contains(" wPause "))
    #expect(try await frame(salestop, "--view", "goods").contains("─ Top products by revenue ─"))
    #expect(try await frame(salestop, "--view", "2").contains("─ Top products by revenue ─"))
    #expect(try await frame(salestop, "--layout", "wall").hasPrefix(" SALESTOP  1Wall 2Map "))
    salestop.environment["SALESTOP_VIEW"] = "Goods"
    #expect(try await frame(salestop).contains("─ Top products by revenue ─"))
    salestop.environment["SALESTOP_LAYOUT"] = "standard"
    salestop.environment["SALESTOP_VIEW"] = nil
    #expect(try await frame(salestop).hasPrefix(" SALESTOP  1Overview 2Trend "))
  }

  @Test("a config file may name a layout and the view to begin with")
  func named() async throws {
    let salestop = try await Fixtures.january.value.copy()
    try Data("layout = \"wall\"\nview = \"Map\"\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    #expect(try await frame(salestop).contains("─ Revenue by region ─"))
  }

  @Test("a view or layout that is not there is told with those that are")
  func unknown() async throws {
    var salestop = try await Fixtures.january.value.copy()
    let view = try await salestop.run("dash", "--once", "--view", "Trends")
    #expect(view.code == 64)
    #expect(
      view.error.contains(
        "--view: there is no view `Trends`; there are 1 Overview, 2 Trend, 3 Regions, 4 Products, 5 Feed, 6 Pipeline"))
    let layout = try await salestop.run("dash", "--once", "--layout", "wal")
    #expect(layout.code == 64)
    #expect(layout.error.contains("--layout: there is no layout `wal`; did you mean `wall`?"))
    salestop.environment["SALESTOP_VIEW"] = "7"
    let number = try await salestop.run("dash", "--once")
    #expect(number.code == 78)
    #expect(number.error.contains("`view` from SALESTOP_VIEW: there is no view `7`; there are 1 Overview"))
  }

  static let broken: [(text: String, says: String)] = [
    (
      "[[view]]\nname = \"A\"\n[[view.grid]]\ncolumns = [\"*\"]\nrows = [\"*\"]\nareas = [\"fed\"]\n",
      ":6: unknown panel `fed`; did you mean `feed`?"
    ),
    (
      "rate = 1\n[keys]\npause = \"q\"\n", ":3: q stands for both pause and quit (global); give one of them another key"
    ),
    ("[keys]\npaus = \"w\"\n", ":2: there is no action \"paus\"; did you mean \"pause\"?"),
    ("[key]\npause = \"w\"\n", ":1: unknown key `key`; did you mean `keys`?"),
  ]

  @Test("a bad table is one line that names the config file's line, and ends the dashboard with 78", arguments: broken)
  func brokenConfig(_ item: (text: String, says: String)) async throws {
    let salestop = try await Fixtures.january.value.copy()
    try Data(item.text.utf8).write(to: URL(fileURLWithPath: salestop.config))
    let outcome = try await salestop.run("dash", "--once")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.error.contains(salestop.config + item.says), "\(outcome)")
    #expect(outcome.error.split(separator: "\n").count == 1)
    let checked = try await salestop.run("layout", "check", salestop.config)
    #expect(checked.code == 78)
    #expect((checked.output + checked.error).contains(item.says), "\(checked)")
  }

  @Test("bad views stop no consumer")
  func consumer() async throws {
    let salestop = try await Fixtures.january.value.copy()
    try Data("[[view]]\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    try await salestop.must("consume", "--drain")
  }

  @Test("a check reports everything wrong, in the order of the lines")
  func check() async throws {
    let salestop = try Salestop()
    let file = try salestop.file("bad.toml", "[[view]]\nname = \"1\"\n[keys]\npause = 1\nhelp = \"q\"\n")
    let outcome = try await salestop.run("layout", "check", file)
    #expect(outcome.code == 78)
    let lines = outcome.output.split(separator: "\n").map { $0.dropFirst(file.count).prefix(3) }
    #expect(lines == [":1:", ":2:", ":4:", ":5:"], "\(outcome)")
    #expect(try await salestop.run("layout", "check", "nowhere.toml").code == 78)
  }
}
