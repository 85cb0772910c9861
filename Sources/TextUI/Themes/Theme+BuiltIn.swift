import ConfigText

extension Theme {
  /// A theme that is compiled in: "auto-dark" or "auto-light".
  package static func builtIn(_ name: String) -> Theme? {
    switch name {
    case "auto-dark": autoDark
    case "auto-light": autoLight
    default: nil
    }
  }

  package static let builtInNames = ["auto-dark", "auto-light"]
  package static let autoDark = compiledIn("auto-dark")
  package static let autoLight = compiledIn("auto-light")

  private static func compiledIn(_ name: String) -> Theme {
    do {
      return try parse(toml: builtInText(name) ?? "", file: "\(name).toml") { parent in
        guard parent == "auto-dark" else { throw ConfigProblem(file: name, message: "\(parent) is not compiled in") }
        return autoDark
      }
    } catch {
      preconditionFailure("a theme compiled in does not parse: \(error)")
    }
  }

  /// The text of a theme that is compiled in, which is that of its file in `Themes/`.
  package static func builtInText(_ name: String) -> String? {
    switch name {
    case "auto-dark": String(decoding: PackageResources.auto_dark_toml, as: UTF8.self)
    case "auto-light": String(decoding: PackageResources.auto_light_toml, as: UTF8.self)
    default: nil
    }
  }
}
