import Testing

@testable import TextUI

@Suite struct HeatmapTests {
  @Test("heat shows by colour, else by sign; labels never touch")
  func heat() {
    let map = Heatmap(
      values: [[0, 3, 10, nil], [10, 7, 3, 0]], rowLabels: ["Mon", "Tue"], columnLabels: ["00", "01", "02", "03"])
    var canvas = Canvas(Size(columns: 14, rows: 3))
    map.draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: false))
    #expect(
      canvas.text() == """
        Mon   ░░▓▓
        Tue ▓▓▒▒░░
            00  02
        """)
    #expect(canvas[8, 0].style.background == .heat(7))
    map.draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(canvas.text().split(separator: "\n").first == "Mon")
    #expect(map.cell(at: Point(x: 9, y: 1), in: canvas.bounds).map { $0 == (1, 2) } == true)
    #expect(map.cell(at: Point(x: 1, y: 1), in: canvas.bounds) == nil)
  }

  @Test("a heatmap fits any area", arguments: 0..<13, 0..<5)
  func sizes(columns: Int, rows: Int) {
    var canvas = Canvas(Size(columns: 16, rows: 8))
    var map = Heatmap(values: [[1, nil, .nan, -2, 5]], rowLabels: ["咖"], columnLabels: ["a", "b"])
    map.selected = (0, 1)
    let area = Rect(x: 2, y: 1, width: columns, height: rows)
    map.draw(in: area, on: &canvas, look: Look())
    for y in 0..<8 {
      for x in 0..<16 where !area.contains(Point(x: x, y: y)) { #expect(canvas[x, y] == .blank) }
    }
  }
}
