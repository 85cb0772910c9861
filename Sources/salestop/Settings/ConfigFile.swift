import Foundation
import TOMLKit

/// `config.toml`: one key a setting, flat.
struct ConfigFile {
  static let largest = 1 << 20

  /// The values by key. A missing file is an empty one unless it was `asked` for by name.
  static func read(_ path: String, asked: Bool) throws -> [SettingKey: String] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if !asked, errno == ENOENT || errno == ENOTDIR { return [:] }
      throw SettingsProblem(config: "config \(path): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
      throw SettingsProblem(config: "config \(path): it is not a regular file of at most 1 MiB")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw SettingsProblem(config: "config \(path): it cannot be read as UTF-8 text")
    }
    let values = try parse(text, path: path)
    if values.values.contains(where: Redaction.holdsSecret) { try PrivateFile.check(status, path) }
    return values
  }

  static func parse(_ text: String, path: String) throws -> [SettingKey: String] {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsProblem(config: "\(path):\(error.source.begin.line): \(error.description.prefix { $0 != "\n" })")
    }
    var values: [SettingKey: String] = [:]
    for name in table.keys {
      guard let key = SettingKey(rawValue: name) else {
        let near = Suggestion.nearest(to: name, among: SettingKey.allCases.map(\.rawValue))
        let advice = near.map { "; did you mean `\($0)`?" } ?? ""
        throw SettingsProblem(config: "\(path)\(line(of: name, in: text)): unknown key `\(name)`\(advice)")
      }
      guard let value = table[name], let scalar = scalar(value) else {
        throw SettingsProblem(config: "\(path)\(line(of: name, in: text)): `\(name)` must be a string or a number")
      }
      values[key] = scalar
    }
    return values
  }

  private static func scalar(_ value: any TOMLValueConvertible) -> String? {
    value.string ?? value.int.map(String.init) ?? value.double.map { "\($0)" }
  }

  private static func line(of key: String, in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = lines.firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix(key) || $0.contains("[\(key)") }
    return found.map { ":\($0 + 1)" } ?? ""
  }
}
