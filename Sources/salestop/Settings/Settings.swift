import Foundation
import SalesCore

/// What was set, by flag before environment before config file before default, and from where. The environment is read here only.
struct Settings: Sendable {
  enum Origin: Sendable, CustomStringConvertible {
    case flag
    case environment(String)
    case file(String)
    case standard

    var description: String {
      switch self {
      case .flag: "flag"
      case .environment(let name): name
      case .file(let path): path
      case .standard: "default"
      }
    }
  }

  private var values: [SettingKey: (text: String, origin: Origin)] = [:]
  let home: String
  let stateHome: String?
  /// Where the config file and the person's own themes are.
  let configHome: String

  init(
    flags: [SettingKey: String], configPath: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    home = environment["HOME"] ?? "/"
    stateHome = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    configHome = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    let named = configPath ?? environment["SALESTOP_CONFIG"]
    let path = named ?? configHome + "/salestop/config.toml"
    for key in SettingKey.allCases {
      if let text = key.defaultText { values[key] = (text, .standard) }
    }
    for (key, text) in try ConfigFile.read(path, asked: named != nil) { values[key] = (text, .file(path)) }
    for (key, text) in try Self.read(environment) { values[key] = (text, .environment(key.environmentName)) }
    for (key, text) in flags { values[key] = (text, .flag) }
  }

  private static func read(_ environment: [String: String]) throws -> [SettingKey: String] {
    let names = Dictionary(uniqueKeysWithValues: SettingKey.allCases.map { ($0.environmentName, $0) })
    var values: [SettingKey: String] = [:]
    for (name, text) in environment where name.hasPrefix("SALESTOP_") {
      if let key = names[name] {
        values[key] = text
      } else if name != "SALESTOP_CONFIG", !name.hasPrefix("SALESTOP_TEST_") {
        let near = Suggestion.nearest(to: name, among: Array(names.keys).sorted())
        throw SettingsProblem(
          config: "environment: unknown variable \(name)" + (near.map { "; did you mean \($0)?" } ?? ""))
      }
    }
    return values
  }

  func text(_ key: SettingKey) -> String? { values[key]?.text }

  func origin(_ key: SettingKey) -> Origin? { values[key]?.origin }

  /// The setting as `parse` understands it; nil from `parse` is an error that says where the value came from and what would do.
  func value<T>(_ key: SettingKey, as wanted: String, _ parse: (String) throws -> T?) throws -> T {
    guard let (text, origin) = values[key] else {
      throw SettingsProblem("`\(key.rawValue)` is not set", origin: .flag)
    }
    if let value = try? parse(text) { return value }
    let place = if case .flag = origin { "--\(key.rawValue)" } else { "`\(key.rawValue)` from \(origin)" }
    throw SettingsProblem("\(place): `\(text)` is not \(wanted)", origin: origin)
  }

  var stateDirectory: String {
    let path = text(.stateDir) ?? (stateHome ?? home + "/.local/state") + "/salestop"
    return path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  var logPath: String {
    get throws { try path(.log, file: "log.sqlite") }
  }

  var storePath: String {
    get throws { try path(.store, file: "store.sqlite") }
  }

  /// A file's path, in the state directory unless it is set. Addresses with a scheme are none.
  private func path(_ key: SettingKey, file: String) throws -> String {
    guard let text = text(key) else { return stateDirectory + "/" + file }
    if let scheme = text.range(of: "://") {
      throw SettingsProblem(
        "--\(key.rawValue): `\(Redaction.redact(text))`: \(text[..<scheme.lowerBound]) is not supported; give a file's path",
        origin: origin(key))
    }
    guard !text.isEmpty else { throw SettingsProblem("--\(key.rawValue): the path is empty", origin: origin(key)) }
    return text.hasPrefix("~/") ? home + text.dropFirst() : text
  }

  func duration(_ key: SettingKey) throws -> Duration {
    try value(key, as: "a span such as 90s, 5m, 12h or 7d") { try TimeSpan(parsing: $0).nominalLength }
  }

  /// One line a setting: `key = value  # where from`, secrets left out.
  func description() throws -> String {
    try SettingKey.allCases.map { key in
      let text: String? =
        switch key {
        case .log: try logPath
        case .store: try storePath
        case .stateDir: stateDirectory
        default: text(key)
        }
      let origin = origin(key) ?? .standard
      return text.map { "\(key.rawValue) = \"\(Redaction.redact($0))\"  # \(origin)" } ?? "# \(key.rawValue) is not set"
    }
    .joined(separator: "\n")
  }
}
