import Testing

@testable import TextUI

@Suite struct TerminalEnvironmentTests {
  @Test("24-bit colour is asked for only where the terminal claims it")
  func direct() {
    func terms(_ variables: [String: String]) -> [String] { TerminalEnvironment(variables).directTerms }
    #expect(terms(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) == ["xterm-direct"])
    #expect(terms(["TERM": "xterm-256color", "COLORTERM": "24bit"]) == ["xterm-direct"])
    #expect(terms(["TERM": "tmux-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/x,1,0"]) == ["tmux-direct"])
    #expect(terms(["TERM": "xterm-256color"]) == [])
    #expect(terms(["TERM": "linux", "COLORTERM": "truecolor"]) == [])
    #expect(terms(["TERM": "screen-256color", "COLORTERM": "truecolor"]) == [])
    #expect(terms(["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"]) == [])
  }

  @Test("NO_COLOR means no colour, set to anything but nothing")
  func noColour() {
    func depth(_ variables: [String: String]) -> ColourDepth {
      TerminalEnvironment(variables).traits(colours: 256, isDirect: false, isNarrow: true, isLight: nil).colourDepth
    }
    #expect(depth(["NO_COLOR": "1"]) == .mono)
    #expect(depth(["NO_COLOR": ""]) == .ansi256)
  }

  @Test(
    "depth follows what the terminal can do",
    arguments: [
      (0, ColourDepth.mono), (8, .ansi16), (16, .ansi16), (88, .ansi16), (256, .ansi256), (1 << 24, .truecolor),
    ])
  func depths(colours: Int, depth: ColourDepth) {
    let traits = TerminalEnvironment(["TERM": "x"]).traits(
      colours: colours, isDirect: false, isNarrow: nil, isLight: nil)
    #expect(traits.colourDepth == depth)
  }

  @Test("Unicode drawing needs narrow signs and no CJK locale")
  func unicode() {
    func draws(_ variables: [String: String], _ isNarrow: Bool?) -> Bool {
      TerminalEnvironment(variables).traits(colours: 256, isDirect: false, isNarrow: isNarrow, isLight: nil).unicode
    }
    #expect(draws(["TERM": "xterm", "LANG": "de_DE.UTF-8"], true))
    #expect(draws(["TERM": "xterm", "LANG": "de_DE.UTF-8"], nil))
    #expect(!draws(["TERM": "xterm", "LANG": "de_DE.UTF-8"], false))
    #expect(draws(["TERM": "xterm", "LANG": "C"], true))
    #expect(!draws(["TERM": "xterm", "LANG": "C"], nil))
    #expect(!draws(["TERM": "xterm", "LANG": "de_DE.UTF-8", "LC_ALL": "ja_JP.UTF-8"], true))
    #expect(!draws(["TERM": "linux", "LANG": "C.UTF-8"], true))
  }

  @Test("the background is the terminal's answer, else COLORFGBG, else unknown")
  func background() {
    #expect(TerminalEnvironment(["COLORFGBG": "0;15"]).lightBackground == true)
    #expect(TerminalEnvironment(["COLORFGBG": "15;default;0"]).lightBackground == false)
    #expect(TerminalEnvironment([:]).lightBackground == nil)
    let traits = TerminalEnvironment(["COLORFGBG": "0;15"]).traits(
      colours: 8, isDirect: false, isNarrow: nil, isLight: false)
    #expect(traits.lightBackground == false)
  }

  @Test("a lone Esc waits 25 ms unless ESCDELAY says otherwise")
  func escapeDelay() {
    #expect(TerminalEnvironment([:]).escapeDelay == .milliseconds(25))
    #expect(TerminalEnvironment(["ESCDELAY": "100"]).escapeDelay == .milliseconds(100))
    #expect(TerminalEnvironment(["ESCDELAY": "soon"]).escapeDelay == .milliseconds(25))
  }

  @Test(
    "text for the clipboard is base64",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("咖啡", "5ZKW5ZWh")])
  func clipboard(text: String, encoded: String) {
    #expect(Clipboard.sequence(for: text) == "\u{1B}]52;c;\(encoded)\u{07}")
    // For tmux itself, and for the terminal around it.
    #expect(
      Clipboard.sequence(for: text, isInTmux: true)
        == "\u{1B}]52;c;\(encoded)\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;\(encoded)\u{07}\u{1B}\\")
  }
}
