import ConfigText
import Dashboard

extension Settings {
  /// Keys and views of the dashboard. A layout asked for by flag or environment comes before the config file's own
  /// `[[view]]` tables, these before a layout that the file names.
  func screen() throws -> (keys: [String: [String]], views: [ViewSpec]) {
    let tables = try config.screen()
    switch origin(.layout) {
    case .flag, .environment: return (tables.keys, try namedViews())
    default: return (tables.keys, try tables.views ?? namedViews())
    }
  }

  /// The name of the view to begin with.
  func firstView(of views: [ViewSpec]) throws -> String {
    guard let text = text(.view) else { return views[0].name }
    let names = views.map { $0.name.lowercased() }
    let found = Int(text).map { $0 - 1 } ?? names.firstIndex(of: text.lowercased())
    if let found, views.indices.contains(found) { return views[found].name }
    let known = views.enumerated().map { "\($0.offset + 1) \($0.element.name)" }.joined(separator: ", ")
    throw CommandProblem.setting(
      "\(label(of: .view)): there is no view `\(text)`; there are \(known)", from: origin(.view))
  }

  private func namedViews() throws -> [ViewSpec] {
    let name = text(.layout) ?? LayoutPreset.standard.rawValue
    if let preset = LayoutPreset(rawValue: name) { return preset.views }
    guard name.contains("/") || name.hasSuffix(".toml") else {
      let known = LayoutPreset.allCases.map(\.rawValue)
      let advice =
        Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
        ?? "there are \(known.joined(separator: ", ")), or give a file's path"
      throw CommandProblem.setting(
        "\(label(of: .layout)): there is no layout `\(name)`; \(advice)", from: origin(.layout))
    }
    let file = try ConfigFile(expanded(name), asked: true)
    guard let views = try file.screen().views else {
      throw CommandProblem.config("\(file.path): it has no [[view]] tables; `salestop layout show` prints some")
    }
    return views
  }

  /// The setting as the person gave it, for messages: `--view`, or `view` from SALESTOP_VIEW.
  func label(of key: SettingKey) -> String {
    switch origin(key) {
    case .flag?: "--\(key.rawValue)"
    case let origin?: "`\(key.rawValue)` from \(origin)"
    case nil: key.rawValue
    }
  }
}
