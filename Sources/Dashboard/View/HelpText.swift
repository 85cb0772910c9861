import TextUI

/// The help, made from the key map.
struct HelpText {
  private let sections: [HelpOverlay.Section]

  init(_ keys: KeyMap, symbols: Symbols = .unicode) {
    sections = KeyContext.allCases.map { context in
      HelpOverlay.Section(
        context.title,
        keys.bindings.filter { $0.context == context }
          .map {
            HelpOverlay.Entry(
              $0.chords.map { $0.keys.map { symbols.label(ofKey: $0.label) }.joined(separator: " ") }
                .joined(separator: "  "), $0.help)
          })
    }
  }

  private var overlay: HelpOverlay { HelpOverlay(title: "Keys", sections: sections) }

  func draw(offset: Int, on canvas: inout Canvas, look: Look) {
    var overlay = overlay
    overlay.scroll = offset
    overlay.draw(in: canvas.bounds, on: &canvas, look: look)
  }

  /// Sections with their headings and the blank lines between them.
  var lineCount: Int { sections.reduce(-1) { $0 + $1.entries.count + 2 } }

  /// How far it can be scrolled on a screen.
  func scrollRange(in size: Size) -> Int {
    let entries = sections.flatMap(\.entries)
    let width =
      (entries.map { DisplayWidth.of($0.key) }.max() ?? 0) + 1
      + (entries.map { DisplayWidth.of($0.text) }.max() ?? 0)
    let columns = max(1, min((size.columns - 8) / (width + 3), 3))
    let height = min((lineCount + columns - 1) / columns, max(1, size.rows - 4))
    return max(0, lineCount - columns * height)
  }
}
