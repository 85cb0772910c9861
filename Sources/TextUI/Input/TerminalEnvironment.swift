/// The environment variables that describe the terminal.
package struct TerminalEnvironment: Equatable, Sendable {
  package var term: String?
  package var colourTerm = ""
  package var noColour = false
  package var isInTmux = false
  /// COLORFGBG, such as "15;0": foreground and background.
  package var foregroundBackground = ""
  /// Time that a lone Esc waits for the rest of a longer sequence.
  package var escapeDelay = Duration.milliseconds(25)
  /// LC_ALL, LC_CTYPE or LANG, the first that is set.
  package var locale = ""

  package init(_ variables: [String: String]) {
    term = variables["TERM"].flatMap { $0.isEmpty ? nil : $0 }
    colourTerm = variables["COLORTERM"] ?? ""
    noColour = !(variables["NO_COLOR"] ?? "").isEmpty
    isInTmux = !(variables["TMUX"] ?? "").isEmpty
    foregroundBackground = variables["COLORFGBG"] ?? ""
    if let delay = Int(variables["ESCDELAY"] ?? ""), (0...10_000).contains(delay) {
      escapeDelay = .milliseconds(delay)
    }
    locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
  }

  /// True for Chinese, Japanese and Korean, where boxes and bullets are traditionally two columns wide.
  package var isCJKLocale: Bool { ["ja", "ko", "zh"].contains { locale.hasPrefix($0) } }

  /// True for the kernel's own terminal, which has 8 or 16 colours whatever an inherited COLORTERM says.
  package var isConsole: Bool { term?.hasPrefix("linux") ?? false }

  /// Terminal descriptions for 24-bit colour, best first; empty where the terminal does not claim to have it.
  package var directTerms: [String] {
    guard let term, !noColour, ["truecolor", "24bit"].contains(colourTerm.lowercased()), !isConsole else {
      return []
    }
    if term.hasSuffix("-direct") { return [term] }
    if isInTmux || term.hasPrefix("tmux") { return ["tmux-direct"] }
    // GNU screen passes COLORTERM on but has no 24-bit colour.
    return term.hasPrefix("screen") ? [] : ["xterm-direct"]
  }

  /// The background that COLORFGBG names: 7 and 9–15 are light.
  package var lightBackground: Bool? {
    guard let last = foregroundBackground.split(separator: ";").last, let index = Int(last) else { return nil }
    return index == 7 || index > 8
  }

  /// The symbols and colours to draw with. `colours` comes from the terminal description. `isNarrow` (boxes and bullets
  /// take one column each) and `isLight` are the terminal's answers, nil where it gave none.
  package func traits(colours: Int, isDirect: Bool, isNarrow: Bool?, isLight: Bool?) -> TerminalTraits {
    let depth: ColourDepth =
      if noColour || colours < 8 {
        .mono
      } else if isDirect || colours > 256 {
        .truecolor
      } else {
        colours == 256 ? .ansi256 : .ansi16
      }
    // Without an answer, the locale decides.
    let isUTF8 = ["UTF-8", "UTF8"].contains { locale.uppercased().contains($0) }
    return TerminalTraits(
      colourDepth: depth, unicode: !isCJKLocale && (isNarrow ?? isUTF8), isConsole: isConsole,
      lightBackground: isLight ?? lightBackground)
  }
}
