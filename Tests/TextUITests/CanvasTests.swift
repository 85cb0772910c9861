import Testing

@testable import TextUI

@Suite struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas { Canvas(Size(columns: columns, rows: rows)) }

  @Test("text beyond the edge is cut and ends in an ellipsis")
  func cuts() {
    var canvas = canvas(6)
    #expect(canvas.write("Espresso Pro", x: 0, y: 0, style: .text) == 6)
    #expect(canvas.text() == "Espre…")
  }

  @Test("text that just fits is whole")
  func fits() {
    var canvas = canvas(6)
    canvas.write("abcdef", x: 0, y: 0, style: .text)
    #expect(canvas.text() == "abcdef")
  }

  @Test("a wide character is never cut in half")
  func wide() {
    var canvas = canvas(4)
    canvas.write("咖啡机", x: 0, y: 0, style: .text)
    #expect(canvas.text() == "咖…")
    #expect(canvas[0, 0].width == 2)
    #expect(canvas[1, 0].width == 0)
  }

  @Test("writing over one half of a wide character blanks the other")
  func overwriting() {
    var left = canvas(4)
    left.write("咖啡", x: 0, y: 0, style: .text)
    left.write("x", x: 0, y: 0, style: .text)
    #expect(left.text() == "x 啡")
    var right = canvas(4)
    right.write("咖啡", x: 0, y: 0, style: .text)
    right.write("x", x: 1, y: 0, style: .text)
    #expect(right.text() == " x啡")
    var fill = canvas(4)
    fill.write("咖啡", x: 0, y: 0, style: .text)
    fill.fill(Rect(x: 1, y: 0, width: 2, height: 1), ".", style: .text)
    #expect(fill.text() == " ..")
  }

  @Test("a clip holds text in on both sides")
  func clips() {
    var canvas = canvas(10)
    let clip = Rect(x: 2, y: 0, width: 4, height: 1)
    canvas.write("abcdefgh", x: 0, y: 0, style: .text, in: clip)
    #expect(canvas.text() == "  cde…")
    canvas.write("咖啡", x: 1, y: 0, style: .text, in: clip)
    #expect(canvas.text() == "   啡…")
    #expect(canvas[1, 0].character == " ")
  }

  @Test("a nil background keeps the one under the text, and a fill sets it")
  func backgrounds() {
    var canvas = canvas(4)
    canvas.fill(canvas.bounds, style: Style(.text, on: .selection))
    canvas.write("ab", x: 0, y: 0, style: .dim)
    #expect(canvas[0, 0].style == Style(.dim, on: .selection))
    canvas.fill(canvas.bounds, style: .text)
    #expect(canvas[0, 0].style == .text)
  }

  @Test("cells outside are blank and cannot be set")
  func outside() {
    var canvas = canvas(2, 2)
    let before = canvas
    canvas[5, 5] = Cell("x")
    canvas[-1, 0] = Cell("x")
    canvas.write("x", x: 0, y: 9, style: .text)
    canvas.write("x", x: 3, y: 0, style: .text)
    canvas.fill(Rect(x: 7, y: 7, width: 3, height: 3), "x", style: .text)
    #expect(canvas == before)
    #expect(canvas[9, 9] == .blank)
  }

  @Test("role letters name the foreground of signs and the background of blanks")
  func letters() {
    var canvas = canvas(5)
    canvas.fill(Rect(x: 0, y: 0, width: 3, height: 1), style: Style(.text, on: .selection))
    canvas.write("a", x: 0, y: 0, style: Style(.up))
    #expect(canvas.roleLetters() == "uss")
  }

  @Test("every role has a letter and a scope of its own")
  func roles() {
    #expect(Set(Role.all.map(\.letter)).count == Role.all.count)
    #expect(Set(Role.all.map(\.scope)).count == Role.all.count)
    #expect(Role(rawValue: 255) == .text)
    #expect(Role.series(-1) == Role.series(Role.seriesCount - 1))
    #expect(Role.heat(99) == Role.heat(Role.heatCount - 1))
  }

  @Test("spans follow each other and the last is cut")
  func spans() {
    var canvas = canvas(10)
    #expect(canvas.write([Span("ab", .up), Span("咖"), Span("cdefghij")], x: 0, y: 0) == 10)
    #expect(canvas.text() == "ab咖cdefg…")
    #expect(canvas.roleLetters() == "uutttttttt")
  }
}
