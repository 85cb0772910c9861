import Testing

@testable import TextUI

@Suite struct DisplayWidthTests {
  @Test(
    "text is as wide as a terminal draws it",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("咖啡机 ☕", 9), ("한글", 4), ("ｱ", 1), ("Ａ", 2),
      ("─▴·●…█⣿", 7), ("👍", 2), ("👍🏽", 2), ("❤\u{FE0F}", 1), ("🇩🇪", 2), ("👨\u{200D}👩\u{200D}👧", 6), ("สวัสดี", 4),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("\t", 1), ("नमस्ते", 4), ("€", 1), ("\u{3000}", 2),
    ])
  func widths(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test("a text takes as many columns on a canvas as it was measured")
  func agreesWithCanvas() {
    for text in ["plain", "咖啡机 ☕", "e\u{301}\u{302}x", "a\u{200B}b", "👨\u{200D}👩", "🇩🇪!", "\u{301}x", "ก็"] {
      var canvas = Canvas(Size(columns: 30, rows: 1))
      #expect(canvas.write(text, x: 0, y: 0, style: .text) == DisplayWidth.of(text))
    }
  }
}
