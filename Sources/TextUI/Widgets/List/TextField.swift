/// One line of text being typed and its cursor.
///
///     var field = TextField("last week")
///     field.perform(.deleteWord)
///     field.insert("month")
///     field.draw(in: row, on: &canvas, look: Look())  // last month▏
package struct TextField: Equatable, Sendable {
  /// A movement of the cursor or a deletion at the cursor. Words are separated by blanks.
  package enum Edit: Sendable {
    case left, right, wordLeft, wordRight, start, end
    case deleteBackward, deleteForward, deleteWord, deleteToStart, deleteToEnd
  }

  package private(set) var value: String
  /// Number of characters before the cursor.
  package private(set) var cursor: Int

  /// The most characters a field holds. No search needs more, and a paste may be of any length.
  package static let limit = 256

  /// The default cursor is at the end.
  package init(_ value: String = "", cursor: Int? = nil) {
    self.value = String(sanitize(value).prefix(Self.limit))
    self.cursor = 0
    self.cursor = min(max(cursor ?? self.value.count, 0), self.value.count)
  }

  /// An edit that reaches past either end of the text does what it can.
  package mutating func perform(_ edit: Edit) {
    switch edit {
    case .left: move(to: cursor - 1)
    case .right: move(to: cursor + 1)
    case .wordLeft: move(to: wordStart)
    case .wordRight: move(to: wordEnd)
    case .start: move(to: 0)
    case .end: move(to: value.count)
    case .deleteBackward: delete(from: cursor - 1, to: cursor)
    case .deleteForward: delete(from: cursor, to: cursor + 1)
    case .deleteWord: delete(from: wordStart, to: cursor)
    case .deleteToStart: delete(from: 0, to: cursor)
    case .deleteToEnd: delete(from: cursor, to: value.count)
    }
  }

  /// Inserts text at the cursor, as far as `limit` allows. Line ends and tabs become blanks, other control characters
  /// are replaced as `sanitize` does.
  package mutating func insert(_ text: String) {
    // Sanitising may take a character apart, so the room is measured behind it.
    let blanks = String(text.prefix(Self.limit).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    let line = sanitize(blanks).prefix(max(0, Self.limit - value.count))
    let at = value.index(value.startIndex, offsetBy: cursor)
    let tail = value.distance(from: at, to: value.endIndex)
    value.insert(contentsOf: line, at: at)
    // A combining mark may join the character before it, so count the cursor from the end.
    cursor = max(0, value.count - tail)
    // One character of before may be several now.
    value = String(value.prefix(Self.limit))
    move(to: cursor)
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

  private mutating func move(to index: Int) { cursor = min(max(index, 0), value.count) }

  private var wordStart: Int {
    let before = Array(value.prefix(cursor))
    var at = before.count
    while at > 0, before[at - 1] == " " { at -= 1 }
    while at > 0, before[at - 1] != " " { at -= 1 }
    return at
  }

  private var wordEnd: Int {
    let after = value.dropFirst(cursor)
    return cursor + after.prefix { $0 == " " }.count + after.drop { $0 == " " }.prefix { $0 != " " }.count
  }

  /// Draws the part around the cursor. The character under the cursor is shown reversed.
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
