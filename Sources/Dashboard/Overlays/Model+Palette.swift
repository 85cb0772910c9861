import TextUI

/// The command palette.
extension Model {
  mutating func openPalette() {
    pendingKeys = []
    overlay = .palette(Palette())
  }

  mutating func performInPalette(_ action: Action, _ open: Palette) -> [Effect] {
    var palette = open
    let commands = PaletteRows(self, palette).commands
    let page = max(1, ScreenLayout(self).paletteRows.height - 1)
    switch action {
    case .back:
      overlay = nil
      return []
    case .apply: return palette.highlighted.map { run($0) } ?? []
    case .up: palette.move(by: -1, in: commands)
    case .down: palette.move(by: 1, in: commands)
    case .pageUp: palette.move(by: -page, in: commands)
    case .pageDown: palette.move(by: page, in: commands)
    default:
      guard let edit = action.edit else { return [] }
      let before = palette.typed.value
      palette.typed.perform(edit)
      if palette.typed.value != before { palette.textChanged() }
    }
    overlay = .palette(palette)
    return []
  }

  /// A click on a row does what it says, one beside the box closes it.
  mutating func point(_ event: MouseEvent, in open: Palette) -> [Effect] {
    let layout = ScreenLayout(self)
    let screen = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    switch event.kind {
    case .wheelUp: return performInPalette(.up, open)
    case .wheelDown: return performInPalette(.down, open)
    case .press:
      if let command = PaletteRows(self, open).command(at: event.at, in: layout.paletteArea) { return run(command) }
      if !layout.palette.frame(in: screen).contains(event.at) { overlay = nil }
    case .release, .drag: break
    }
    return []
  }

  private mutating func run(_ command: Command) -> [Effect] {
    overlay = nil
    switch command {
    case .action(let action): return perform(action)
    case .view(let index): showView(index)
    case .theme(let index): useTheme(index)
    case .comparison(let new): view.comparison = new
    case .measure(let new): show(new)
    case .period(let period): choose(period)
    }
    return []
  }
}
