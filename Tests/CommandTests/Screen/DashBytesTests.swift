import Foundation
import Glibc
import Testing

/// The bytes that the dashboard really sends to a terminal.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct DashBytesTests {
  private static let month = ["--period", "2026-01-01..2026-02-01"]
  private static let beginsFrame = "\u{1B}[?2026h"
  private static let endsFrame = "\u{1B}[?2026l"

  /// A dashboard on January, drawn whole; `body` gets what was sent for that.
  private func january(
    _ variables: [String: String] = [:], answers: String = "\u{1B}[1;8R\u{1B}[?62c", rows: Int = 24,
    _ body: (PseudoTerminal, ChildProcess, String) async throws -> Void
  ) async throws {
    let salestop = try await Fixtures.january.value
    let terminal = try PseudoTerminal(rows: rows, answers: answers)
    let dash = try salestop.dash("--period", Self.month[1], on: terminal, variables)
    let first = try await terminal.see("a whole frame") {
      $0.contains("11,819") && $0.contains("Quit") && $0.hasSuffix(Self.endsFrame)
    }
    try await body(terminal, dash, first)
    if dash.isRunning {
      dash.signal(SIGTERM)
      _ = try await terminal.outcome(of: dash)
    }
  }

  private static func frames(in text: String) -> [String] {
    text.components(separatedBy: beginsFrame).dropFirst().map {
      $0.components(separatedBy: endsFrame)[0]
    }
  }

  @Test("each frame is one synchronized update, and nothing is drawn outside of them")
  func synchronized() async throws {
    try await january { terminal, _, _ in
      for key in ["\t", "?", "?", "z"] {
        let before = terminal.bytes.count
        terminal.send(key)
        try await terminal.see("a frame for \(key)", from: before) { $0.hasSuffix(Self.endsFrame) }
      }
      // Another frame may be on its way.
      let sent = terminal.text
      let end = try #require(sent.range(of: Self.endsFrame, options: .backwards))
      let text = String(sent[..<end.upperBound])
      let switches = text.matches(of: /\u{1B}\[\?2026([hl])/).map { String($0.1) }
      #expect(switches.count >= 10 && switches.count.isMultiple(of: 2))
      #expect(zip(switches, switches.dropFirst()).allSatisfy { $0 != $1 } && switches.first == "h")
      // Between two frames: not one letter.
      let between = text.components(separatedBy: Self.endsFrame).dropFirst().map {
        $0.components(separatedBy: Self.beginsFrame)[0]
      }
      #expect(between.allSatisfy { $0.isEmpty }, "\(between.filter { !$0.isEmpty }.map(\.debugDescription))")
    }
  }

  @Test("a small change sends a small part of a frame, and clears nothing")
  func changedCells() async throws {
    try await january { terminal, _, first in
      let whole = Self.frames(in: first).map(\.utf8.count).max() ?? 0
      let before = terminal.bytes.count
      terminal.send("h")
      let sent = try await terminal.see("a frame with the crosshair", from: before) {
        $0.contains("Zoom here") && $0.hasSuffix(Self.endsFrame)
      }
      let change = try #require(Self.frames(in: sent).first { $0.contains("Zoom here") })
      #expect(whole > 2000 && change.utf8.count < whole / 3, "\(change.utf8.count) of \(whole)")
      #expect(!change.contains("\u{1B}[2J") && !change.contains("\u{1B}[J"))
    }
  }

  @Test(
    "signs of ambiguous width are sent where the terminal draws them one column wide, else ASCII",
    arguments: [("\u{1B}[1;8R\u{1B}[?62c", true), ("\u{1B}[1;15R\u{1B}[?62c", false)])
  func ambiguous(answers: String, isNarrow: Bool) async throws {
    try await january(answers: answers) { _, _, first in
      let frame = Self.frames(in: first).joined()
      #expect(frame.contains("─") == isNarrow && frame.contains("│") == isNarrow)
      #expect(frame.unicodeScalars.contains { (0x2581...0x2588).contains($0.value) } == isNarrow)
      #expect(isNarrow || frame.allSatisfy { $0.isASCII })
    }
  }

  @Test("a locale of Chinese, Japanese or Korean gets ASCII, whatever the terminal says")
  func cjkLocale() async throws {
    try await january(["LC_ALL": "ja_JP.UTF-8"]) { _, _, first in
      #expect(Self.frames(in: first).joined().allSatisfy { $0.isASCII })
    }
  }

  @Test(
    "the background decides between dark and light: the terminal's answer, then COLORFGBG",
    arguments: [
      ("", "", false), ("\u{1B}]11;rgb:fafa/fafa/fafa\u{1B}\\", "", true),
      ("\u{1B}]11;rgb:1010/1010/1010\u{7}", "", false),
      ("", "0;15", true), ("\u{1B}]11;rgb:1010/1010/1010\u{7}", "0;15", false),
    ])
  func background(answer: String, variable: String, isLight: Bool) async throws {
    try await january(["COLORFGBG": variable], answers: answer + "\u{1B}[1;8R\u{1B}[?62c") { _, _, first in
      let frame = Self.frames(in: first).joined()
      // The backgrounds of auto-light and auto-dark in 256 colours.
      #expect(frame.contains("48;5;231") == isLight)
      #expect(frame.contains("48;5;233") == !isLight)
    }
  }

  @Test(
    "NO_COLOR sends no colour at all, and a selected row is reversed", arguments: ["xterm-256color", "xterm", "linux"])
  func noColour(term: String) async throws {
    try await january(["NO_COLOR": "1", "COLORTERM": "truecolor", "TERM": term]) { terminal, _, _ in
      let before = terminal.bytes.count
      terminal.send("\t")
      try await terminal.see("a row is selected", from: before) {
        $0.contains(/\u{1B}\[[0-9;]*7[;m]/) && $0.hasSuffix(Self.endsFrame)
      }
      let codes = terminal.text.matches(of: /\u{1B}\[([0-9;]*)m/).flatMap { $0.1.split(separator: ";") }
      let colours = codes.compactMap { Int($0) }.filter { (30...38).contains($0) || (40...48).contains($0) || $0 >= 90 }
      #expect(colours.isEmpty, "\(colours)")
    }
  }

  @Test(
    "each depth of colour is sent as the terminal knows it",
    arguments: [
      ("xterm-256color", "truecolor", "8[;:]2[;:]"), ("xterm-256color", "", "48;5;233"), ("xterm", "", "4[0-7]"),
      ("linux", "truecolor", "4[0-7]"),
    ])
  func depths(term: String, colours: String, parameters: String) async throws {
    let sequence = try Regex("\u{1B}\\[[0-9;:]*\(parameters)")
    try await january(["TERM": term, "COLORTERM": colours]) { _, _, first in
      #expect(first.firstMatch(of: sequence) != nil, "\(first.prefix(400).debugDescription)")
      #expect(first.contains("8;5;") == (parameters == "48;5;233"))
    }
  }

  enum End: CaseIterable {
    case quit, interrupt, terminate, hangUp, abort, illegal, trap, segment
    case user1, user2, alarm, virtualAlarm, profile, realtime
  }

  @Test(
    "however it ends, every mode that it switched is off again and the terminal's own modes are back",
    arguments: End.allCases)
  func modes(end: End) async throws {
    let salestop = try await Fixtures.january.value
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let dash = try salestop.dash("--period", Self.month[1], on: terminal)
    try await terminal.see("a whole frame") { $0.contains("11,819") && $0.hasSuffix(Self.endsFrame) }
    let during = SwitchedModes(terminal.text)
    // The other screen, bracketed paste, mouse; the cursor is hidden.
    #expect(during.on.isSuperset(of: [1049, 2004, 1002, 1006]) && !during.on.contains(25))
    #expect(terminal.modes != before)
    switch end {
    case .quit: terminal.send("q")
    case .interrupt: dash.signal(SIGINT)
    case .terminate: dash.signal(SIGTERM)
    case .hangUp: dash.signal(SIGHUP)
    case .abort: dash.signal(SIGABRT)
    // A Swift trap raises this.
    case .illegal: dash.signal(SIGILL)
    case .trap: dash.signal(SIGTRAP)
    case .segment: dash.signal(SIGSEGV)
    case .user1: dash.signal(SIGUSR1)
    case .user2: dash.signal(SIGUSR2)
    case .alarm: dash.signal(SIGALRM)
    case .virtualAlarm: dash.signal(SIGVTALRM)
    case .profile: dash.signal(SIGPROF)
    case .realtime: dash.signal(40)
    }
    _ = try await terminal.outcome(of: dash)
    let after = SwitchedModes(terminal.text)
    // 7 is wrapping and 25 the cursor, which are on by themselves.
    #expect(after.on.subtracting([7, 25]).isEmpty, "\(after.on)")
    #expect(!after.seen.contains(25) || after.on.contains(25))
    #expect(terminal.modes == before)
  }

  @Test("an error at the start leaves the screen untouched")
  func errorAtStart() async throws {
    let terminal = try PseudoTerminal()
    let before = terminal.modes
    let salestop = try Salestop()
    let dash = try salestop.dash(on: terminal)
    let code = try await terminal.outcome(of: dash).code
    // Its folder has to be there as long as it runs.
    withExtendedLifetime(salestop) { #expect(code == 69) }
    #expect(terminal.modes == before && !terminal.text.contains("\u{1B}"))
    #expect(terminal.text.contains("salestop: error: "))
  }

  @Test("what anything writes to stderr meanwhile never comes onto the screen, but after it")
  func standardError() async throws {
    try await january { terminal, dash, _ in
      let held = try FileHandle(forWritingTo: URL(fileURLWithPath: "/proc/\(dash.processID)/fd/2"))
      try held.seekToEnd()
      try held.write(contentsOf: Data("a library complains\n".utf8))
      let before = terminal.bytes.count
      terminal.send("?")
      try await terminal.see("the help", from: before) { $0.hasSuffix(Self.endsFrame) }
      #expect(!terminal.text.contains("a library complains"))
      terminal.send("q")
      terminal.send("q")
      #expect(try await terminal.outcome(of: dash).code == 0)
      let text = terminal.text
      let end = try #require(text.range(of: "\u{1B}[?1049l", options: .backwards))
      #expect(text[end.upperBound...].contains("a library complains"))
    }
  }

  @Test("names from outside send no control character, escape sequence or bidi override")
  func hostileNames() async throws {
    let salestop = try await DashNameTests.shop()
    let terminal = try PseudoTerminal(columns: 120, rows: 40)
    let dash = try salestop.dash(on: terminal)
    try await terminal.see("a whole frame") { $0.contains("240") && $0.hasSuffix(Self.endsFrame) }
    for key in ["p", "\u{1B}", "/", "\u{1B}", "2", "3", "4", "5", "6"] {
      let before = terminal.bytes.count
      terminal.send(key)
      try await terminal.see("a frame for \(key.debugDescription)", from: before) { $0.hasSuffix(Self.endsFrame) }
      // A key that follows Esc before that has acted would belong to it, and the frame may have been another's.
      if key == "\u{1B}" { _ = try await settled("Esc has acted") { terminal.bytes.count } }
    }
    terminal.send("q")
    #expect(try await terminal.outcome(of: dash).code == 0)
    // ncurses itself sends sequences of known kinds. Then nothing but text may be left.
    let sequences = /\u{1B}(\[[?>!]?[0-9;:]*[A-Za-z@`]|\([0AB]|[78=>]|\]11;\?\u{1B}\\)/
    let rest = terminal.text.replacing(sequences, with: "")
    let harmful = rest.unicodeScalars.filter { (scalar: Unicode.Scalar) -> Bool in
      (scalar.value < 0x20 && !"\r\n\u{8}\u{E}\u{F}".unicodeScalars.contains(scalar))
        || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value) || (0x200B...0x200F).contains(scalar.value)
    }
    let around = rest.unicodeScalars.split(separator: "\u{1B}").dropFirst().map { String($0.prefix(20)) }
    #expect(harmful.isEmpty, "\(harmful.map(\.value)), after Esc: \(around)")
    #expect(rest.contains("�") && !terminal.text.contains("\u{1B}[31mEMEA"))
  }
}
