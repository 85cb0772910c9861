/// A key as the dashboard knows it, whatever bytes the terminal sent for it.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// With Ctrl; the letter is lower case.
  case control(Character)
  case enter, escape, backspace, delete, insert, tab, backTab
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)

  /// Its name for people and for the config file: "x", "Space", "Ctrl-L", "F1", "←".
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter == " " ? "Space" : letter.uppercased())"
    case .function(let number): "F\(number)"
    default: Key.names.first { $0.key == self }?.label ?? "?"
    }
  }

  /// Reads a name as `label` writes it; words are read in any case, and "Left" or "Return" do as well.
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
      if rest == "m" { return .enter }
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
    (.pageUp, "PgUp", ["pageup"]), (.pageDown, "PgDn", ["pagedown"]),
  ]
}
