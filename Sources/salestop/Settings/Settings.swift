import Foundation
import SalesAnalytics
import SalesCore

/// The value of each setting and its origin: a flag before the environment before the config file before the default.
/// Only this type reads the environment.
struct Settings: Sendable {
  enum Origin: Sendable, CustomStringConvertible {
    case flag
    case environment(String)
    case file(String)
    /// The store that is there already.
    case store(String)
    /// The file in which the first import noted it.
    case firstImport(String)
    case standard

    var description: String {
      switch self {
      case .flag: "flag"
      case .environment(let name): name
      case .file(let path), .firstImport(let path): path
      case .store(let place): "the store \(place)"
      case .standard: "default"
      }
    }
  }

  private var values: [SettingKey: (text: String, origin: Origin)] = [:]
  let home: String
  let stateHome: String?
  /// The socket on which a service manager listens to a daemon (sd_notify(3)).
  let notifySocket: String?
  /// The file itself, for its tables.
  let config: ConfigFile
  private let flags: [SettingKey: String]
  private let configPath: String?
  private let environment: [String: String]
  /// The folder with `salestop/config.toml` and the person's own themes.
  let configHome: String

  init(
    flags: [SettingKey: String], configPath: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    (self.flags, self.configPath, self.environment) = (flags, configPath, environment)
    home = environment["HOME"] ?? "/"
    stateHome = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    configHome = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    notifySocket = environment["NOTIFY_SOCKET"]
    let named = configPath ?? environment["SALESTOP_CONFIG"]
    let path = named ?? configHome + "/salestop/config.toml"
    for key in SettingKey.allCases {
      if let text = key.defaultText { values[key] = (text, .standard) }
    }
    config = try ConfigFile(path, asked: named != nil)
    for (key, text) in config.values { values[key] = (text, .file(path)) }
    for (key, value) in try Self.read(environment) { values[key] = value }
    try Self.refuseSecrets(onCommandLine: flags)
    for (key, text) in flags { values[key] = (text, .flag) }
  }

  /// The same flags and variables over what the config file holds now.
  func again() throws -> Settings { try Settings(flags: flags, configPath: configPath, environment: environment) }

  func text(_ key: SettingKey) -> String? { values[key]?.text }

  func origin(_ key: SettingKey) -> Origin? { values[key]?.origin }

  /// Called where the value is known only once a store was asked.
  mutating func set(_ key: SettingKey, _ text: String, _ origin: Origin) { values[key] = (text, origin) }

  /// The parsed setting. Where `parse` returns nil or throws, the error has the origin of the value and `wanted`.
  func value<T>(_ key: SettingKey, as wanted: String, _ parse: (String) throws -> T?) throws -> T {
    guard let (text, origin) = values[key] else {
      throw CommandProblem.usage("`\(key.rawValue)` is not set")
    }
    if let value = try? parse(text) { return value }
    throw CommandProblem.setting("\(label(of: key)): `\(text)` is not \(wanted)", from: origin)
  }

  var stateDirectory: String {
    let path = text(.stateDir) ?? (stateHome ?? home + "/.local/state") + "/salestop"
    return expanded(path)
  }

  /// A path that begins in the home folder, written out.
  func expanded(_ path: String) -> String { path.hasPrefix("~/") ? home + path.dropFirst() : path }

  func duration(_ key: SettingKey) throws -> Duration {
    try value(key, as: "a span such as 90s, 5m, 12h or 7d") { try TimeSpan(parsing: $0).nominalLength }
  }

  /// One line a setting: `key = value  # where from`, secrets left out.
  func description() throws -> String {
    try SettingKey.allCases.map { key in
      let text: String? =
        switch key {
        case .log: try logAddress.text
        case .store: try storeAddress.text
        case .stateDir: stateDirectory
        default: text(key)
        }
      let origin = origin(key) ?? .standard
      return text.map { "\(key.rawValue) = \(quoted(Redaction.redact(value: $0)))  # \(Output.safe("\(origin)"))" }
        ?? "# \(key.rawValue) is not set"
    }
    .joined(separator: "\n")
  }

  /// A string of TOML. What a terminal would act upon is escaped, so that it stays the same value.
  private func quoted(_ value: String) -> String {
    let escaped = value.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      default:
        if Output.safe(String(scalar)) == String(scalar) { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return "\"\(escaped.joined())\""
  }
}
