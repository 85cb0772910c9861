import Testing

@testable import TextUI

@Suite struct TextFieldTests {
  private func typed(_ start: String, at cursor: Int? = nil, _ keys: Key...) -> TextField {
    var field = TextField(start, cursor: cursor)
    for key in keys { _ = field.handle(key) }
    return field
  }

  @Test("keys edit the text at the cursor")
  func editing() {
    #expect(typed("ac", at: 1, .character("b")) == TextField("abc", cursor: 2))
    #expect(typed("abc", .backspace) == TextField("ab"))
    #expect(typed("abc", at: 1, .delete) == TextField("ac", cursor: 1))
    #expect(typed("abc", .left, .left, .character("x")) == TextField("axbc", cursor: 2))
    #expect(typed("one two  ", .control("w")) == TextField("one "))
    #expect(typed("one two", at: 3, .control("u")) == TextField(" two", cursor: 0))
    #expect(typed("one two", at: 3, .control("k")) == TextField("one"))
    #expect(typed("abc", .home, .right) == TextField("abc", cursor: 1))
    #expect(typed("", .backspace, .delete, .left, .right) == TextField(""))
  }

  @Test("keys that mean nothing to a text are left to the caller")
  func others() {
    var field = TextField("a")
    #expect(!field.handle(.escape) && !field.handle(.enter) && !field.handle(.up) && !field.handle(.control("x")))
    #expect(field == TextField("a"))
  }

  @Test("a paste becomes one line without control characters")
  func paste() {
    var field = TextField("ab", cursor: 1)
    field.insert("x\ny\t\u{1B}[31m")
    #expect(field == TextField("ax y \u{FFFD}[31mb", cursor: 10))
  }

  @Test("a mark joins the character before it and the cursor stays behind it")
  func marks() {
    var field = TextField("e")
    field.insert("x\u{301}")
    #expect(field.value.count == 2 && field.cursor == 2)
  }

  @Test("a field holds no more than anybody types, wherever it comes from")
  func limit() {
    var field = TextField("ab", cursor: 1)
    field.insert(String(repeating: "x", count: 1_000_000))
    #expect(field.value == "a" + String(repeating: "x", count: TextField.limit - 2) + "b")
    #expect(field.cursor == TextField.limit - 1)
    let full = field
    #expect(field.handle(.character("y")) && field == full)
    _ = field.handle(.backspace)
    field.insert("yz")
    #expect(field.value.hasSuffix("xyb"))
    #expect(TextField(String(repeating: "x", count: 999)).value.count == TextField.limit)
  }

  @Test("the part around the cursor shows")
  func drawing() {
    var canvas = Canvas(Size(columns: 5, rows: 1))
    TextField("abcdefgh").draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(canvas.text() == "efgh")
    #expect(canvas[4, 0].style.emphasis == .reverse)
    canvas = Canvas(Size(columns: 5, rows: 1))
    TextField("咖啡机", cursor: 1).draw(in: canvas.bounds, on: &canvas, look: Look())
    #expect(canvas.text() == "咖啡")
    #expect(canvas[2, 0].style.emphasis == .reverse && canvas[3, 0].style.emphasis == .reverse)
  }
}
