/// A key press, independent of the bytes that the terminal sent for it.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// With Ctrl; the letter is lower case.
  case control(Character)
  case enter, escape, backspace, delete, insert, tab, backTab
  case up, down, left, right, home, end, pageUp, pageDown
  /// An arrow with Ctrl or Alt.
  case controlLeft, controlRight
  case function(Int)

  /// The same key without Ctrl, for a screen that gives both one meaning; nil for every key but an arrow with Ctrl.
  package var withoutControl: Key? {
    switch self {
    case .controlLeft: .left
    case .controlRight: .right
    default: nil
    }
  }

  /// The key's name on the screen and in the config file: "x", "Space", "Ctrl-L", "F1", "←".
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter == " " ? "Space" : letter.uppercased())"
    case .function(let number): "F\(number)"
    default: Key.names.first { $0.key == self }?.label ?? "?"
    }
  }

  /// Reads a name as `label` writes it, in upper or lower case, or another usual one such as "Left" or "Return".
  /// Nil where it names no key.
  package init?(parsing text: String) {
    if let only = text.first, text.dropFirst().isEmpty {
      self = Key.names.first { $0.label == text }?.key ?? .character(only)
      return
    }
    let lower = text.lowercased()
    if let named = Key.names.first(where: { $0.words.contains(lower) || $0.label.lowercased() == lower }) {
      self = named.key
    } else if let number = Key.functionNumber(lower) {
      self = .function(number)
    } else if let control = Key.controlled(lower) {
      self = control
    } else {
      return nil
    }
  }

  private static func functionNumber(_ lower: String) -> Int? {
    guard lower.first == "f", let number = Int(lower.dropFirst()), (1...24).contains(number) else { return nil }
    return number
  }

  private static func controlled(_ lower: String) -> Key? {
    for prefix in ["ctrl-", "ctrl+", "c-", "^"] where lower.hasPrefix(prefix) {
      let rest = lower.dropFirst(prefix.count)
      if rest == "space" { return .control(" ") }
      // A terminal sends these with the same bytes as the plain key.
      if rest == "i" { return .tab }
      if rest == "m" || rest == "j" { return .enter }
      if rest == "h" { return .backspace }
      if rest == "left" || rest == "←" { return .controlLeft }
      if rest == "right" || rest == "→" { return .controlRight }
      guard let letter = rest.first, rest.dropFirst().isEmpty, letter.isASCII else { return nil }
      return letter.isLetter || "\\]^_@".contains(letter) ? .control(letter) : nil
    }
    return nil
  }

  private static let names: [(key: Key, label: String, words: [String])] = [
    (.character(" "), "Space", ["spc"]), (.enter, "Enter", ["return", "ret", "cr"]), (.escape, "Esc", ["escape"]),
    (.backspace, "Backspace", ["bs"]), (.delete, "Delete", ["del"]), (.insert, "Insert", ["ins"]), (.tab, "Tab", []),
    (.backTab, "Shift-Tab", ["backtab", "s-tab"]), (.up, "↑", ["up"]), (.down, "↓", ["down"]),
    (.left, "←", ["left"]), (.right, "→", ["right"]), (.home, "Home", []), (.end, "End", []),
    (.controlLeft, "Ctrl-←", []), (.controlRight, "Ctrl-→", []),
    (.pageUp, "PgUp", ["pageup"]), (.pageDown, "PgDn", ["pagedown"]),
  ]
}
