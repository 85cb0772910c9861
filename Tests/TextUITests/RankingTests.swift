import Testing

@testable import TextUI

/// Rows of a list ranked by what is typed.
@Suite struct RankingTests {
  private let rows = [
    row("Pick regions", "r"), row("Pause or resume", "Space"), row("Export SVG picture", "X"),
    PickerList.Row("nord", mark: .ticked), row("Zoom in", "+"),
  ]

  private static func row(_ label: String, _ key: String) -> PickerList.Row {
    var row = PickerList.Row(label, detail: key)
    row.detailRole = .key
    return row
  }

  private func list(_ typed: String = "") -> PickerList {
    PickerList(
      rows: PickerList.Row.ranked(rows, by: typed).map(\.row), filter: TextField(typed), total: rows.count)
  }

  private func indices(_ typed: String) -> [Int] { PickerList.Row.ranked(rows, by: typed).map(\.index) }

  private func canvas(_ list: PickerList, _ columns: Int, _ rows: Int) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    list.draw(in: canvas.bounds, on: &canvas, look: Look())
    return canvas
  }

  @Test("everything is listed with its key until something is typed")
  func all() {
    #expect(
      canvas(list(), 28, 6).text() == """
        /                          5
        ▸  Pick regions            r
           Pause or resume     Space
           Export SVG picture      X
         ✓ nord
           Zoom in                 +
        """)
  }

  @Test("what matches is ranked and its letters are emphasised")
  func matched() {
    let drawn = canvas(list("pr"), 28, 5)
    #expect(
      drawn.text() == """
        / pr                     3/5
        ▸  Pick regions            r
           Pause or resume     Space
           Export SVG picture      X

        """)
    #expect(drawn[3, 1].style.emphasis.contains(.underline) && drawn[8, 1].style.emphasis.contains(.underline))
    #expect(!drawn[4, 1].style.emphasis.contains(.underline))
    #expect(drawn[27, 1].style.foreground == .key)
    #expect(indices("pr") == [0, 1, 2])
    #expect(list("pr").row(at: Point(x: 5, y: 2), in: drawn.bounds) == 1)
    #expect(list("pr").row(at: Point(x: 5, y: 0), in: drawn.bounds) == nil)
    #expect(indices("zzz").isEmpty && canvas(list("zzz"), 28, 5).text().contains("nothing matches"))
  }

  @Test("a word of the note finds a row behind those found by their labels, and a pinned row is first")
  func notes() {
    var rows = rows
    rows[4].note = "a shorter period"
    #expect(PickerList.Row.ranked(rows, by: "shorter").map(\.index) == [4])
    #expect(PickerList.Row.ranked(rows, by: "shtr").isEmpty)
    rows[3].isPinned = true
    #expect(PickerList.Row.ranked(rows, by: "pr").map(\.index) == [3, 0, 1, 2])
    #expect(PickerList.Row.ranked(rows, by: "period").map(\.index) == [3, 4])
  }

  @Test(
    "the better match comes first",
    arguments: [
      ("ex", ["Export CSV", "Next anomaly"]), ("pc", ["Palette: command", "pick"]), ("zi", ["Zoom in", "Resize it"]),
      ("gruv", ["gruvbox", "go running up versions"]), ("nord", ["nord", "nordic dark"]),
      ("cf", ["clearFilters", "confirm"]), ("csv", ["Export CSV", "Clear saved views"]),
    ])
  func ranking(typed: String, names: [String]) throws {
    let scores = try names.map { try #require(FuzzyMatch(typed, in: $0), "\($0)").score }
    #expect(scores == scores.sorted(by: >), "\(scores)")
  }

  @Test(
    "letters match in order, case and blanks aside",
    arguments: [
      ("", "abc", []), ("abc", "ABC", [0, 1, 2]), ("ac", "a b c", [0, 4]), ("咖", "drip 咖啡", [5]),
      ("pick re", "Pick regions", [0, 1, 2, 3, 5, 6]), ("é", "Café", [3]), ("re", "Pick regions", [5, 6]),
    ])
  func positions(typed: String, name: String, positions: [Int]) {
    #expect(FuzzyMatch(typed, in: name)?.positions == positions)
  }

  @Test(
    "what is not there in order does not match", arguments: [("ba", "abc"), ("aa", "a"), ("x", ""), ("abcd", "abc")])
  func none(typed: String, name: String) {
    #expect(FuzzyMatch(typed, in: name) == nil)
  }
}
