/// Undo and redo of the view, and the command that recreates it.
extension Model {
  mutating func undoView() {}

  mutating func redoView() {}

  func copyCommand() -> [Effect] { [] }
}
