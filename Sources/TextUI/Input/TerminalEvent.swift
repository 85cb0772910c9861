package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case press, release, drag, wheelUp, wheelDown }

  package var kind: Kind
  package var at: Point

  package init(_ kind: Kind, at point: Point) {
    self.kind = kind
    self.at = point
  }
}

/// A signal that the loop must react to.
package enum Signal: Hashable, Sendable { case interrupt, terminate, hangup, suspend }

package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case paste(String)
  case mouse(MouseEvent)
  case resize(Size)
  /// `wake()` was called once or more since the last event.
  case wake
  case interrupted(Signal)
  /// The process was stopped and runs again. The screen is set up, and its next frame is sent whole.
  case resumed
  /// The terminal is gone: no more events follow.
  case closed
}
