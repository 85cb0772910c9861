import TOMLKit
import TextUI

/// What a config file says of the screen: its `[[view]]` tables and its `[keys]`. Other keys are not its business.
package struct ScreenTables: Sendable {
  /// Nil where the file has none.
  package private(set) var views: [ViewSpec]?
  /// As `DashboardConfiguration.keys`.
  package private(set) var keys: [String: [String]] = [:]
  /// Everything wrong, from the top. Views and keys are of use only where there is nothing.
  package private(set) var problems: [LayoutProblem] = []

  package init(toml: String) {
    do {
      let root = try TOMLTable(string: toml)
      let lines = KeyLines(of: toml)
      if let node = root["view"], !Self.isSetting(node) {
        let reader = ViewReader(node, lines: lines)
        (views, problems) = (reader.views, reader.problems)
      }
      if let node = root["keys"] {
        let reader = KeyReader(node, lines: lines)
        keys = reader.keys
        problems += reader.problems
      }
      problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    } catch let error as TOMLParseError {
      problems = [LayoutProblem(line: error.source.begin.line, String(error.description.prefix { $0 != "\n" }))]
    } catch {
      problems = [LayoutProblem("\(error)")]
    }
  }

  /// `view = "Trend"` names the view to begin with.
  private static func isSetting(_ node: any TOMLValueConvertible) -> Bool { node.array == nil && node.table == nil }
}
