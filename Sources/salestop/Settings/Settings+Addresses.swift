import ConfigText
import Foundation

/// Where a log or a store is.
enum Address: Equatable, Sendable {
  /// A path.
  case file(String)
  /// An address with a scheme that the key knows; it may hold a password.
  case server(String)

  var text: String {
    switch self {
    case .file(let path): path
    case .server(let address): address
    }
  }
}

extension Settings {
  var logAddress: Address {
    get throws { try address(.log, file: "log.sqlite", schemes: ["kafka": "kafka://host:9092[,host…]/topic"]) }
  }

  var storeAddress: Address {
    get throws {
      let form = "mongodb://host[,host…]/database"
      return try address(.store, file: "store.sqlite", schemes: ["mongodb": form, "mongodb+srv": form])
    }
  }

  /// A file is in the state directory unless it is set. `schemes` are known, each with the form of its addresses.
  private func address(_ key: SettingKey, file: String, schemes: [String: String]) throws -> Address {
    guard let text = text(key) else { return .file(stateDirectory + "/" + file) }
    let forms = Set(schemes.values).sorted().joined(separator: " or ")
    guard let end = text.range(of: "://") else {
      guard !text.isEmpty else {
        throw CommandProblem.setting("\(label(of: key)): the path is empty", from: origin(key))
      }
      guard !schemes.keys.contains(where: { Self.isMeant(text, $0) }), !Redaction.looksLikeCredentials(text) else {
        throw CommandProblem.setting(
          "\(label(of: key)): `\(Redaction.redact(value: text))` looks like an address, but is none; write \(forms), "
            + "or a path with ./ before it",
          from: origin(key))
      }
      return .file(expanded(text))
    }
    let scheme = text[..<end.lowerBound]
    guard schemes[String(scheme)] == nil else { return .server(text) }
    throw CommandProblem.setting(
      "\(label(of: key)): `\(Redaction.redact(value: text))`: \(Redaction.redact(String(scheme))):// is not supported; give a file's path or \(forms)",
      from: origin(key))
  }

  /// True for an address whose `://` was mistyped.
  private static func isMeant(_ text: String, _ scheme: String) -> Bool {
    ["\(scheme):", "\(scheme)//"].contains { text.lowercased().hasPrefix($0) }
  }

  /// The command line is everybody's to read.
  static func refuseSecrets(onCommandLine flags: [SettingKey: String]) throws {
    for key in SettingKey.allCases where key.isAddress {
      guard let text = flags[key], Redaction.holdsSecret(text) else { continue }
      if key == .log {
        throw CommandProblem.usage(
          "--log holds a password, which everybody on this machine can see there; put sasl.username and sasl.password "
            + "into a file with mode 0600 and name it with --kafka-config")
      }
      throw CommandProblem.usage(
        "--\(key.rawValue) holds a password, which everybody on this machine can see there; set \(key.environmentName), or "
          + "\(key.secretFileName ?? "") to a file with the address in it, or `\(key.rawValue)` in config.toml, both with mode 0600"
      )
    }
  }

  static func read(_ environment: [String: String]) throws -> [SettingKey: (text: String, origin: Origin)] {
    var values: [SettingKey: (text: String, origin: Origin)] = [:]
    var known: Set = ["SALESTOP_CONFIG"]
    for key in SettingKey.allCases {
      known.insert(key.environmentName)
      if let text = environment[key.environmentName] { values[key] = (text, .environment(key.environmentName)) }
      guard let variable = key.secretFileName else { continue }
      known.insert(variable)
      guard let path = environment[variable] else { continue }
      guard values[key] == nil else {
        throw CommandProblem.config(
          "environment: both \(key.environmentName) and \(variable) are set; which one counts?")
      }
      values[key] = (try PrivateFile.read(path, variable: variable), .environment(variable))
    }
    let names = environment.keys.filter { $0.hasPrefix("SALESTOP_") && !$0.hasPrefix("SALESTOP_TEST_") }
    if let unknown = names.sorted().first(where: { !known.contains($0) }) {
      let word = unknown.dropFirst("SALESTOP_".count)
      let near = Suggestion.nearest(
        to: String(word), among: known.map { String($0.dropFirst("SALESTOP_".count)) }.sorted())
      throw CommandProblem.config(
        "environment: unknown variable \(unknown)" + (near.map { "; did you mean SALESTOP_\($0)?" } ?? ""))
    }
    return values
  }
}
