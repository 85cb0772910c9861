package import TextUI

/// One of the views behind the number keys: which panels it has, and where they lie on screens of different sizes.
package struct ViewSpec: Equatable, Sendable {
  package var name: String
  /// The first whose `from` the screen reaches is used; on a smaller screen panels stand one below the other.
  package var grids: [GridSpec]

  package init(_ name: String, _ grids: [GridSpec]) {
    self.name = name
    self.grids = grids
  }

  /// All of its panels that can have the focus, in reading order of the smallest grid first: what narrow screens go through.
  var focusable: [PanelKind] {
    var panels: [PanelKind] = []
    for grid in grids.reversed() {
      for panel in grid.panels where panel.isFocusable && !panels.contains(panel) { panels.append(panel) }
    }
    return panels
  }

  /// Those of the smallest grid that has any: what the view is about.
  var ownPanels: [PanelKind] {
    grids.reversed().lazy.map { $0.panels.filter { $0.isFocusable } }.first { !$0.isEmpty } ?? []
  }

  /// The one it is named after, else the first.
  func mainPanel(among panels: [PanelKind]) -> PanelKind? {
    panels.first { $0.name == name.lowercased() } ?? panels.first
  }

  func grid(for size: Size) -> GridSpec? {
    grids.first { size.columns >= $0.from.columns && size.rows >= $0.from.rows }
  }
}

/// Panels in the cells of a grid; one that stands in several cells, which must make a rectangle, takes them all.
package struct GridSpec: Equatable, Sendable {
  /// The least screen it is for.
  package var from: Size
  package var columns: [Length]
  package var rows: [Length]
  /// By row, then column; nil leaves the cell free.
  package var areas: [[PanelKind?]]

  package init(from: Size, columns: [Length], rows: [Length], areas: [[PanelKind?]]) {
    self.from = from
    self.columns = columns
    self.rows = rows
    self.areas = areas
  }

  /// In reading order of their first cells.
  package var panels: [PanelKind] {
    var seen: [PanelKind] = []
    for panel in areas.joined() {
      if let panel, !seen.contains(panel) { seen.append(panel) }
    }
    return seen
  }

  func places(in body: Rect) -> [PanelKind: Rect] {
    let lines = body.rows(rows)
    let bands = body.columns(columns)
    var places: [PanelKind: Rect] = [:]
    for (line, names) in zip(lines, areas) {
      for (band, panel) in zip(bands, names) {
        guard let panel else { continue }
        let cell = Rect(x: band.x, y: line.y, width: band.width, height: line.height)
        places[panel] = places[panel].map { $0.union(cell) } ?? cell
      }
    }
    return places.filter { !$0.value.isEmpty }
  }
}
