import TextUI

/// Keys pressed one after the other: nearly always one, `g g` is two.
struct Chord: Hashable, Sendable {
  var keys: [Key]

  init(_ keys: Key...) { self.keys = keys }

  /// Reads "q", "Ctrl-L" or "g g"; nil when a part is no key.
  init?(parsing text: String) {
    let parts = text.split(separator: " ").map(String.init)
    // The blank itself is a key, written " " or "Space".
    let keys = (parts.isEmpty && !text.isEmpty ? [text] : parts).compactMap(Key.init(parsing:))
    guard !keys.isEmpty, keys.count == max(1, parts.count) else { return nil }
    self.keys = keys
  }

  /// Its first key is a character.
  var types: Bool { if case .character? = keys.first { true } else { false } }

  var label: String { keys.map(\.label).joined(separator: " ") }

  func begins(with other: Chord) -> Bool {
    keys.count >= other.keys.count && Array(keys.prefix(other.keys.count)) == other.keys
  }
}
