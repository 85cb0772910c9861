package import ConfigText

/// Finds themes by name: a file where there is one, else one that is compiled in.
///
///     let library = ThemeLibrary { name in try files.text(of: name) }
///     let theme = try library.theme(named: "nord")
package struct ThemeLibrary: Sendable {
  private let find: @Sendable (String) throws -> (file: String, toml: String)?

  /// `find` gives the text of the theme file of that name, and its path for messages.
  package init(find: @escaping @Sendable (_ name: String) throws -> (file: String, toml: String)?) {
    self.find = find
  }

  /// `chain` has the names of the themes that lead to this one by `inherits`; a name that is there already is a loop.
  package func theme(named name: String, within chain: [String] = []) throws(ConfigProblem) -> Theme {
    if chain.contains(name) {
      throw ConfigProblem(file: name, message: "inherits itself: \((chain + [name]).joined(separator: " → "))")
    }
    let found: (file: String, toml: String)?
    do {
      found = try find(name)
    } catch let problem as ConfigProblem {
      throw problem
    } catch {
      throw ConfigProblem(file: name, message: "\(error)")
    }
    guard let found else {
      if let theme = Theme.builtIn(name) { return theme }
      throw ConfigProblem(file: name, message: "there is no theme of that name")
    }
    return try Theme.parse(toml: found.toml, file: found.file) { parent in
      // A file of the same name as a compiled-in theme may build upon that.
      if parent == name, let theme = Theme.builtIn(parent) { return theme }
      return try theme(named: parent, within: chain + [name])
    }
  }
}
