import Testing

@testable import TextUI

@Suite struct PaletteTests {
  private func palette(_ typed: String = "") -> PaletteList {
    PaletteList(
      entries: [
        .init("Pick regions", key: "r"), .init("Pause or resume", key: "Space"), .init("Export SVG picture", key: "X"),
        .init("nord", isCurrent: true), .init("Zoom in", key: "+"),
      ], filter: TextField(typed))
  }

  private func canvas(_ list: PaletteList, _ columns: Int, _ rows: Int) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    list.draw(in: canvas.bounds, on: &canvas, look: Look())
    return canvas
  }

  @Test("everything is listed with its key until something is typed")
  func all() {
    #expect(
      canvas(palette(), 28, 6).text() == """
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
    var list = palette("pr")
    let drawn = canvas(list, 28, 5)
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
    #expect(list.matches == [0, 1, 2] && list.chosen == 0)
    #expect(list.entry(at: Point(x: 5, y: 2), in: drawn.bounds) == 1)
    #expect(list.entry(at: Point(x: 5, y: 0), in: drawn.bounds) == nil)
    list.highlighted = 99
    #expect(list.chosen == 2)
    list.filter = TextField("zzz")
    #expect(list.chosen == nil && canvas(list, 28, 5).text().contains("nothing matches"))
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
