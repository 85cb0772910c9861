import ConfigText
import TextUI

/// The actions of chords, by context. A map never holds two actions for the same chord.
///
///     let map = try KeyMap(remapping: ["pause": ["p", "Space"], "list.sort": ["o"]])
///     map.match([.character("p")], in: [.list, .global])  // .action(.pause)
struct KeyMap: Sendable {
  private(set) var bindings: [KeyBinding]

  enum Match: Equatable {
    case action(Action)
    /// The keys so far begin a longer chord.
    case prefix
    case none
  }

  /// Throws when two actions of one context have the same chord, when one chord begins another, or when a global chord
  /// begins a longer chord of a panel, which would hide it.
  init(_ bindings: [KeyBinding]) throws(KeyMapProblem) {
    self.bindings = bindings
    if let clash = KeyMap.clashes(in: bindings).first { throw clash }
  }

  /// The default map with other keys for some actions. `list.sort` changes the keys in the context `list` only.
  init(remapping keys: [String: [String]]) throws(KeyMapProblem) { try self.init(Self.remapped(keys)) }

  /// The default bindings with these keys, without a check for clashes.
  static func remapped(_ keys: [String: [String]]) throws(KeyMapProblem) -> [KeyBinding] {
    var bindings = defaultBindings
    // Names with a context apply after those without.
    func sortKey(_ name: String) -> (Int, String) { (name.contains(".") ? 1 : 0, name) }
    for (name, texts) in keys.sorted(by: { sortKey($0.key) < sortKey($1.key) }) {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard let last = parts.last, let action = Action(rawValue: last) else { throw .unknownAction(parts.last ?? name) }
      let context = parts.count == 2 ? KeyContext(rawValue: parts[0]) : nil
      if parts.count == 2, context == nil { throw .unknownContext(parts[0]) }
      let chords = try chords(texts, for: name)
      var isMeant = false
      for index in bindings.indices where bindings[index].action == action {
        guard context == nil || bindings[index].context == context else { continue }
        isMeant = true
        guard bindings[index].context.takesText else {
          bindings[index].chords = chords
          continue
        }
        // Characters are text in this context.
        let usable = chords.filter { !$0.types }
        if context != nil, let typed = chords.first(where: \.types) { throw .typed(typed.label, action: name) }
        if !usable.isEmpty { bindings[index].chords = usable }
      }
      if !isMeant, let context { throw .meaningless(action, in: context) }
    }
    return bindings
  }

  private static func chords(_ texts: [String], for name: String) throws(KeyMapProblem) -> [Chord] {
    var chords: [Chord] = []
    for text in texts {
      guard let chord = Chord(parsing: text) else { throw .unknownKey(text, action: name) }
      chords.append(chord)
    }
    return chords
  }

  /// The action of the keys in the first context that has their chord, or a longer chord that begins with them.
  func match(_ keys: [Key], in contexts: [KeyContext]) -> Match {
    for context in contexts {
      var isPrefix = false
      for binding in bindings where binding.context == context {
        for chord in binding.chords {
          if chord.keys == keys { return .action(binding.action) }
          if chord.keys.starts(with: keys) { isPrefix = true }
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
    return problems + hidden(in: bindings)
  }

  private static func hidden(in bindings: [KeyBinding]) -> [KeyMapProblem] {
    var problems: [KeyMapProblem] = []
    for global in bindings where global.context == .global {
      for chord in global.chords {
        for panel in bindings where panel.context.isPanel {
          guard let longer = panel.chords.first(where: { $0 != chord && $0.begins(with: chord) }) else { continue }
          problems.append(.hidden(chord.label, global.action, behind: longer.label, panel.action, in: panel.context))
        }
      }
    }
    return problems
  }
}

/// A problem of a key map, in words for the author of the config file.
enum KeyMapProblem: Error, Equatable, CustomStringConvertible {
  case unknownAction(String)
  case unknownContext(String)
  case unknownKey(String, action: String)
  case clash(String, in: KeyContext, Action, Action)
  /// A global chord that would never work in a context, because a longer chord there begins with it.
  case hidden(String, Action, behind: String, Action, in: KeyContext)
  /// The key is a character in a context that takes text.
  case typed(String, action: String)
  case meaningless(Action, in: KeyContext)

  var description: String {
    switch self {
    case .unknownAction(let name): "there is no action \"\(name)\"" + Self.near(name, Action.allCases.map(\.rawValue))
    case .unknownContext(let name):
      "keys have no context \"\(name)\"; there are " + KeyContext.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownKey(let key, let action):
      "\"\(key)\" (for \(action)) is no key; write keys such as p, Space, Ctrl-L, F1, PgUp or \"g g\""
    case .typed(let key, let action): "\(key) (for \(action)) types text there; take one such as Ctrl-N or F2"
    case .meaningless(let action, let context):
      "\(action.rawValue) does nothing in \(context.rawValue); it works in "
        + KeyMap.defaultBindings.filter { $0.action == action }.map(\.context.rawValue).joined(separator: ", ")
    case .clash(let key, let context, let first, let second):
      "\(key) stands for both \(first.rawValue) and \(second.rawValue) (\(context.rawValue))"
    case .hidden(let key, let action, let longer, let other, let context):
      "\(key) for \(action.rawValue) would never work where \(longer) is \(other.rawValue) (\(context.rawValue))"
    }
  }

  /// The two actions that clash.
  var rivals: (Action, Action)? {
    switch self {
    case .clash(_, _, let first, let second), .hidden(_, let first, _, let second, _): (first, second)
    default: nil
    }
  }

  private static func near(_ name: String, _ names: [String]) -> String {
    Suggestion.nearest(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
  }
}
