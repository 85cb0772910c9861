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

  func draw(on canvas: inout Canvas) {
    let inner = layout.palette.draw(in: canvas.bounds, on: &canvas, look: model.look)
    PaletteRows(model, palette).list.draw(in: inner, on: &canvas, look: model.look)
  }
}

extension ScreenLayout {
  /// The palette's box. It keeps its size while rows come and go.
  var palette: Popup {
    // Where there are no hints to leave free, every row counts.
    let most = max(1, size.rows - (hints == nil ? 2 : 4))
    return Popup(title: "Commands", size: Size(columns: 72, rows: min(18, most)))
  }

  /// The inside of that box: typed text in the first row, then the commands.
  var paletteArea: Rect {
    let inner = TitledBox.content(in: palette.frame(in: Rect(x: 0, y: 0, width: size.columns, height: size.rows)))
    return inner.width > 4 ? inner.inset(dx: 1, dy: 0) : inner
  }

  var paletteRows: Rect { PickerList.body(in: paletteArea) }
}
