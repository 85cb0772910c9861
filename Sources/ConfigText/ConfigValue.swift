import TOMLKit

/// A value of a TOML text.
package indirect enum ConfigValue: Equatable, Sendable {
  case string(String)
  case integer(Int)
  case decimal(Double)
  case flag(Bool)
  case list([ConfigValue])
  case table([String: ConfigValue])
  /// A date or a time, which no setting is; by TOML's name for its type.
  case other(String)

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }
  package var decimal: Double? { if case .decimal(let number) = self { number } else { nil } }
  package var list: [ConfigValue]? { if case .list(let values) = self { values } else { nil } }
  package var table: [String: ConfigValue]? { if case .table(let members) = self { members } else { nil } }

  /// TOML's name for the type, as in "not a value of type integer".
  package var type: String {
    switch self {
    case .string: TOMLType.string.description
    case .integer: TOMLType.int.description
    case .decimal: TOMLType.double.description
    case .flag: TOMLType.bool.description
    case .list: TOMLType.array.description
    case .table: TOMLType.table.description
    case .other(let type): type
    }
  }

  /// The type in plain words with its article, as in "must be text, not a list".
  package var kind: String {
    switch self {
    case .string: "text"
    case .integer: "a number"
    case .flag: "true or false"
    case .list: "a list"
    case .decimal, .table, .other: "a \(type)"
    }
  }

  init(_ value: any TOMLValueConvertible) {
    if let table = value.table {
      self = .table(Self.members(of: table))
    } else if let array = value.array {
      self = .list(array.map { ConfigValue($0) })
    } else {
      switch value.type {
      case .string: self = .string(value.string ?? "")
      case .int: self = .integer(value.int ?? 0)
      case .double: self = .decimal(value.double ?? 0)
      case .bool: self = .flag(value.bool ?? false)
      default: self = .other(value.type.description)
      }
    }
  }

  static func members(of table: TOMLTable) -> [String: ConfigValue] {
    var members: [String: ConfigValue] = [:]
    for (key, value) in table { members[key] = ConfigValue(value) }
    return members
  }
}
