import TextUI

@testable import Dashboard

extension Stage {
  /// A screen that shows one panel alone.
  init(
    only panel: PanelID, _ columns: Int = 80, _ rows: Int = 24, shop: Shop = Shop(),
    setup change: (inout Setup) -> Void = { _ in }
  ) {
    self.init(columns, rows, shop: shop) { setup in
      let grid = GridSpec(
        from: Size(columns: 0, rows: 0), columns: [.share(1)], rows: [.share(1)], areas: [[panel]])
      setup.views = [ViewSpec("Alone", [grid])]
      change(&setup)
    }
  }

  /// What a panel draws by itself, whatever stands around it.
  func drawn(_ panel: PanelID, _ columns: Int = 80, _ rows: Int = 14) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows), ellipsis: model.look.symbols.ellipsis)
    switch panel {
    case .trend: TrendPanel(model).draw(in: canvas.bounds, on: &canvas)
    case .heatmap: HeatmapPanel(model).draw(in: canvas.bounds, on: &canvas)
    default: ChartPanel(model).draw(in: canvas.bounds, on: &canvas)
    }
    return canvas
  }
}
