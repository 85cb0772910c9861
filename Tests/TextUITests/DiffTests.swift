import Testing

@testable import TextUI

@Suite struct DiffTests {
  private func canvas(_ text: String) -> Canvas {
    var canvas = Canvas(Size(columns: 10, rows: 2))
    canvas.write(text, x: 0, y: 0, style: .text)
    return canvas
  }

  @Test("equal frames differ in nothing")
  func equal() {
    #expect(Diff(from: canvas("a咖b"), to: canvas("a咖b")).isEmpty)
  }

  @Test("only the cells that changed are in the runs")
  func runs() {
    let diff = Diff(from: canvas("abcdef"), to: canvas("aXcdYZ"))
    #expect(diff.runs.map(\.x) == [1, 4])
    #expect(diff.runs.map { String($0.cells.map(\.character)) } == ["X", "YZ"])
    #expect(diff.cellCount == 3)
  }

  @Test("a style alone is a change")
  func styles() {
    var changed = canvas("abc")
    changed.restyle(Rect(x: 1, y: 0, width: 1, height: 1)) { $0.foreground = .up }
    #expect(Diff(from: canvas("abc"), to: changed).cellCount == 1)
  }

  @Test("all cells change when the size does, or there was no frame")
  func sizes() {
    #expect(Diff(from: nil, to: canvas("a")).cellCount == 20)
    #expect(Diff(from: Canvas(Size(columns: 1, rows: 1)), to: canvas("a")).cellCount == 20)
  }

  @Test("a wide character is sent whole, whichever half changed")
  func wide() {
    var restyled = canvas("咖")
    restyled.restyle(Rect(x: 1, y: 0, width: 1, height: 1)) { $0.foreground = .up }
    let diff = Diff(from: canvas("咖"), to: restyled)
    #expect(diff.runs.map(\.x) == [0])
    #expect(diff.runs.first?.cells.map(\.width) == [2, 0])
    #expect(Diff(from: canvas("ab"), to: canvas("咖")).runs.first?.cells.count == 2)
  }

  @Test("applying the runs to the old frame gives the new one")
  func applying() {
    let texts = ["咖啡机 ☕", "abcdefghij", "a咖b啡c", "", "e\u{301}e\u{302}", "☕☕☕☕☕"]
    for old in texts {
      for new in texts {
        var frame = canvas(old)
        for run in Diff(from: canvas(old), to: canvas(new)).runs {
          for (offset, cell) in run.cells.enumerated() where cell.width > 0 { frame[run.x + offset, run.y] = cell }
        }
        #expect(frame == canvas(new))
      }
    }
  }
}
