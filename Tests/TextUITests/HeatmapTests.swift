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
        Mon ··░░██
        Tue ██▓▓░░··
            00  02
        """)
    #expect(canvas[9, 0].style.background == .heat(7))
    map.draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(canvas.text().split(separator: "\n").first == "Mon")
    #expect(map.cell(at: Point(x: 9, y: 1), in: canvas.bounds).map { $0 == (1, 2) } == true)
    #expect(map.cell(at: Point(x: 1, y: 1), in: canvas.bounds) == nil)
  }

  @Test("the selected value and the scale stand below")
  func legend() {
    var map = Heatmap(
      values: [[0, 3, 10, nil], [10, 7, 3, 0]], rowLabels: ["Mon", "Tue"], columnLabels: ["00", "01", "02", "03"])
    map.selected = (1, 1)
    map.exactFormat = { CompactNumber.fixed($0, digits: 2) }
    var canvas = Canvas(Size(columns: 32, rows: 4))
    map.draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: false))
    #expect(
      canvas.text() == """
        Mon ·······░░░░░░░███████
        Tue ███████▐▓▓▓▓▓▌░░░░░░░·······
              00     01     02     03
        Tue 01  7.00          0 ·░▒▓█ 10
        """)
    #expect(map.selectedText(Look()) == "Tue 01  7.00")
    map.selected = (0, 3)
    #expect(map.selectedText(Look()) == "Mon 03  –")
    map.selected = (5, 5)
    #expect(map.selectedText(Look()) == nil)
  }

  @Test("every sign of the scale is of its own, and only nought looks like nought")
  func signs() {
    for look in [Look(hasColour: false), Look(symbols: .ascii, hasColour: false)] {
      let signs = (0..<Role.heatCount).map { Heat(step: $0).sign(look) }
      #expect(Set(signs).count == 5)
      #expect(signs.filter { $0 == signs[0] }.count == 1)
    }
    #expect(Heat(0.0001, of: 1000)?.step == 1)
    #expect(Heat(0, of: 0)?.step == 0)
    #expect(Heat(.nan, of: 1) == nil)
  }

  @Test("all cells are alike, what is left over of the width stays free, and labels stand in the middle of cells")
  func wide() {
    var map = Heatmap(values: [[1, 2, 3]], columnLabels: ["a", "b", "c"])
    map.showsLegend = false
    var canvas = Canvas(Size(columns: 11, rows: 3))
    map.draw(in: canvas.bounds, on: &canvas, look: Look(hasColour: false))
    let columns = (0..<11).map { map.cell(at: Point(x: $0, y: 0), in: canvas.bounds)?.column }
    #expect(columns == [0, 0, 0, 1, 1, 1, 2, 2, 2, nil, nil])
    #expect(canvas.text() == "░░░▓▓▓███\n░░░▓▓▓███\n a  b  c")
    let high = Heatmap(values: [[2], [2]], rowLabels: ["Mon", "Tue"])
    var canvas9 = Canvas(Size(columns: 13, rows: 11))
    high.draw(in: canvas9.bounds, on: &canvas9, look: Look(hasColour: false))
    let rows = canvas9.text().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.indices.filter { rows[$0].hasPrefix("Mon") || rows[$0].hasPrefix("Tue") } == [2, 7])
    #expect(rows.prefix(10).allSatisfy { $0.hasSuffix("█████████") })
  }

  @Test("a low heatmap scrolls to the selected row; a high one has higher cells")
  func heights() {
    var map = Heatmap(values: (0..<7).map { [Double($0)] }, rowLabels: (0..<7).map { "r\($0)" })
    map.selected = (6, 0)
    var low = Canvas(Size(columns: 14, rows: 3))
    map.draw(in: low.bounds, on: &low, look: Look(hasColour: false))
    #expect(low.text().hasPrefix("r4"))
    #expect(map.cell(at: Point(x: 5, y: 2), in: low.bounds).map { $0 == (6, 0) } == true)
    #expect(map.cell(at: Point(x: 5, y: 14), in: Rect(x: 0, y: 0, width: 14, height: 16)) == nil)
    #expect(map.cell(at: Point(x: 5, y: 3), in: Rect(x: 0, y: 0, width: 14, height: 16)).map { $0 == (1, 0) } == true)
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
