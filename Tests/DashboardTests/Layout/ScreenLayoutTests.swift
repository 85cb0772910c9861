import Testing
import TextUI

@testable import Dashboard

@Suite struct ScreenLayoutTests {
  static let sizes = [(80, 24), (120, 40), (200, 60), (40, 12), (20, 5)].map { Size(columns: $0.0, rows: $0.1) }

  @Test("the six views have every border joined and inside the screen", arguments: 0..<6, sizes)
  func views(view: Int, size: Size) {
    let stage = Stage(size.columns, size.rows) { $0.view = view }
    #expect(stage.model.viewSpec == ViewSpec.standard[view])
    let layout = ScreenLayout(stage.model)
    #expect(layout.broken(on: stage.canvas) == [])
    if size.rows >= ScreenLayout.leastRows {
      #expect(!layout.panels.isEmpty)
      #expect(stage.text.contains(size.columns < 60 ? "\(view + 1)" : "\(view + 1)\(ViewSpec.standard[view].name)"))
    }
    // Nothing is left over between head and hints.
    let cells = layout.panels.values.reduce(0) { $0 + $1.width * $1.height }
    let head = layout.figures.bottom + (layout.hints == nil ? 0 : 1)
    if layout.status == nil { #expect(cells == size.columns * (size.rows - head)) }
  }

  static let wanted: [(Size, Set<PanelKind>)] = [
    (sizes[0], [.revenue, .regions, .products, .ticker]),
    (sizes[1], [.revenue, .regions, .products, .feed, .heatmap]),
    (sizes[2], [.revenue, .regions, .products, .feed, .heatmap, .filter, .map, .pivot, .pipeline]),
    (sizes[3], [.revenue]), (sizes[4], []),
  ]

  @Test("the overview has the panels its size is promised", arguments: wanted)
  func overview(size: Size, panels: Set<PanelKind>) {
    #expect(Set(ScreenLayout(size).panels.keys) == panels)
  }

  @Test("grids with a heatmap, a map or a pivot give them the cells they need")
  func needs() {
    let least: [PanelKind: Size] = [
      .heatmap: Size(columns: 57, rows: 10), .map: Size(columns: 40, rows: 12), .pivot: Size(columns: 40, rows: 8),
    ]
    for preset in LayoutPreset.allCases {
      for view in preset.views {
        for size in view.grids.map(\.from) + [Size(columns: 80, rows: 24)] where size.columns >= 80 {
          for (panel, area) in ScreenLayout(size, view: view).panels {
            guard let least = least[panel] else { continue }
            let fits = area.width >= least.columns && area.height >= least.rows
            #expect(fits, "\(preset) \(view.name) \(size.text) \(panel) \(area.size.text)")
          }
        }
      }
    }
  }

  @Test("below 60 columns panels stack: the first, the focused one, and those there are rows for")
  func stack() {
    let tall = ScreenLayout(Size(columns: 50, rows: 60))
    #expect(tall.panels.keys.contains(.heatmap) && tall.panels.keys.contains(.feed))
    #expect(tall.panels.values.allSatisfy { $0.width == 50 })
    let low = ScreenLayout(Size(columns: 50, rows: 20), focus: .feed)
    #expect(Set(low.panels.keys) == [.revenue, .feed])
    #expect(low.focusable.count == 8)
    let high = ScreenLayout(Size(columns: 50, rows: 20), focus: .heatmap)
    #expect(high.panels[.heatmap]?.height ?? 0 >= 10)
  }

  @Test("below 16 rows there is one panel, the focused one")
  func one() {
    #expect(ScreenLayout(Size(columns: 120, rows: 15), focus: .regions).panels.keys.map(\.self) == [.regions])
    #expect(ScreenLayout(Size(columns: 120, rows: 15), focus: .ticker).panels.keys.map(\.self) == [.revenue])
  }

  @Test("below 16 rows a view shows a panel of its own, whatever had the focus", arguments: 0..<6)
  func own(view: Int) {
    let main: [PanelKind] = [.revenue, .revenue, .regions, .products, .feed, .pipeline]
    let layout = ScreenLayout(Size(columns: 120, rows: 15), view: ViewSpec.standard[view], focus: .revenue)
    #expect(layout.panels.keys.map(\.self) == [main[view]])
    var stage = Stage(120, 15)
    stage.type("\(view + 1)")
    #expect(ViewSpec.standard[view].ownPanels.contains(stage.model.focus))
  }

  @Test("a list of one row shows its first item")
  func oneRow() {
    var stage = Stage(80, 6)
    stage.press(.tab)
    #expect(stage.model.focus == .regions)
    #expect(ScreenLayout(stage.model).panels[.regions]?.height == 3)
    #expect(stage.text.contains("EMEA"))
    stage.press(.down)
    #expect(stage.text.contains("NA") && !stage.text.contains("EMEA"))
  }

  @Test("a maximised panel has all of the room, whatever the size", arguments: sizes.dropLast())
  func maximised(size: Size) {
    let layout = ScreenLayout(size, focus: .products, isMaximised: true)
    #expect(layout.panels[.products]?.width == size.columns)
    #expect(layout.panels.count == 1)
  }

  @Test("a grid whose panels that can have the focus found no room gives way to the stack")
  func squeezed() {
    let grid = GridSpec(
      from: Size(columns: 10, rows: 10), columns: [.fixed(200), .share(1)], rows: [.share(1)],
      areas: [[.filter, .feed]])
    let layout = ScreenLayout(Size(columns: 80, rows: 24), view: ViewSpec("X", [grid]), focus: .revenue)
    #expect(layout.panels.keys.map(\.self) == [.feed])
    #expect(layout.focusable == [.feed])
  }
}
