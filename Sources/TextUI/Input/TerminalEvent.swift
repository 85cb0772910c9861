package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown }

  package var kind: Kind
  package var at: Point

  package init(_ kind: Kind, at point: Point) {
    self.kind = kind
    self.at = point
  }
}

/// A signal that asks the loop for something.
package enum Signal: Hashable, Sendable { case interrupt, terminate, hangup, suspend }

package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// Somebody called `wake()`, once or more often, since the last time.
  case wake
  case interrupted(Signal)
  /// The process was stopped and runs again; the screen is back and its next frame is sent whole.
  case resumed
  /// The terminal went away: no more events will come.
  case closed
}
