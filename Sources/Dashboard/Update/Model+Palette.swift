import TextUI

/// The command palette.
extension Model {
  mutating func openPalette() {
    pendingKeys = []
    overlay = .palette(Palette())
  }

  mutating func performInPalette(_ action: Action, _ open: Palette) -> [Effect] {
    if action == .back { overlay = nil }
    return []
  }
}

extension Palette {
  /// Text was typed: the best match is the first row.
  mutating func textChanged() {
    highlighted = 0
    offset = 0
  }
}
