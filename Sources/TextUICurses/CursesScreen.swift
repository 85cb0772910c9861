import CNcurses
import Glibc
import TextUI

/// Opens and closes ncurses' screen. A process has at most one.
struct CursesScreen: ~Copyable {
  /// Abilities of the terminal by the description in use.
  let isDirect: Bool
  let colours: Int
  /// Key sequences of the real TERM.
  let keys: [[UInt8]: Key]
  private let screen: OpaquePointer
  private let stream: UnsafeMutablePointer<FILE>

  /// `output` is closed together with the screen.
  init(_ environment: TerminalEnvironment, output: Int32) throws(TerminalProblem) {
    guard let term = environment.term else { throw .noTermVariable }
    setlocale(LC_ALL, "")
    if String(cString: cn_codeset()) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    guard cn_describe(term, STDOUT_FILENO) != 0 else { throw .unknown(term) }
    guard cn_capability("cup") != nil else { throw .dumb(term) }
    let keys = CursesScreen.readKeys()
    cn_forget_description()
    use_env(false)
    use_tioctl(true)
    let direct = environment.directTerms.first { cn_describe($0, STDOUT_FILENO) != 0 }
    if direct != nil { cn_forget_description() }
    guard let stream = cn_stream(output) else { throw .failed(during: "fdopen") }
    guard let screen = newterm(direct ?? term, stream, cn_input()) else { throw .failed(during: "newterm") }
    self.stream = stream
    raw()
    noecho()
    nonl()
    // Pending input must not delay a frame, and the cursor may rest anywhere.
    typeahead(-1)
    leaveok(cn_screen(), true)
    curs_set(0)
    if has_colors() {
      start_color()
      use_default_colors()
    }
    doupdate()
    self.screen = screen
    self.keys = keys
    isDirect = direct != nil
    colours = has_colors() ? Int(cn_colours()) : 0
  }

  /// Bytes that undo every mode a screen may have set, for the crash handler. They are made while the description is
  /// loaded.
  static func restoringBytes(_ modes: String) -> [UInt8] {
    let names: [String] = ["sgr0", "op", "rmcup", "cnorm", "rmkx"]
    let capabilities = names.compactMap { cn_capability($0) }
    let text = modes + capabilities.map { withoutPadding(String(cString: $0)) }.joined() + "\r\n"
    return Array(text.utf8)
  }

  consuming func end() {
    endwin()
    delscreen(screen)
    fclose(stream)
  }

  /// `$<5/>` in a capability asks for a delay that no terminal needs today.
  private static func withoutPadding(_ text: String) -> String {
    text.replacing(#/\$<[0-9.*/]+>/#, with: "")
  }

  private static func readKeys() -> [[UInt8]: Key] {
    var names: [String: Key] = [
      "kcuu1": .up, "kcud1": .down, "kcub1": .left, "kcuf1": .right, "khome": .home, "kend": .end, "kpp": .pageUp,
      "knp": .pageDown, "kich1": .insert, "kdch1": .delete, "kcbt": .backTab, "kent": .enter, "kbs": .backspace,
    ]
    for number in 1...12 { names["kf\(number)"] = .function(number) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      guard let sequence = cn_capability(name) else { continue }
      keys[Array(String(cString: sequence).utf8)] = key
    }
    return keys
  }
}
