import CNcurses
import Glibc
package import TextUI

/// The real terminal: ncurses draws and `poll` waits. Input is parsed by `InputParser`, because ncurses reads keys by
/// the description in use (that of 24-bit colour, not of the real TERM) and knows neither pastes nor answers. One
/// thread owns it, and a process has one at a time.
package final class CursesTerminal: Terminal {
  private static let modesOn = "\u{1B}[?2004h"
  private static let modesOff = "\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?2004l"
  private static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
  private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l"

  /// Time for the terminal to take the last output before it is restored.
  private static let patience = Duration.milliseconds(500)

  package private(set) var size: Size
  package let traits: TerminalTraits
  package var waker: any Waker { events }

  private let device = TerminalDevice.standard
  private let output: FrameOutput
  private let events: EventWaker
  private let signals: SignalPipe
  private let standardError = StandardErrorHold()
  private let escapeDelay: Duration
  private let isInTmux: Bool
  private var screen: CursesScreen?
  private var painter: CursesPainter
  private var parser: InputParser
  private var queue: [TerminalEvent] = []
  private var shown: Canvas?
  private var isMouseOn = true
  private var isGone = false

  /// Opens the screen. `environment` is the process's environment.
  package init(environment variables: [String: String]) throws {
    let environment = TerminalEnvironment(variables)
    guard device.isTerminal, let attributes = device.attributes else { throw TerminalProblem.notATerminal }
    escapeDelay = environment.escapeDelay
    isInTmux = environment.isInTmux
    events = try EventWaker()
    // Before newterm, which would install handlers for signals that have none.
    signals = try SignalPipe()
    output = try FrameOutput(device)
    let screen = try CursesScreen(environment, output: output.cursesDescriptor)
    standardError.begin()
    CrashGuard.arm(
      on: device.output, restoring: CursesScreen.restoringBytes(Self.modesOff), attributes: attributes,
      realError: standardError.real, keptError: standardError.kept)
    parser = InputParser(keys: screen.keys)
    let probe = TerminalProbe(device, asksBackground: !environment.isConsole, parser: &parser)
    traits = environment.traits(
      colours: screen.colours, isDirect: screen.isDirect, isNarrow: probe.isNarrow, isLight: probe.isLight)
    painter = CursesPainter(traits)
    queue = probe.events
    size = device.size ?? Size(columns: Int(cn_columns()), rows: Int(cn_rows()))
    resizeterm(Int32(size.rows), Int32(size.columns))
    self.screen = consume screen
    clearok(cn_shown(), true)
    device.send(Self.modesOn + Self.mouseOn)
  }

  deinit { close() }

  package func present(_ canvas: Canvas, theme: Theme) throws {
    guard screen != nil else { return }
    if painter.use(theme) { shown = nil }
    let diff = Diff(from: shown, to: canvas)
    shown = canvas
    guard !diff.isEmpty else { return }
    for run in diff.runs { painter.paint(run) }
    wnoutrefresh(cn_screen())
    let isDone = output.sendFrame(after: "\u{1B}[?2026h", before: "\u{1B}[?2026l") { doupdate() != ERR }
    guard isDone else { throw TerminalProblem.failed(during: "doupdate") }
  }

  package var isReady: Bool { output.isEmpty }

  package func invalidate() {
    shown = nil
    clearok(cn_shown(), true)
  }

  package func nextEvent(until deadline: ContinuousClock.Instant?) throws -> TerminalEvent? {
    while true {
      if !queue.isEmpty { return queue.removeFirst() }
      if isGone || screen == nil { return .closed }
      let now = ContinuousClock.now
      let escape = parser.isWaiting ? now + escapeDelay : nil
      let until = [deadline, escape].compactMap { $0 }.min()
      let ready = device.wait(
        for: [signals.descriptor, device.input, events.descriptor],
        writing: output.isEmpty ? nil : output.descriptor, until: until)
      if ready.contains(output.descriptor) {
        output.flush()
        if output.isEmpty { queue.append(.wake) }
      }
      if ready.contains(signals.descriptor) { takeSignals() }
      if ready.contains(device.input) { readInput() }
      if ready.contains(events.descriptor), events.take() { queue.append(.wake) }
      if ready.isEmpty, parser.isWaiting, let escape, ContinuousClock.now >= escape { take(parser.flush()) }
      if queue.isEmpty, let deadline, ContinuousClock.now >= deadline { return nil }
    }
  }

  package func setMouse(_ on: Bool) {
    isMouseOn = on
    output.send(on ? Self.mouseOn : Self.mouseOff)
  }

  package func copy(_ text: String) {
    output.send(Clipboard.sequence(for: text, isInTmux: isInTmux))
  }

  package func suspend() {
    guard screen != nil else { return }
    giveScreenBack()
    signals.stopProcess(waitingOn: device)
    takeScreenAgain()
  }

  package func close() {
    guard let screen = screen.take() else { return }
    output.drain(until: .now + Self.patience)
    device.send(Self.modesOff)
    screen.end()
    CrashGuard.disarm()
    standardError.end()
    signals.restore()
  }

  private func giveScreenBack() {
    output.drain(until: .now + Self.patience)
    device.send(Self.modesOff)
    endwin()
    standardError.end()
  }

  private func takeScreenAgain() {
    standardError.begin()
    reset_prog_mode()
    doupdate()
    device.send(Self.modesOn + (isMouseOn ? Self.mouseOn : ""))
    adoptSize()
    invalidate()
    queue.append(.resumed)
  }

  /// Reads the size from the kernel; returns an event only where it changed.
  private func adoptSize() {
    guard let now = device.size, now != size else { return }
    size = now
    resizeterm(Int32(now.rows), Int32(now.columns))
    invalidate()
    queue.removeAll { if case .resize = $0 { true } else { false } }
    queue.append(.resize(now))
  }

  private func takeSignals() {
    for signal in signals.take() {
      switch signal {
      case SIGINT: queue.append(.interrupted(.interrupt))
      case SIGTERM: queue.append(.interrupted(.terminate))
      case SIGHUP: queue.append(.interrupted(.hangup))
      case SIGTSTP: queue.append(.interrupted(.suspend))
      case SIGWINCH: adoptSize()
      // Stopped by a signal that cannot be caught: the shell has set the terminal to its own modes since.
      case SIGCONT: takeScreenAgain()
      default: break
      }
    }
  }

  private func readInput() {
    switch device.receive() {
    case .bytes(let bytes): take(parser.feed(bytes))
    case .nothing: break
    case .closed:
      isGone = true
      queue.append(.closed)
    }
  }

  /// Late answers are of no use.
  private func take(_ inputs: [InputParser.Input]) {
    for case .event(let event) in inputs { queue.append(event) }
  }
}
