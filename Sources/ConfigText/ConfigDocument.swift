import TOMLKit

/// A TOML text as values, with the line of each key, so that a problem can name it.
///
///     let document = try ConfigDocument(toml: "[palette]\nbg = 7", file: "amber.toml")
///     guard let name = document.root["palette"]?.table?["bg"]?.string else {
///       // amber.toml:2: bg must be text
///       throw document.problem(at: ["palette", "bg"], "bg must be text")
///     }
package struct ConfigDocument: Sendable {
  /// Named in problems only.
  package let file: String
  package let root: [String: ConfigValue]
  private let lines: KeyLines

  /// Throws where the text is no TOML.
  package init(toml: String, file: String) throws(ConfigProblem) {
    self.file = file
    lines = KeyLines(of: toml)
    do {
      let table = try TOMLTable(string: toml)
      // Its values point into it.
      root = withExtendedLifetime(table) { ConfigValue.members(of: table) }
    } catch let error as TOMLParseError {
      let message = String(error.description.prefix { $0 != "\n" })
      throw ConfigProblem(file: file, line: error.source.begin.line, message: message)
    } catch {
      throw ConfigProblem(file: file, message: "\(error)")
    }
  }

  /// The line, from 1, of the key at `path`, or of the nearest table around it. An element of a list of tables is
  /// named by its index: `["view", "0", "name"]`.
  package func line(of path: [String]) -> Int? { lines.line(of: path) }

  package func problem(at path: [String], _ message: String) -> ConfigProblem {
    ConfigProblem(file: file, line: lines.line(of: path), message: message)
  }
}
