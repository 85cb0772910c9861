import SalesCore
import Testing

@Suite struct CSVFormulaTests {
  private func unescaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { String(decoding: CSVFormula.unescaped(UnsafeRawBufferPointer($0)), as: UTF8.self) }
  }

  private func expectSame(_ left: String, _ right: String) {
    // Not `==`, which takes a sign with an accent for another character.
    #expect(Array(left.utf8) == Array(right.utf8))
  }

  static let signs = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

  @Test("text that begins with a sign of a formula gets one apostrophe, and loses it again", arguments: signs)
  func formula(sign: String) {
    for text in [sign, sign + "1", "'" + sign + "1", "''" + sign, sign + "\u{301}", sign + sign] {
      expectSame(CSVFormula.escaped(text), "'" + text)
      expectSame(unescaped("'" + text), text)
    }
    expectSame(unescaped(sign + "1"), sign + "1")
  }

  @Test(
    "other text stays as it is, both ways",
    arguments: ["EMEA", "'quoted'", "'tis", "a=b", "1-2", "12.50", "", "'", "''", "＞", "\u{FF0C}", "' =1", " =1"])
  func harmless(text: String) {
    expectSame(CSVFormula.escaped(text), text)
    expectSame(unescaped(text), text)
  }
}
