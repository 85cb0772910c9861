package import ConfigText
import TextUI

/// The `[[view]]` tables and the `[keys]` of a config file. Its other keys are not looked at.
package struct ScreenTables: Sendable {
  /// Nil where the file has none.
  package private(set) var views: [ViewSpec]?
  /// As `DashboardConfiguration.keys`.
  package private(set) var keys: [String: [String]] = [:]
  /// Everything wrong, from the top. Views and keys are of use only where there is nothing.
  package private(set) var problems: [ConfigProblem] = []

  /// `file` is named in problems only; `panels` are those that a grid can name.
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

  /// `view = "Trend"` names the view to begin with.
  private static func isSetting(_ node: ConfigValue) -> Bool { node.list == nil && node.table == nil }
}
