import Testing
import TextUI

@testable import Dashboard

/// Editing keys pressed in whatever takes text.
@Suite struct TypingTests {
  /// "one two" is typed, then the keys are pressed, then an x, which shows where the cursor stands.
  static let keys: [(keys: [Key], becomes: String)] = [
    ([], "one twox"), ([.left], "one twxo"), ([.control("b")], "one twxo"), ([.left, .left, .right], "one twxo"),
    ([.home, .control("f")], "oxne two"), ([.home], "xone two"), ([.home, .end], "one twox"),
    ([.home, .control("e")], "one twox"), ([.controlLeft], "one xtwo"), ([.controlLeft, .controlLeft], "xone two"),
    ([.home, .controlRight], "onex two"), ([.backspace], "one twx"), ([.home, .delete], "xne two"),
    ([.home, .control("d")], "xne two"), ([.control("w")], "one x"), ([.controlLeft, .control("u")], "xtwo"),
    ([.controlLeft, .control("k")], "one x"),
  ]

  private func typed(_ opening: Key, _ keys: [Key]) -> String? {
    var stage = Stage()
    stage.press(opening)
    stage.type("one two")
    for key in keys { stage.press(key) }
    stage.type("x")
    return switch stage.model.overlay {
    case .picker(let picker): picker.typed.value
    case .help, .sale, nil: nil
    }
  }

  @Test("editing keys do the same in a picker and in the palette", arguments: keys)
  func edits(_ item: (keys: [Key], becomes: String)) {
    for opening in "rpt/T:" { #expect(typed(.character(opening), item.keys) == item.becomes, "\(opening)") }
  }

  @Test("Ctrl-A goes to the beginning where there are no ticks for it to take away")
  func beginning() {
    for opening in "tT:" { #expect(typed(.character(opening), [.control("a")]) == "xone two", "\(opening)") }
    for opening in "rp/" { #expect(typed(.character(opening), [.control("a")]) == "one twox", "\(opening)") }
  }

  @Test("deleting text filters anew, moving the cursor does not")
  func filters() {
    var stage = Stage()
    stage.type("p")
    stage.type("desk")
    stage.press(.control("a"), .left, .controlLeft, .end)
    #expect(stage.text.contains("Desk Lamp"))
    stage.press(.home, .control("k"))
    #expect(stage.text.contains("Espresso Pro"))
  }

  @Test("an arrow with Ctrl is the arrow where no text is typed")
  func plainArrows() {
    var stage = Stage()
    var other = stage
    stage.press(.left, .left, .right)
    other.press(.controlLeft, .controlLeft, .controlRight)
    #expect(stage.model.crosshair != nil && stage.model.crosshair == other.model.crosshair)
  }
}
