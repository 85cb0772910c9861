import TextUI

/// The open command palette: what is typed, and the entry under the highlight.
struct Palette: Equatable, Sendable {
  var typed = TextField()
  var highlighted = 0
  var offset = 0
}
