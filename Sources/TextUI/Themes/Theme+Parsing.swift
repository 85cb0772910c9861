package import ConfigText

extension Theme {
  /// Reads a theme file. `inherited` loads the theme that `inherits` names; `file` is for messages.
  package static func parse(
    toml: String, file: String, inherited: (String) throws -> Theme
  ) throws(ConfigProblem) -> Theme {
    let reader = try read(toml: toml, file: file, inherited: inherited)
    if let problem = reader.errors.min(by: { ($0.line ?? 0) < ($1.line ?? 0) }) { throw problem }
    return reader.source.theme()
  }

  /// Everything wrong with a theme file: errors that make it unusable, unknown keys, roles without a colour, and text
  /// with too little contrast.
  package static func check(toml: String, file: String, inherited: (String) throws -> Theme) -> [ConfigProblem] {
    do {
      let reader = try read(toml: toml, file: file, inherited: inherited)
      let problems = reader.errors + reader.warnings + reader.missing + reader.faint
      return problems.sorted { ($0.line ?? .max) < ($1.line ?? .max) }
    } catch {
      return [error]
    }
  }

  private static func read(
    toml: String, file: String, inherited: (String) throws -> Theme
  ) throws(ConfigProblem) -> ThemeReader {
    let document = try ConfigDocument(toml: toml, file: file)
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
}

extension Role {
  /// True where it is set by `chart.series` or `chart.heat` and not by a scope of its own.
  var isOnScale: Bool { scope.hasPrefix("chart.series.") || scope.hasPrefix("chart.heat.") }
}
