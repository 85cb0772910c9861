/// The lines of the keys of a TOML text. It reads headers and keys only, for TOMLKit tells lines for errors of syntax alone.
struct KeyLines: Sendable {
  private var found: [[String]: Int] = [:]
  /// By the name of a list of tables, the index of its last table so far.
  private var lastIndexes: [[String]: Int] = [:]

  init(of toml: String) {
    var prefix: [String] = []
    for (index, line) in toml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.first == "[" {
        let path = KeyLines.path(text.drop { $0 == "[" }.prefix { $0 != "]" })
        prefix = indexed(path, isListElement: text.hasPrefix("[["), line: index + 1)
        found[prefix] = found[prefix] ?? index + 1
      } else if text.first != "#", let equals = text.firstIndex(of: "=") {
        let path = prefix + KeyLines.path(text[..<equals])
        found[path] = found[path] ?? index + 1
      }
    }
  }

  /// A header's path with the index of each table that is an element of a list: `view.grid` as `view`, `1`, `grid`, `0`.
  private mutating func indexed(_ path: [String], isListElement: Bool, line: Int) -> [String] {
    var full: [String] = []
    for (depth, part) in path.enumerated() {
      full.append(part)
      if isListElement, depth == path.count - 1 {
        lastIndexes[full] = lastIndexes[full].map { $0 + 1 } ?? 0
        found[full] = found[full] ?? line
      }
      if let index = lastIndexes[full] { full.append(String(index)) }
    }
    return full
  }

  /// The line of the key, or of the nearest table around it; nil where neither is written as a header or a key.
  func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = found[path] { return line }
      path.removeLast()
    }
    return nil
  }

  /// The parts of a dotted key, quoted or not.
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
