extension Symbols {
  struct Problem: Error { var what: String }

  /// Sets a sign by its name in theme files. Returns false for an unknown name.
  mutating func set(_ name: String, to value: String) throws(Problem) -> Bool {
    switch name {
    case "graph":
      guard let graph = Graph(rawValue: value) else { throw Symbols.oneOf("graph", Graph.allCases.map(\.rawValue)) }
      self.graph = graph
    case "border":
      guard let border = Border(rawValue: value) else {
        throw Symbols.oneOf("border", Border.allCases.map(\.rawValue))
      }
      self.border = border
    default:
      guard let path = Symbols.names[name] else { return false }
      guard let sign = value.first, value.dropFirst().isEmpty, DisplayWidth.of(sign) == 1 else {
        throw Problem(what: "\(name) must be one character, one column wide")
      }
      self[keyPath: path] = sign
    }
    return true
  }

  private static func oneOf(_ name: String, _ words: [String]) -> Problem {
    Problem(what: "\(name) is one of \(words.joined(separator: ", "))")
  }

  private static let names: [String: any WritableKeyPath<Symbols, Character> & Sendable] = [
    "up": \.up, "down": \.down, "live": \.live, "quiet": \.quiet, "alert": \.alert, "paused": \.paused,
    "rewind": \.rewind, "now": \.now, "cursor": \.cursor, "ellipsis": \.ellipsis, "separator": \.separator,
    "pointer": \.pointer, "ticked": \.ticked, "excluded": \.excluded, "shade": \.shade, "dash": \.dash,
  ]
}
