package import ConfigText

/// The `[[view]]` tables and the `[keys]` of a config file; other keys are ignored.
package struct ScreenTables: Sendable {
  /// Nil when the file has no views.
  package private(set) var views: [ViewSpec]?
  /// Keys in the form of `DashboardConfiguration.keys`.
  package private(set) var keys: [String: [String]] = [:]
  /// All problems, from the top of the file. Use views and keys only when there are none.
  package private(set) var problems: [ConfigProblem] = []

  /// `file` is for the problems' texts; `panels` are the panels that a grid can name.
  package init(toml: String, file: String, panels: [PanelKind] = PanelSet.standard.kinds) {
    do {
      let document = try ConfigDocument(toml: toml, file: file)
      if let node = document.root["view"], !Self.isSetting(node) {
        let reader = ViewReader(node, in: document, panels: panels)
        (views, problems) = (reader.views, reader.problems)
      }
      if let node = document.root["keys"] {
        let reader = KeyReader(node, in: document)
        keys = reader.keys
        problems += reader.problems
      }
      problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    } catch {
      problems = [error]
    }
  }

  /// `view = "Trend"` is the setting of the first view, not a `[[view]]` table.
  private static func isSetting(_ node: ConfigValue) -> Bool { node.list == nil && node.table == nil }
}
