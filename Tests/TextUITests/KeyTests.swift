import Testing

@testable import TextUI

@Suite struct KeyTests {
  @Test(
    "a key is read by the name it is shown by",
    arguments: [
      Key.character("x"), .character("X"), .character(" "), .character("?"), .control("l"), .control(" "), .enter,
      .escape, .backspace, .delete, .insert, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .controlLeft, .controlRight, .function(1), .function(12), .control("\\"),
    ])
  func roundTrip(key: Key) {
    #expect(Key(parsing: key.label) == key)
  }

  @Test(
    "other ways to write a key",
    arguments: [
      ("ctrl-L", Key.control("l")), ("C-k", .control("k")), ("^r", .control("r")), ("space", .character(" ")),
      ("Return", .enter), ("escape", .escape), ("left", .left), ("PageUp", .pageUp), ("f5", .function(5)),
      ("Ctrl-I", .tab), ("Ctrl-M", .enter), ("Ctrl-H", .backspace), ("ctrl-left", .controlLeft), ("g", .character("g")),
      ("F", .character("F")),
    ])
  func spellings(text: String, key: Key) {
    #expect(Key(parsing: text) == key)
  }

  @Test("what is no key is refused", arguments: ["", "F0", "F99", "Ctrl-", "Ctrl-ab", "hyper"])
  func refused(text: String) {
    #expect(Key(parsing: text) == nil)
  }
}
