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

  /// How far it can be scrolled on a screen.
  func scrollRange(in size: Size) -> Int { overlay.scrollRange(in: size) }
}
