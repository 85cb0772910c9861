import TOMLKit

/// A theme file as a tree of values, with the line each key stands on (TOMLKit keeps lines only for errors of syntax).
struct ThemeDocument {
  indirect enum Node: Equatable {
    case string(String)
    case integer(Int)
    case flag(Bool)
    case list([Node])
    case table([String: Node])
    case other(String)

    var kind: String {
      switch self {
      case .string: "text"
      case .integer: "a number"
      case .flag: "true or false"
      case .list: "a list"
      case .table: "a table"
      case .other(let kind): kind
      }
    }
  }

  let file: String
  let root: [String: Node]
  private let lines: KeyLines

  init(toml: String, file: String) throws(ThemeProblem) {
    self.file = file
    lines = KeyLines(of: toml)
    do {
      root = Self.nodes(try TOMLTable(string: toml))
    } catch let error as TOMLParseError {
      throw ThemeProblem(file: file, line: error.source.begin.line, what: error.description)
    } catch {
      throw ThemeProblem(file: file, what: "\(error)")
    }
  }

  func problem(at path: [String], _ what: String) -> ThemeProblem {
    ThemeProblem(file: file, line: lines.line(of: path), what: what)
  }

  private static func nodes(_ table: TOMLTable) -> [String: Node] {
    var nodes: [String: Node] = [:]
    for (key, value) in table { nodes[key] = node(value) }
    return nodes
  }

  private static func node(_ value: any TOMLValueConvertible) -> Node {
    if let table = value.table { return .table(nodes(table)) }
    if let array = value.array { return .list(array.map { node($0) }) }
    switch value.type {
    case .string: return .string(value.string ?? "")
    case .int: return .integer(value.int ?? 0)
    case .bool: return .flag(value.bool ?? false)
    default: return .other("a \(value.type.description)")
    }
  }
}

/// Where the keys of a TOML text stand. It reads headers and keys only, which is enough to point a person at a line.
package struct KeyLines {
  private var found: [[String]: Int] = [:]
  /// The place of the last table so far among those of one name, from 0.
  private var places: [[String]: Int] = [:]

  package init(of toml: String) {
    var prefix: [String] = []
    for (index, line) in toml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.first == "[" {
        let path = KeyLines.path(text.drop { $0 == "[" }.prefix { $0 != "]" })
        prefix = placed(path, opensOneOfMany: text.hasPrefix("[["), line: index + 1)
        found[prefix] = found[prefix] ?? index + 1
      } else if text.first != "#", let equals = text.firstIndex(of: "=") {
        let path = prefix + KeyLines.path(text[..<equals])
        found[path] = found[path] ?? index + 1
      }
    }
  }

  /// A header's path with the place of each table that is one of many: `view.grid` as `view`, `1`, `grid`, `0`.
  private mutating func placed(_ path: [String], opensOneOfMany: Bool, line: Int) -> [String] {
    var full: [String] = []
    for (index, part) in path.enumerated() {
      full.append(part)
      if opensOneOfMany, index == path.count - 1 {
        places[full] = places[full].map { $0 + 1 } ?? 0
        found[full] = found[full] ?? line
      }
      if let place = places[full] { full.append(String(place)) }
    }
    return full
  }

  /// The line of the key, or of the nearest one around it.
  package func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = found[path] { return line }
      path.removeLast()
    }
    return nil
  }

  private static func path(_ text: Substring) -> [String] {
    var parts = [""]
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { parts[parts.count - 1].append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "." {
        parts.append("")
      } else if character != " " && character != "\t" {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
