/// One row of the key map: what the help and the hints say is made from it, so they cannot drift from what keys do.
struct KeyBinding: Sendable {
  /// A word on the bottom row; bindings with one word are shown together: `trpPick`.
  struct Hint: Hashable, Sendable {
    var word: String
    /// Place from left to right.
    var order: Int
    /// Those of least weight go first when the row is too narrow.
    var weight: Int
  }

  var action: Action
  var context: KeyContext
  var chords: [Chord]
  var help: String
  var hint: Hint?

  init(_ action: Action, _ context: KeyContext, _ keys: [String], _ help: String, hint: Hint? = nil) {
    self.action = action
    self.context = context
    self.chords = keys.compactMap(Chord.init(parsing:))
    self.help = help
    self.hint = hint
  }
}
