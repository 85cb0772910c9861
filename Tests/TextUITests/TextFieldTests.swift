import Testing

@testable import TextUI

@Suite struct TextFieldTests {
  static let edits: [(before: TextField, edit: TextField.Edit, after: TextField)] = [
    (TextField("abc"), .left, TextField("abc", cursor: 2)),
    (TextField("abc", cursor: 1), .right, TextField("abc", cursor: 2)),
    (TextField("one two  "), .wordLeft, TextField("one two  ", cursor: 4)),
    (TextField("one two", cursor: 2), .wordLeft, TextField("one two", cursor: 0)),
    (TextField("one two", cursor: 1), .wordRight, TextField("one two", cursor: 3)),
    (TextField("one  two x", cursor: 3), .wordRight, TextField("one  two x", cursor: 8)),
    (TextField("abc"), .start, TextField("abc", cursor: 0)),
    (TextField("abc", cursor: 0), .end, TextField("abc")),
    (TextField("abc"), .deleteBackward, TextField("ab")),
    (TextField("abc", cursor: 1), .deleteForward, TextField("ac", cursor: 1)),
    (TextField("one two  "), .deleteWord, TextField("one ")),
    (TextField("one two", cursor: 3), .deleteToStart, TextField(" two", cursor: 0)),
    (TextField("one two", cursor: 3), .deleteToEnd, TextField("one")),
  ]

  @Test("an edit moves the cursor or deletes at it", arguments: edits)
  func editing(_ item: (before: TextField, edit: TextField.Edit, after: TextField)) {
    var field = item.before
    field.perform(item.edit)
    #expect(field == item.after)
  }

  @Test("no edit changes an empty text", arguments: edits.map(\.edit))
  func empty(edit: TextField.Edit) {
    var field = TextField()
    field.perform(edit)
    #expect(field == TextField())
  }

  @Test("text is inserted at the cursor")
  func inserting() {
    var field = TextField("ac", cursor: 1)
    field.insert("b")
    #expect(field == TextField("abc", cursor: 2))
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
    field.insert("y")
    #expect(field == full)
    field.perform(.deleteBackward)
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

  @Test(
    "however text grows by being made harmless, a field stays within its limit, and so does its cursor",
    arguments: [
      "👨\u{200D}👩\u{200D}👧\u{200D}👦", "e" + String(repeating: "\u{301}", count: 40), "🇩🇪🇫🇷🇯", "\u{1100}\u{1161}\u{11A8}",
      "क्षि", "👩🏽\u{200D}🚒", "1\u{FE0F}\u{20E3}", "\u{202E}a", "\u{200D}", "\u{301}", "🏴\u{E0067}\u{E0062}\u{E007F}",
      "\r\n", "\u{1B}[31m",
    ])
  func grows(piece: String) {
    for count in [1, 70, 255, 256, 257, 1000] {
      var field = TextField()
      for _ in 0..<2 {
        field.insert(String(repeating: piece, count: count))
        for edit in [TextField.Edit.left, .wordLeft, .deleteBackward, .start, .deleteForward, .end] {
          field.insert("a")
          field.insert("\u{301}")
          field.insert("\u{200D}👦")
          field.perform(edit)
          #expect(field.value.count <= TextField.limit && (0...field.value.count).contains(field.cursor))
        }
      }
    }
  }
}
