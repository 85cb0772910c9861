import TextUI

/// The command palette over the screen.
struct PalettePanel {
  let model: Model
  let palette: Palette
  let layout: ScreenLayout

  init(_ model: Model, _ palette: Palette, _ layout: ScreenLayout) {
    self.model = model
    self.palette = palette
    self.layout = layout
  }

  func draw(on canvas: inout Canvas) {}
}
