import TextUI

@testable import Dashboard

extension Stage {
  /// A screen that shows one panel alone.
  init(
    only panel: PanelKind, _ columns: Int = 80, _ rows: Int = 24, shop: Shop = Shop(),
    setup change: (inout Opening) -> Void = { _ in }
  ) {
    self.init(columns, rows, shop: shop) { setup in
      let grid = GridSpec(
        from: Size(columns: 0, rows: 0), columns: [.share(1)], rows: [.share(1)], areas: [[panel]])
      setup.views = [ViewSpec("Alone", [grid])]
      change(&setup)
    }
  }

  /// A panel drawn by itself, without the rest of the screen.
  func drawn(_ panel: PanelKind, _ columns: Int = 80, _ rows: Int = 14) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows), ellipsis: model.look.symbols.ellipsis)
    model.panels[panel]?.draw(in: canvas.bounds, PanelContext(model, panel), on: &canvas)
    return canvas
  }
}
