import Synchronization
package import TextUI

/// A terminal without a screen, for tests. It returns scripted events and keeps the frames shown.
package final class HeadlessTerminal: Terminal {
  package private(set) var size: Size
  package var traits: TerminalTraits
  package private(set) var frames: [Canvas] = []
  package private(set) var themes: [Theme] = []
  /// The changes of each frame, as a real terminal would have received them.
  package private(set) var diffs: [Diff] = []
  package private(set) var isClosed = false
  package private(set) var isMouseOn = true
  /// False stands for a terminal that takes no output now. The default is true.
  package var isReady = true
  package private(set) var copied: [String] = []
  package private(set) var suspensions = 0
  /// Called when the script is empty. The default lets a deadline pass at once, and closes where there is none.
  package var whenIdle: (ContinuousClock.Instant?) -> TerminalEvent? = { $0 == nil ? .closed : nil }

  private var events: [TerminalEvent]
  private var shown: Canvas?
  private let flag = Flag()

  package init(
    size: Size = Size(columns: 80, rows: 24), events: [TerminalEvent] = [], traits: TerminalTraits = TerminalTraits()
  ) {
    self.size = size
    self.events = events
    self.traits = traits
  }

  package var waker: any Waker { flag }

  /// Appends events to the script.
  package func send(_ more: TerminalEvent...) { events += more }
  package func type(_ keys: Key...) { events += keys.map { .key($0) } }
  package func type(_ text: String) { events += text.map { .key(.character($0)) } }

  package func present(_ canvas: Canvas, theme: Theme) {
    diffs.append(Diff(from: shown, to: canvas))
    shown = canvas
    frames.append(canvas)
    themes.append(theme)
  }

  package func invalidate() { shown = nil }

  package func nextEvent(until deadline: ContinuousClock.Instant?) -> TerminalEvent? {
    if isClosed { return .closed }
    if !events.isEmpty {
      let next = events.removeFirst()
      if case .resize(let new) = next { size = new }
      return next
    }
    return flag.take() ? .wake : whenIdle(deadline)
  }

  package func setMouse(_ on: Bool) { isMouseOn = on }
  package func copy(_ text: String) { copied.append(text) }
  package func suspend() { suspensions += 1 }
  package func close() { isClosed = true }

  private final class Flag: Waker {
    private let raised = Mutex(false)

    func wake() { raised.withLock { $0 = true } }

    func take() -> Bool {
      raised.withLock { isRaised in
        defer { isRaised = false }
        return isRaised
      }
    }
  }
}
