package import TextUI

/// A view behind a number key: its panels, and their areas on screens of different sizes.
///
///     let grid = GridSpec(
///       from: Size(columns: 60, rows: 16), columns: [.share(1), .share(1)], rows: [.share(2), .fixed(10)],
///       areas: [[.revenue, .revenue], [.regions, .feed]])
///     configuration.views = [ViewSpec("Shop", [grid])]
package struct ViewSpec: Equatable, Sendable {
  package var name: String
  /// The layouts by screen size, larger ones first. The first one that fits the screen is used; panels are stacked on a
  /// screen that is too small for all.
  package var grids: [GridSpec]

  package init(_ name: String, _ grids: [GridSpec]) {
    self.name = name
    self.grids = grids
  }

  /// All panels that can have the focus, those of the smallest grid first, each grid in reading order.
  var focusable: [PanelKind] {
    var panels: [PanelKind] = []
    for grid in grids.reversed() {
      for panel in grid.panels where panel.isFocusable && !panels.contains(panel) { panels.append(panel) }
    }
    return panels
  }

  /// The focusable panels of the smallest grid that has some, which the view is about.
  var ownPanels: [PanelKind] {
    grids.reversed().lazy.map { $0.panels.filter { $0.isFocusable } }.first { !$0.isEmpty } ?? []
  }

  /// The panel of the view's name, else the first of `panels`.
  func mainPanel(among panels: [PanelKind]) -> PanelKind? {
    panels.first { $0.name == name.lowercased() } ?? panels.first
  }

  func grid(for size: Size) -> GridSpec? {
    grids.first { size.columns >= $0.from.columns && size.rows >= $0.from.rows }
  }
}

/// Panels in the cells of a grid. A panel may take several cells, which must make a rectangle.
package struct GridSpec: Equatable, Sendable {
  /// The least screen of this grid.
  package var from: Size
  package var columns: [Length]
  package var rows: [Length]
  /// The panels by row, then column; nil leaves the cell free.
  package var areas: [[PanelKind?]]

  package init(from: Size, columns: [Length], rows: [Length], areas: [[PanelKind?]]) {
    self.from = from
    self.columns = columns
    self.rows = rows
    self.areas = areas
  }

  /// The grid's panels, in reading order of their first cells.
  package var panels: [PanelKind] {
    var seen: [PanelKind] = []
    for panel in areas.joined() {
      if let panel, !seen.contains(panel) { seen.append(panel) }
    }
    return seen
  }

  func rects(in body: Rect) -> [PanelKind: Rect] {
    let lines = body.rows(rows)
    let bands = body.columns(columns)
    var rects: [PanelKind: Rect] = [:]
    for (line, names) in zip(lines, areas) {
      for (band, panel) in zip(bands, names) {
        guard let panel else { continue }
        let cell = Rect(x: band.x, y: line.y, width: band.width, height: line.height)
        rects[panel] = rects[panel].map { $0.union(cell) } ?? cell
      }
    }
    return rects.filter { !$0.value.isEmpty }
  }
}
