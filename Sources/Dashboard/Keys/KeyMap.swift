import TextUI

/// Which chord does what, by context. Always free of clashes.
struct KeyMap: Sendable {
  private(set) var bindings: [KeyBinding]

  enum Match: Equatable {
    case action(Action)
    /// The keys so far begin a longer chord.
    case prefix
    case none
  }

  /// Throws when two bindings of one context want the same chord, or one chord begins another.
  init(_ bindings: [KeyBinding]) throws(KeyMapProblem) {
    self.bindings = bindings
    if let clash = KeyMap.clashes(in: bindings).first { throw clash }
  }

  /// The default map with other keys for some actions: `["pause": ["p", "Space"]]`.
  init(remapping keys: [String: [String]]) throws(KeyMapProblem) {
    var bindings = KeyMap.defaultBindings
    for (name, texts) in keys.sorted(by: { $0.key < $1.key }) {
      guard let action = Action(rawValue: name) else { throw .unknownAction(name) }
      var chords: [Chord] = []
      for text in texts {
        guard let chord = Chord(parsing: text) else { throw .unknownKey(text, action: name) }
        chords.append(chord)
      }
      for index in bindings.indices where bindings[index].action == action { bindings[index].chords = chords }
    }
    try self.init(bindings)
  }

  /// Contexts are asked in order; the first that knows the chord, or one that begins so, answers.
  func match(_ keys: [Key], in contexts: [KeyContext]) -> Match {
    for context in contexts {
      var isPrefix = false
      for binding in bindings where binding.context == context {
        for chord in binding.chords {
          if chord.keys == keys { return .action(binding.action) }
          if chord.keys.count > keys.count, Array(chord.keys.prefix(keys.count)) == keys { isPrefix = true }
        }
      }
      if isPrefix { return .prefix }
    }
    return .none
  }

  func binding(_ action: Action, in context: KeyContext) -> KeyBinding? {
    bindings.first { $0.action == action && $0.context == context }
  }

  /// The first key of an action, for texts such as "press t".
  func label(_ action: Action) -> String {
    bindings.first { $0.action == action }?.chords.first?.label ?? "?"
  }

  static func clashes(in bindings: [KeyBinding]) -> [KeyMapProblem] {
    var problems: [KeyMapProblem] = []
    for (index, left) in bindings.enumerated() {
      for right in bindings[(index + 1)...] where right.context == left.context && right.action != left.action {
        for chord in left.chords {
          let other = right.chords.first { $0.begins(with: chord) || chord.begins(with: $0) }
          guard other != nil else { continue }
          problems.append(.clash(chord.label, in: left.context, left.action, right.action))
        }
      }
    }
    return problems
  }
}

/// Why a key map cannot be used, in words for the config file's author.
enum KeyMapProblem: Error, Equatable, CustomStringConvertible {
  case unknownAction(String)
  case unknownKey(String, action: String)
  case clash(String, in: KeyContext, Action, Action)

  var description: String {
    switch self {
    case .unknownAction(let name): "there is no action \"\(name)\""
    case .unknownKey(let key, let action): "\"\(key)\" (for \(action)) is no key"
    case .clash(let key, let context, let first, let second):
      "\(key) stands for both \(first.rawValue) and \(second.rawValue) (\(context.rawValue))"
    }
  }
}
