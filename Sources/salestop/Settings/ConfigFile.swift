import ConfigText
import Dashboard
import Foundation

/// `config.toml`: a key for each setting, and the tables of views and keys, which only the dashboard reads.
struct ConfigFile: Sendable {
  static let largest = 1 << 20

  let path: String
  /// Empty where there is no file.
  private(set) var text = ""
  private(set) var values: [SettingKey: String] = [:]

  /// A missing file is an empty one unless it was `asked` for by name.
  init(_ path: String, asked: Bool) throws {
    self.path = path
    guard let (text, status) = try Self.read(path, asked: asked) else { return }
    self.text = text
    values = try Self.parse(text, path: path)
    if values.values.contains(where: Redaction.holdsSecret) { try PrivateFile.check(status, path) }
  }

  /// Its views and keys. Throws the first problem in them.
  func screen() throws -> ScreenTables {
    let tables = ScreenTables(toml: text, file: path)
    if let problem = tables.problems.first { throw problem }
    return tables
  }

  /// Nil where there is no file and none was asked for.
  private static func read(_ path: String, asked: Bool) throws -> (text: String, status: stat)? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if !asked, errno == ENOENT || errno == ENOTDIR { return nil }
      throw CommandProblem.config("config \(path): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
      throw CommandProblem.config("config \(path): it is not a regular file of at most 1 MiB")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandProblem.config("config \(path): it cannot be read as UTF-8 text")
    }
    return (text, status)
  }

  private static func parse(_ text: String, path: String) throws -> [SettingKey: String] {
    let document = try ConfigDocument(toml: text, file: path)
    var values: [SettingKey: String] = [:]
    for (name, value) in document.root.sorted(by: { $0.key < $1.key }) where !isOfScreen(name, value) {
      guard let key = SettingKey(rawValue: name) else {
        let near = Suggestion.nearest(to: name, among: SettingKey.allCases.map(\.rawValue) + ["keys"])
        let advice = near.map { "; did you mean `\($0)`?" } ?? ""
        throw document.problem(at: [name], "unknown key `\(name)`\(advice)")
      }
      guard let scalar = scalar(value) else {
        throw document.problem(at: [name], "`\(name)` must be a string or a number")
      }
      values[key] = scalar
    }
    return values
  }

  /// `view` as text is the setting; as tables it is the views.
  private static func isOfScreen(_ name: String, _ value: ConfigValue) -> Bool {
    name == "keys" || (name == "view" && (value.list != nil || value.table != nil))
  }

  private static func scalar(_ value: ConfigValue) -> String? {
    value.string ?? value.integer.map(String.init) ?? value.decimal.map { "\($0)" }
  }
}
