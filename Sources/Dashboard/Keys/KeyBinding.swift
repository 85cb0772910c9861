/// One row of the key map. Help and hints are made from it, so they always match the keys.
struct KeyBinding: Sendable {
  /// A word in the bottom row. Bindings with the same word are shown together: `trpPick`.
  struct Hint: Hashable, Sendable {
    var word: String
    /// The position from left to right.
    var order: Int
    /// Hints of the least weight are left out first when the row is too narrow.
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
