/// One line being typed: the text and where the cursor stands in it, counted in characters.
package struct TextField: Equatable, Sendable {
  package private(set) var value: String
  package private(set) var cursor: Int

  /// More says nothing to a search, and what is pasted may be anything.
  package static let limit = 256

  package init(_ value: String = "", cursor: Int? = nil) {
    self.value = String(sanitize(value).prefix(Self.limit))
    self.cursor = 0
    self.cursor = min(max(cursor ?? self.value.count, 0), self.value.count)
  }

  /// Applies an editing key; false for one that means nothing to a text, which is the caller's then.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: delete(from: cursor - 1, to: cursor)
    case .delete, .control("d"): delete(from: cursor, to: cursor + 1)
    case .control("w"): delete(from: wordStart, to: cursor)
    case .control("u"): delete(from: 0, to: cursor)
    case .control("k"): delete(from: cursor, to: value.count)
    case .left, .control("b"): move(to: cursor - 1)
    case .right, .control("f"): move(to: cursor + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: value.count)
    default: return false
    }
    return true
  }

  /// Puts text in at the cursor, as much as there is room for: what is pasted becomes one line, controls go.
  package mutating func insert(_ text: String) {
    let line = sanitize(
      String(text.prefix(Self.limit - value.count).map { $0.isNewline || $0 == "\t" ? " " : $0 }))
    let at = value.index(value.startIndex, offsetBy: cursor)
    let tail = value.distance(from: at, to: value.endIndex)
    value.insert(contentsOf: line, at: at)
    // A mark may join the character before it, so the end is what stays put.
    cursor = max(0, value.count - tail)
  }

  private mutating func delete(from: Int, to: Int) {
    let start = max(0, from)
    let end = min(value.count, to)
    guard start < end else { return }
    let range =
      value.index(value.startIndex, offsetBy: start)..<value.index(value.startIndex, offsetBy: end)
    value.removeSubrange(range)
    cursor = min(start, value.count)
  }

  private mutating func move(to place: Int) { cursor = min(max(place, 0), value.count) }

  private var wordStart: Int {
    let before = Array(value.prefix(cursor))
    var at = before.count
    while at > 0, before[at - 1] == " " { at -= 1 }
    while at > 0, before[at - 1] != " " { at -= 1 }
    return at
  }

  /// Draws the part around the cursor; the cursor itself is reversed.
  package func draw(in area: Rect, on canvas: inout Canvas, look: Look, style: Style = .text) {
    guard !area.isEmpty else { return }
    let characters = Array(value)
    // The cursor needs a column of its own, two on a wide character.
    let under = cursor < characters.count ? max(1, DisplayWidth.of(characters[cursor])) : 1
    var first = cursor
    var before = 0
    while first > 0 {
      let columns = DisplayWidth.of(characters[first - 1])
      guard before + columns + under <= area.width else { break }
      (first, before) = (first - 1, before + columns)
    }
    let shown = String(characters[first...])
    // Text that is longer is cut plainly, not with an ellipsis in the middle of typing.
    var x = area.x
    for character in shown {
      let columns = DisplayWidth.of(character)
      guard x + columns <= area.right else { break }
      canvas.write(String(character), x: x, y: area.y, style: style, in: area)
      x += columns
    }
    let at = Rect(x: area.x + before, y: area.y, width: under, height: 1)
    canvas.restyle(at.intersection(area)) { $0.emphasis.insert(.reverse) }
  }
}
