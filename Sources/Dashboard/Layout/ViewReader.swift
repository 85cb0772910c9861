import ConfigText
import TextUI

/// Reads `[[view]]` tables and collects their problems.
struct ViewReader {
  private let document: ConfigDocument
  private let panels: [PanelKind]
  private(set) var views: [ViewSpec] = []
  private(set) var problems: [ConfigProblem] = []

  static let longestName = 20

  init(_ node: ConfigValue, in document: ConfigDocument, panels: [PanelKind]) {
    self.document = document
    self.panels = panels
    guard let tables = node.list, !tables.isEmpty, tables.allSatisfy({ $0.table != nil }) else {
      fail(["view"], "views are tables, each below a `[[view]]` of its own")
      return
    }
    for (index, table) in tables.compactMap(\.table).enumerated() {
      let path = ["view", String(index)]
      if index == Action.views.count {
        fail(path, "there are keys for \(index) views, and this is one more: leave one out")
        return
      }
      read(table, path)
    }
  }

  private mutating func read(_ table: [String: ConfigValue], _ path: [String]) {
    // A missing key may be there under a wrong name, which is reported already.
    guard hasKnownKeysOnly(table, ["name", "grid"], path) else { return }
    let name = name(table, path)
    guard let node = table["grid"] else {
      return fail(path, "the view has no grid: give it a `[[view.grid]]` with columns, rows and areas")
    }
    guard let tables = node.list, !tables.isEmpty, tables.allSatisfy({ $0.table != nil }) else {
      return fail(path + ["grid"], "grids are tables, each below a `[[view.grid]]` of its own")
    }
    var grids: [GridSpec] = []
    for (index, table) in tables.compactMap(\.table).enumerated() {
      let path = path + ["grid", String(index)]
      guard hasKnownKeysOnly(table, ["from", "columns", "rows", "areas"], path) else { continue }
      var reader = GridReader(document, panels: panels)
      let grid = reader.read(table, path)
      problems += reader.problems
      guard let grid else { continue }
      if let hiding = grids.first(where: { $0.from.columns <= grid.from.columns && $0.from.rows <= grid.from.rows }) {
        let what = "no screen comes to this grid, the one from \(hiding.from.text) takes them all: larger ones first"
        fail(path + ["from"], what)
      }
      grids.append(grid)
    }
    if let name { views.append(ViewSpec(name, grids)) }
  }

  private mutating func name(_ table: [String: ConfigValue], _ path: [String]) -> String? {
    guard let node = table["name"] else {
      fail(path, "the view has no name: begin it with one such as `name = \"Overview\"`")
      return nil
    }
    let words = (node.string ?? "").split(separator: " ").joined(separator: " ")
    let path = path + ["name"]
    guard (1...Self.longestName).contains(words.count), Int(words) == nil else {
      fail(path, "a view's name is a text of 1 to \(Self.longestName) characters and not a number")
      return nil
    }
    if views.contains(where: { $0.name.lowercased() == words.lowercased() }) {
      fail(path, "there is a view named `\(words)` already: give this one another name")
      return nil
    }
    return words
  }

  private mutating func hasKnownKeysOnly(_ table: [String: ConfigValue], _ known: [String], _ path: [String]) -> Bool {
    let unknown = table.keys.sorted().filter { !known.contains($0) }
    for key in unknown {
      let near = Suggestion.nearest(to: key, among: known).map { "; did you mean `\($0)`?" }
      let kind = known.contains("areas") ? "grid" : "view"
      fail(path + [key], "unknown key `\(key)`" + (near ?? "; a \(kind) has \(known.joined(separator: ", "))"))
    }
    return unknown.isEmpty
  }

  private mutating func fail(_ path: [String], _ what: String) {
    problems.append(document.problem(at: path, what))
  }
}
