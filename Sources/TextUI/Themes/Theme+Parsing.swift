extension Theme {
  /// Reads a theme file. `inherited` loads the theme that `inherits` names; `file` is for messages.
  package static func parse(
    toml: String, file: String, inherited: (String) throws -> Theme
  ) throws(ThemeProblem) -> Theme {
    let reader = try read(toml: toml, file: file, inherited: inherited)
    if let problem = reader.errors.min(by: { ($0.line ?? 0) < ($1.line ?? 0) }) { throw problem }
    return reader.source.theme()
  }

  /// Everything wrong with a theme file: what makes it unusable, unknown keys, roles it leaves unset, and text that is
  /// too faint on its ground (contrast under 4.5:1).
  package static func check(toml: String, file: String, inherited: (String) throws -> Theme) -> [ThemeProblem] {
    do {
      let reader = try read(toml: toml, file: file, inherited: inherited)
      var problems = (reader.errors + reader.warnings).sorted { ($0.line ?? 0) < ($1.line ?? 0) }
      for role in Role.all where reader.source.rule(for: role.scope) == nil && !role.isOnScale {
        problems.append(ThemeProblem(file: file, what: "missing key \"\(role.scope)\""))
      }
      let theme = reader.source.theme()
      return problems + theme.faintTexts().map { ThemeProblem(file: file, what: $0) }
    } catch {
      return [error]
    }
  }

  private static func read(
    toml: String, file: String, inherited: (String) throws -> Theme
  ) throws(ThemeProblem) -> ThemeReader {
    let document = try ThemeDocument(toml: toml, file: file)
    var base: ThemeSource?
    switch document.root["inherits"] {
    case .string(let name)?:
      do {
        base = try inherited(name).source
      } catch {
        throw document.problem(at: ["inherits"], "cannot inherit \"\(name)\": \(error)")
      }
    case .some: throw document.problem(at: ["inherits"], "inherits must be the name of a theme")
    case nil: break
    }
    return ThemeReader(document, base: base)
  }

  /// The least contrast that text must have against its ground.
  package static let leastContrast = 4.5

  /// Roles that write words and figures, with the grounds they are written on.
  static let textRoles: [Role] = [
    .text, .dim, .title, .accent, .key, .up, .down, .flat, .warning, .error, .good, .quiet, .tab, .tabActive, .filter,
    .excluded, .chartAxis, .anomaly, .overlay, .number, .header, .selection, .chartNow,
  ]

  func faintTexts() -> [String] {
    Theme.textRoles.compactMap { role in
      let ground = entry(role).background ?? background
      let ratio = (entry(role).foreground ?? text).contrast(with: ground)
      guard ratio < Theme.leastContrast else { return nil }
      let tenths = Int(ratio * 10)
      return "\(role.scope) has a contrast of \(tenths / 10).\(tenths % 10):1, below 4.5:1"
    }
  }
}

extension Role {
  /// Set by chart.series or chart.heat, not by a scope of its own.
  var isOnScale: Bool { scope.hasPrefix("chart.series.") || scope.hasPrefix("chart.heat.") }
}
