import Testing

@testable import TextUI

@Suite struct PivotTests {
  private var pivot: Pivot {
    var pivot = Pivot(
      values: [[100, 20, nil, 900], [50, 0, 75, 300], [1000, 40, 10, 2000]],
      rowLabels: ["EMEA", "咖啡", "Other (3)"], columnLabels: ["Espresso Pro", "Lamp", "Boots", "Other"])
    pivot.hasOtherRow = true
    pivot.hasOtherColumn = true
    pivot.rowTotals = [1020, 425, 3050]
    pivot.columnTotals = [1150, 60, 85, 3200]
    pivot.grandTotal = 4495
    pivot.selected = (1, 2)
    return pivot
  }

  private func canvas(_ pivot: Pivot, _ columns: Int, _ rows: Int, _ look: Look = Look(hasColour: false)) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    pivot.draw(in: canvas.bounds, on: &canvas, look: look)
    return canvas
  }

  @Test("cells, totals and what is left over, told without colour too")
  func whole() {
    #expect(
      canvas(pivot, 56, 6).text() == """
                    Espresso
                         Pro    Lamp    Boots    Other  Total
         EMEA      █    100 ▒     20        –      900   1.0k
        ▸咖啡      ▓     50 ·      0 ▸     75      300    425
         Other (3)     1.0k       40       10     2.0k   3.1k
         Total         1.2k       60       85     3.2k   4.5k
        """)
  }

  @Test("the same in ASCII")
  func ascii() {
    #expect(
      canvas(pivot, 56, 6, Look(symbols: .ascii, hasColour: false)).text() == """
                    Espresso
                         Pro    Lamp    Boots    Other  Total
         EMEA      #    100 +     20        -      900   1.0k
        >咖啡      *     50 .      0 >     75      300    425
         Other (3)     1.0k       40       10     2.0k   3.1k
         Total         1.2k       60       85     3.2k   4.5k
        """)
  }

  @Test("a narrow pivot scrolls to the selected cell and tells what is out of sight")
  func narrow() {
    #expect(
      canvas(pivot, 26, 4).text() == """
         ←2 →1 …     Boots  Total
         EMEA            –   1.0k
        ▸咖啡   ▸       75    425
         Total          85   4.5k
        """)
  }

  @Test("what is left over does not outshine the rest, and the hottest has the hottest shade")
  func shades() {
    let drawn = canvas(pivot, 56, 6, Look())
    let hottest = pivot.visible(in: drawn.bounds)
    #expect(hottest.rows == 0..<3 && hottest.columns == 0..<4)
    #expect(pivot.most == 100)
    let styles = (0..<56).map { drawn[$0, 2].style }
    #expect(styles.contains { $0.foreground == .heat(7) && $0.background == .heat(7) })
    #expect(!(0..<56).contains { drawn[$0, 4].style.foreground == .heat(7) })
  }

  @Test("the rest can be told apart beside a value that towers above it")
  func roots() {
    let pivot = Pivot(values: [[1800, 482, 220, 80]], rowLabels: ["US"], columnLabels: ["a", "b", "c", "d"])
    let drawn = canvas(pivot, 60, 2, Look())
    let grounds = (0..<60).compactMap { drawn[$0, 1].style.background }
    #expect(Set(grounds).count == 4)
    #expect(Heat(rootOf: -4, of: 9)?.step == 0 && Heat(rootOf: nil, of: 9) == nil && Heat(rootOf: .nan, of: 9) == nil)
  }

  @Test("the selected cell stands on a ground that no shade has")
  func selection() {
    let drawn = canvas(pivot, 56, 6, Look())
    #expect((0..<56).filter { drawn[$0, 3].style.background == .tabActive }.count >= 6)
  }

  @Test("a click finds its cell", arguments: [(24, 6), (56, 6), (80, 12)])
  func clicks(columns: Int, rows: Int) {
    let area = Rect(x: 3, y: 2, width: columns, height: rows)
    var canvas = Canvas(Size(columns: 90, rows: 20))
    pivot.draw(in: area, on: &canvas, look: Look(hasColour: false))
    var found: Set<Int> = []
    for y in 0..<20 {
      for x in 0..<90 {
        guard let cell = pivot.cell(at: Point(x: x, y: y), in: area) else { continue }
        #expect(area.contains(Point(x: x, y: y)))
        found.insert(cell.row * 5 + cell.column)
        if canvas[x, y].character == "▸" { #expect(cell == (1, 2)) }
      }
    }
    let visible = pivot.visible(in: area)
    let totals = pivot.showsTotals(in: area)
    #expect(totals.row && totals.column)
    #expect(found.count == (visible.rows.count + 1) * (visible.columns.count + 1))
    #expect(visible.rows.contains(1) && visible.columns.contains(2))
  }

  @Test("a selected total is marked, and scrolls nothing")
  func totals() {
    var pivot = pivot
    pivot.selected = (3, 4)
    let last = canvas(pivot, 56, 6).text().split(separator: "\n").last
    #expect(last == "▸Total         1.2k       60       85     3.2k ▸ 4.5k")
    pivot.selected = (1, 4)
    pivot.scroll = (0, 2)
    #expect(pivot.visible(in: Rect(x: 0, y: 0, width: 26, height: 4)).columns == 2..<3)
  }

  @Test("ragged and empty data draw what there is")
  func ragged() {
    let ragged = Pivot(values: [[1], [], [.nan, 2, 3]], rowLabels: ["a"], columnLabels: ["x", "y"])
    #expect(canvas(ragged, 30, 4).text().contains("–"))
    #expect(canvas(Pivot(values: [], rowLabels: [], columnLabels: []), 30, 4).text() == "\n\n\n")
  }
}
