import ConfigText
import Testing
import TextUI

@testable import Dashboard

@Suite struct ScreenTablesTests {
  private static let head = "[[view]]\nname = \"A\"\n"

  /// A view `A` whose grid begins in line 3.
  private static func grid(
    from: String = "\"110x34\"", columns: String = "[\"*\", 20]", rows: String = "[\"*\", 5]",
    areas: String = "[\"revenue feed\", \"regions feed\"]"
  ) -> String {
    head + "[[view.grid]]\nfrom = \(from)\ncolumns = \(columns)\nrows = \(rows)\nareas = \(areas)\n"
  }

  @Test("a view has its name and its grids, largest first, as they are written")
  func whole() throws {
    let tables = ScreenTables(
      toml: """
        period = "7d"
        [[view]]
        name = "Mine"
        [[view.grid]]
        from = "110x34"
        columns = [30, "*", "2*", ">=20 *"]
        rows = ["13*", ">=5 6*"]
        areas = ["filter revenue revenue feed", "filter . products feed"]
        [[view.grid]]
        columns = ["*"]
        rows = ["*"]
        areas = ["products"]
        [[view]]
        name = "Other"
        grid = [{ columns = ["*"], rows = ["*"], areas = ["map"] }]
        """, file: "c.toml")
    #expect(tables.problems.isEmpty, "\(tables.problems)")
    let views = try #require(tables.views)
    #expect(views.map(\.name) == ["Mine", "Other"])
    #expect(views[0].grids.map(\.from) == [Size(columns: 110, rows: 34), Size(columns: 60, rows: 16)])
    let first = views[0].grids[0]
    #expect(first.columns == [.fixed(30), .share(1), .share(2), .atLeast(20, share: 1)])
    #expect(first.rows == [.share(13), .atLeast(5, share: 6)])
    #expect(first.areas == [[.filter, .revenue, .revenue, .feed], [.filter, nil, .products, .feed]])
    #expect(views[1].focusable == [.map])
  }

  @Test("without tables for the screen there is nothing, and a text for `view` is a setting")
  func none() {
    let tables = ScreenTables(toml: "view = \"Trend\"\nperiod = \"7d\"\n", file: "c.toml")
    #expect(tables.views == nil)
    #expect(tables.keys.isEmpty && tables.problems.isEmpty)
  }

  static let refused: [(toml: String, says: String)] = [
    (
      grid(areas: "[\"revenu feed\", \"regions feed\"]"),
      ":7: unknown panel `revenu`; did you mean `revenue`?"
    ),
    (
      grid(areas: "[\"revenue chart\", \"regions feed\"]"),
      ":7: unknown panel `chart`; there are revenue, trend, regions, map, products, pivot, heatmap, feed, ticker, "
        + "pipeline, filter"
    ),
    (
      grid(areas: "[\"revenue feed\", \"feed regions\"]"),
      ":7: the cells of `feed` make no rectangle: a panel takes one block of cells"
    ),
    (
      grid(columns: "[\"*\"]", areas: "[\"revenue\", \"feed feed\"]"),
      ":7: row 2 has 2 cells, row 1 has 1: all rows have as many; \".\" leaves one free"
    ),
    (
      grid(columns: "[\"*\", 20, 20]"),
      ":5: columns has 3 lengths, a row of areas has 2 cells: give each column one length"
    ),
    (grid(rows: "[\"*\"]"), ":6: rows has 1 length, areas has 2 rows: give each row one length"),
    (
      grid(columns: "[\"*\", \"20%\"]"),
      ":5: \"20%\" is no length: a length is a number of cells such as 30, a share such as \"*\" or \"2*\", or "
        + "\">=20 *\""
    ),
    (
      grid(columns: "[\"*\", 0]"),
      ":5: 0 is no length: a length is a number of cells such as 30, a share such as \"*\" or \"2*\", or \">=20 *\""
    ),
    (
      grid(rows: "3"),
      ":6: the grid needs `rows`, a list of lengths: a length is a number of cells such as 30, a share such as \"*\" "
        + "or \"2*\", or \">=20 *\""
    ),
    (grid(from: "\"110\""), ":4: `from` is the least screen in columns and rows, such as \"110x34\""),
    (grid(from: "\"0x34\""), ":4: `from` is the least screen in columns and rows, such as \"110x34\""),
    (grid(areas: "[]"), ":7: the grid needs `areas`, a list with a text for each row: [\"revenue feed\"]"),
    (grid(areas: "[[\"revenue\"]]"), ":7: the grid needs `areas`, a list with a text for each row: [\"revenue feed\"]"),
    (
      grid(areas: "[\"ticker filter\", \". filter\"]"),
      ":7: nothing here can have the focus: add a panel other than ticker and filter"
    ),
    (
      grid(columns: "[\"*\", 105]"),
      ":7: on a screen of 110x34 `revenue` would have 5x22 cells: give it more, or the grid a larger `from`"
    ),
    (
      grid(rows: "[2, \"*\"]", areas: "[\"revenue revenue\", \"regions feed\"]"),
      ":7: on a screen of 110x34 `revenue` would have 110x2 cells: give it more, or the grid a larger `from`"
    ),
    (
      grid(from: "\"60x16\"") + grid().dropFirst(head.count),
      ":9: no screen comes to this grid, the one from 60x16 takes them all: larger ones first"
    ),
    (grid() + "colums = [1]\n", ":8: unknown key `colums`; did you mean `columns`?"),
    (grid() + "z = 1\n", ":8: unknown key `z`; a grid has from, columns, rows, areas"),
    (head, ":1: the view has no grid: give it a `[[view.grid]]` with columns, rows and areas"),
    (head + "grid = 1\n", ":3: grids are tables, each below a `[[view.grid]]` of its own"),
    (head + "grids = 1\n", ":3: unknown key `grids`; did you mean `grid`?"),
    (
      "[[view]]\n" + grid().dropFirst(head.count),
      ":1: the view has no name: begin it with one such as `name = \"Overview\"`"
    ),
    (
      grid().replacing("\"A\"", with: "\" \""),
      ":2: a view's name is a text of 1 to 20 characters and not a number"
    ),
    (grid().replacing("\"A\"", with: "\"7\""), ":2: a view's name is a text of 1 to 20 characters and not a number"),
    (
      grid() + grid().replacing("\"A\"", with: "\"a\""),
      ":9: there is a view named `a` already: give this one another name"
    ),
    (
      (1...10).map { grid().replacing("\"A\"", with: "\"v\($0)\"") }.joined(),
      ":64: there are keys for 9 views, and this is one more: leave one out"
    ),
    ("[view]\nname = \"A\"\n", ":1: views are tables, each below a `[[view]]` of its own"),
    ("view = []\n", ":1: views are tables, each below a `[[view]]` of its own"),
    ("[[view]\n", ":1: "),
  ]

  @Test("what makes no layout is refused in a line that says where, what, and what would do", arguments: refused)
  func problem(_ item: (toml: String, says: String)) throws {
    let first = try #require(ScreenTables(toml: item.toml, file: "c.toml").problems.first)
    if item.says.hasSuffix(": ") {
      #expect(first.description.hasPrefix("c.toml" + item.says))
    } else {
      #expect(first.description == "c.toml" + item.says)
    }
  }

  @Test("each wrong thing is told, from the top")
  func all() {
    let toml = Self.grid(from: "1", columns: "[]") + "[keys]\npaus = \"p\"\n"
    #expect(ScreenTables(toml: toml, file: "c.toml").problems.map(\.line) == [4, 5, 9])
  }

  @Test("the built-in layouts have no problems, and each panel has a place in the standard one")
  func presets() {
    for preset in LayoutPreset.allCases {
      let problems = ScreenTables(toml: preset.toml, file: preset.rawValue).problems
      #expect(problems.isEmpty, "\(problems)")
      #expect(preset.views.allSatisfy { $0.grids.last?.from == GridReader.smallest }, "\(preset)")
    }
    #expect(ViewSpec.standard.map(\.name) == ["Overview", "Trend", "Regions", "Products", "Feed", "Pipeline"])
    let overview = Set(ViewSpec.standard[0].grids.flatMap(\.panels))
    #expect(Set(PanelSet.standard.kinds).subtracting(overview) == [.trend])
  }
}
