package enum ColourDepth: Int, Comparable, Sendable, CaseIterable {
  case mono, ansi16, ansi256, truecolor

  package static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }
}

package struct TerminalTraits: Equatable, Sendable {
  package var colourDepth: ColourDepth
  /// True for UTF-8 with boxes, blocks and bullets one cell wide. Draw with `Symbols.ascii` where it is false.
  package var unicode: Bool
  /// The Linux console: it has boxes, blocks and arrows, but no braille and few other signs.
  package var isConsole: Bool
  /// Nil when the terminal did not say.
  package var lightBackground: Bool?

  package init(
    colourDepth: ColourDepth = .truecolor, unicode: Bool = true, isConsole: Bool = false, lightBackground: Bool? = nil
  ) {
    self.colourDepth = colourDepth
    self.unicode = unicode
    self.isConsole = isConsole
    self.lightBackground = lightBackground
  }
}

/// Wakes the loop that waits in `nextEvent`, from any thread. Several calls before the loop looks count as one.
package protocol Waker: Sendable {
  func wake()
}

/// A screen and its keyboard, owned by one thread.
package protocol Terminal: AnyObject {
  var size: Size { get }
  var traits: TerminalTraits { get }
  var waker: any Waker { get }

  /// True when the terminal has taken all output. While it is false, leave frames out; a wake follows when it becomes
  /// true.
  var isReady: Bool { get }

  /// Shows a frame by sending the changes since the last one in one write.
  func present(_ canvas: Canvas, theme: Theme) throws

  /// Makes the next `present` send the whole frame.
  func invalidate()

  /// Waits for the next event; nil when `deadline` passes first. Without a deadline it waits for ever.
  func nextEvent(until deadline: ContinuousClock.Instant?) throws -> TerminalEvent?

  /// Turns mouse reports on or off. Without them the terminal selects text itself.
  func setMouse(_ on: Bool)

  /// Puts text on the clipboard of the terminal's user (OSC 52), where the terminal allows it.
  func copy(_ text: String)

  /// Restores the screen and stops the process, as Ctrl-Z does. Returns when the process runs again.
  func suspend()

  /// Restores the screen for good. A second call does nothing.
  func close()
}
