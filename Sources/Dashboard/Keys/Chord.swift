import TextUI

/// Keys pressed one after the other: mostly one key, but `g g` is two.
struct Chord: Hashable, Sendable {
  var keys: [Key]

  init(_ keys: Key...) { self.keys = keys }

  /// Parses "q", "Ctrl-L" or "g g"; nil when a part is no key.
  init?(parsing text: String) {
    let parts = text.split(separator: " ").map(String.init)
    // A lone blank is a key, too.
    let keys = (parts.isEmpty && !text.isEmpty ? [text] : parts).compactMap(Key.init(parsing:))
    guard !keys.isEmpty, keys.count == max(1, parts.count) else { return nil }
    self.keys = keys
  }

  /// The first key is a character, which a text field takes.
  var types: Bool { if case .character? = keys.first { true } else { false } }

  var label: String { keys.map(\.label).joined(separator: " ") }

  func begins(with other: Chord) -> Bool { keys.starts(with: other.keys) }
}
