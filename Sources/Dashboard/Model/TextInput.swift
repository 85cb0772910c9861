/// One line being typed, and where the next character goes.
struct TextInput: Equatable, Sendable {
  static let maximum = 256

  private(set) var characters: [Character] = []
  /// Characters before the cursor.
  private(set) var cursor = 0

  init(_ text: String = "") {
    characters = Array(text.prefix(Self.maximum))
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  mutating func insert(_ text: String) {
    // A paste's line breaks and controls have no place in one line.
    let clean = text.filter { !$0.isNewline && !($0.asciiValue.map { $0 < 0x20 || $0 == 0x7F } ?? false) }
    let fresh = Array(clean.prefix(Self.maximum - characters.count))
    characters.insert(contentsOf: fresh, at: cursor)
    cursor += fresh.count
  }

  /// True when the text is another one now.
  mutating func perform(_ action: Action) -> Bool {
    let before = characters
    switch action {
    case .cursorLeft: cursor = max(0, cursor - 1)
    case .cursorRight: cursor = min(characters.count, cursor + 1)
    case .cursorStart: cursor = 0
    case .cursorEnd: cursor = characters.count
    case .deleteBackward: delete(from: max(0, cursor - 1), to: cursor)
    case .deleteForward: delete(from: cursor, to: min(characters.count, cursor + 1))
    case .deleteWord: delete(from: wordStart, to: cursor)
    case .deleteLine: delete(from: 0, to: cursor)
    default: break
    }
    return characters != before
  }

  private var wordStart: Int {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  private mutating func delete(from start: Int, to end: Int) {
    characters.removeSubrange(start..<end)
    cursor = start
  }
}
