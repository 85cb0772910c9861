import ConfigText
import TextUI

/// Reads one `[[view.grid]]` and collects its problems.
struct GridReader {
  private let document: ConfigDocument
  private(set) var problems: [ConfigProblem] = []

  /// The `from` of a grid that names none.
  static let smallest = Size(columns: 60, rows: 16)
  /// The least size of a panel on a screen of the grid's `from`.
  static let leastPanel = Size(columns: 10, rows: 3)

  private let panels: [PanelKind]

  init(_ document: ConfigDocument, panels: [PanelKind]) {
    self.document = document
    self.panels = panels
  }

  /// Nil where a problem leaves no grid.
  mutating func read(_ table: [String: ConfigValue], _ path: [String]) -> GridSpec? {
    let from = from(table["from"], path + ["from"])
    let columns = lengths("columns", table, path)
    let rows = lengths("rows", table, path)
    let areas = areas(table, path)
    guard let from, let columns, let rows, let areas, let first = areas.first else { return nil }
    let count = problems.count
    let areasPath = path + ["areas"]
    if let uneven = areas.firstIndex(where: { $0.count != first.count }) {
      let (has, wanted) = (Self.count(areas[uneven].count, "cell"), first.count)
      fail(areasPath, "row \(uneven + 1) has \(has), row 1 has \(wanted): all rows have as many; \".\" leaves one free")
    }
    if first.count != columns.count {
      let (has, wanted) = (Self.count(first.count, "cell"), Self.count(columns.count, "length"))
      fail(path + ["columns"], "columns has \(wanted), a row of areas has \(has): give each column one length")
    }
    if areas.count != rows.count {
      let (has, wanted) = (Self.count(areas.count, "row"), Self.count(rows.count, "length"))
      fail(path + ["rows"], "rows has \(wanted), areas has \(has): give each row one length")
    }
    guard problems.count == count else { return nil }
    let grid = GridSpec(from: from, columns: columns, rows: rows, areas: areas)
    checkPanels(of: grid, areasPath)
    return grid
  }

  private mutating func checkPanels(of grid: GridSpec, _ path: [String]) {
    for panel in grid.panels where !grid.isRectangle(panel) {
      fail(path, "the cells of `\(panel.name)` make no rectangle: a panel takes one block of cells")
    }
    guard grid.panels.contains(where: { $0.isFocusable }) else {
      return fail(path, "nothing here can have the focus: add a panel other than ticker and filter")
    }
    guard problems.isEmpty else { return }
    let layout = ScreenLayout(grid.from, view: ViewSpec("", [grid]), focus: .revenue, isMaximised: false)
    let least = Self.leastPanel
    for panel in grid.panels {
      let size = layout.panels[panel]?.size ?? .zero
      guard size.columns < least.columns || size.rows < min(least.rows, panel.leastRows) else { continue }
      let what = "on a screen of \(grid.from.text) `\(panel.name)` would have \(size.text) cells"
      return fail(path, "\(what): give it more, or the grid a larger `from`")
    }
  }

  private mutating func from(_ node: ConfigValue?, _ path: [String]) -> Size? {
    guard let node else { return Self.smallest }
    if let size = node.string.flatMap(Size.init(parsing:)) { return size }
    fail(path, "`from` is the least screen in columns and rows, such as \"110x34\"")
    return nil
  }

  private mutating func lengths(_ key: String, _ table: [String: ConfigValue], _ path: [String]) -> [Length]? {
    guard let nodes = table[key]?.list, !nodes.isEmpty else {
      fail(path + [key], "the grid needs `\(key)`, a list of lengths: \(Length.notation)")
      return nil
    }
    var lengths: [Length] = []
    for node in nodes {
      guard let length = Length(node) else {
        let text = node.string.map { "\"\($0)\"" } ?? node.integer.map(String.init) ?? node.type
        fail(path + [key], "\(text) is no length: \(Length.notation)")
        return nil
      }
      lengths.append(length)
    }
    return lengths
  }

  private mutating func areas(_ table: [String: ConfigValue], _ path: [String]) -> [[PanelKind?]]? {
    let nodes = table["areas"]?.list.map { $0.map(\.string) } ?? []
    let texts = nodes.compactMap { $0 }
    guard !texts.isEmpty, texts.count == nodes.count else {
      fail(path + ["areas"], "the grid needs `areas`, a list with a text for each row: [\"revenue feed\"]")
      return nil
    }
    let rows = texts.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    for word in rows.joined() where word != "." && !panels.contains(where: { $0.name == word }) {
      let names = panels.map(\.name)
      let near = Suggestion.nearest(to: word, among: names).map { "; did you mean `\($0)`?" }
      fail(path + ["areas"], "unknown panel `\(word)`" + (near ?? "; there are \(names.joined(separator: ", "))"))
      return nil
    }
    return rows.map { $0.map { word in panels.first { $0.name == word } } }
  }

  private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  private mutating func fail(_ path: [String], _ what: String) {
    problems.append(document.problem(at: path, what))
  }
}

extension GridSpec {
  /// True where every cell between the panel's outermost ones is its own.
  func isRectangle(_ panel: PanelKind) -> Bool {
    let cells = areas.enumerated().flatMap { row, names in
      names.indices.filter { names[$0] == panel }.map { (row: row, column: $0) }
    }
    let (rows, columns) = (cells.map(\.row), cells.map(\.column))
    guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(), let right = columns.max() else {
      return true
    }
    return cells.count == (bottom - top + 1) * (right - left + 1)
  }
}
