package enum ColourDepth: Int, Comparable, Sendable, CaseIterable {
  case mono, ansi16, ansi256, truecolor

  package static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }
}

package struct TerminalTraits: Equatable, Sendable {
  package var colourDepth: ColourDepth
  /// UTF-8, and boxes, blocks and bullets one cell wide; else draw with `Symbols.ascii`.
  package var unicode: Bool
  /// The console of Linux: boxes, blocks and arrows, but no braille, and few signs besides.
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

/// Wakes a loop that waits in `nextEvent`, from any thread. Calls before it looks count as one.
package protocol Waker: Sendable {
  func wake()
}

/// A screen and its keyboard. One thread owns it.
package protocol Terminal: AnyObject {
  var size: Size { get }
  var traits: TerminalTraits { get }
  var waker: any Waker { get }

  /// It has taken all that was sent; until then frames should be left out, and a wake comes when it has.
  var isReady: Bool { get }

  /// Shows a frame: sends what changed since the last one, in one write.
  func present(_ canvas: Canvas, theme: Theme) throws

  /// The next `present` sends all.
  func invalidate()

  /// The next event, or nil when `deadline` passes first. Without a deadline it waits for ever.
  func nextEvent(until deadline: ContinuousClock.Instant?) throws -> TerminalEvent?

  /// Mouse reports on or off; off gives the mouse back to the terminal's own selection.
  func setMouse(_ on: Bool)

  /// Puts text on the clipboard of the person at the terminal (OSC 52), where the terminal allows it.
  func copy(_ text: String)

  /// Gives the screen back and stops the process, as Ctrl-Z does; returns when it runs again.
  func suspend()

  /// Gives the screen back for good. Calling it again does nothing.
  func close()
}
