import TextUI

/// The help, made from the key map.
struct HelpText {
  private(set) var sections: [HelpOverlay.Section]

  init(_ setup: Setup, symbols: Symbols = .unicode) {
    sections = KeyContext.allCases.map { context in
      let bindings = setup.keys.bindings.filter { $0.context == context }
      return HelpOverlay.Section(
        context.title,
        bindings.compactMap { binding in
          setup.help(of: binding).map { HelpOverlay.Entry(binding.label(in: symbols), $0) }
        })
    }
    sections.append(
      HelpOverlay.Section(
        "Top row, right",
        [
          HelpOverlay.Entry("4.2/s", "sales stored a second"), HelpOverlay.Entry("0.2s", "from the log to the screen"),
        ]))
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

extension Setup {
  /// The help of a binding; nil for the key of a view that does not exist.
  func help(of binding: KeyBinding) -> String? {
    guard let index = Action.views.firstIndex(of: binding.action) else { return binding.help }
    return views.indices.contains(index) ? "view \(views[index].name)" : nil
  }
}

extension KeyBinding {
  /// All its keys, in signs that a terminal has.
  func label(in symbols: Symbols) -> String {
    chords.map { $0.keys.map { symbols.label(ofKey: $0.label) }.joined(separator: " ") }.joined(separator: "  ")
  }
}
