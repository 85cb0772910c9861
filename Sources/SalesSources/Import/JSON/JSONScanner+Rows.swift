import SalesCore

/// A record's way to its rows.
extension JSONScanner {
  enum Outcome {
    /// A record or item was read to this index.
    case read(Int)
    /// It was read, and cannot be taken.
    case refused(Int, String)
    /// It tells of a deletion.
    case deleted(Int)
    case failed(JSONProblem)
  }

  /// Reads the object at `start` with the paths of `level`, and takes the envelope off a whole record.
  mutating func walk(_ start: Int, limit: Int, level: Int) -> (Outcome, list: Range<Int>?) {
    for column in paths.levels[level] { cells[column] = RowCell(kind: .blank) }
    let (problem, whole) = walkOnce(start, limit: limit, level: level)
    if let problem { return (.failed(problem), nil) }
    let end = whole.cursor.index
    objects[level] = start..<end
    let content = level == 0 ? input.bytes.withUnsafeBytes { whole.envelope.content(in: $0) } : .none
    // Before escapes are replaced in place.
    if isNoting, content == .none { noteColumns(of: start..<end, level: level) }
    if start == input.start { span = start..<end }
    switch content {
    case .none: return finish(whole, level: level)
    case .deleted: return (.deleted(end), nil)
    case .problem(let message): return (.refused(end, message), nil)
    case .object(let range): return walkInner(range, end: end)
    case .text(let range):
      keepOriginal()
      guard let inner = input.edit({ JSONEscapes.replace(in: $0, range) }), inner > range.lowerBound,
        input.bytes[range.lowerBound] == .openingBrace
      else { return (.refused(end, "is an envelope whose content is no JSON object"), nil) }
      return walkInner(range.lowerBound..<inner, end: end)
    }
  }

  /// Reads a record within an envelope that ends at `end`.
  private mutating func walkInner(_ range: Range<Int>, end: Int) -> (Outcome, list: Range<Int>?) {
    // Only a path that names the envelope's member may read the envelope: its time is not the sale's.
    for column in paths.levels[0] where !paths.readsEnvelope[column] {
      cells[column] = RowCell(kind: .blank)
    }
    let outer = cells
    var (outcome, list) = walk(range.lowerBound, limit: range.upperBound, level: 0)
    for column in paths.levels[0] where cells[column] == RowCell(kind: .blank) {
      cells[column] = cells.first { $0.start == outer[column].start && $0.end > $0.start } ?? outer[column]
    }
    if case .read = outcome, let message = unescape(level: 0) { outcome = .refused(end, message) }
    switch outcome {
    case .read: outcome = .read(end)
    case .refused(_, let message): outcome = .refused(end, message)
    case .deleted: outcome = .deleted(end)
    case .failed: outcome = .refused(end, "is an envelope whose content is broken")
    }
    return (outcome, list)
  }

  mutating func walkOnce(_ start: Int, limit: Int, level: Int) -> (JSONProblem?, JSONWalk) {
    var cells = cells
    self.cells = []
    defer { self.cells = cells }
    return input.bytes.withUnsafeBytes { bytes in
      cells.withUnsafeMutableBufferPointer { cells in
        paths.withView { view in
          var walk = JSONWalk(JSONCursor(bytes, from: start, limit: limit), view, cells)
          do throws(JSONProblem) {
            let root = paths.roots[level]
            if level == 0 { try walk.record(root: root) } else { try walk.value(root, depth: 0) }
            return (nil, walk)
          } catch {
            return (error, walk)
          }
        }
      }
    }
  }

  private mutating func finish(_ walk: JSONWalk, level: Int) -> (Outcome, list: Range<Int>?) {
    let end = walk.cursor.index
    if let refusal = walk.refusal { return (.refused(end, describe(refusal)), nil) }
    if walk.hasEscapes, let message = unescape(level: level) { return (.refused(end, message), nil) }
    return (.read(end), walk.list)
  }

  /// Replaces the escapes in the cells of a level; returns what is wrong with one.
  mutating func unescape(level: Int) -> String? {
    for column in paths.levels[level] where cells[column].isEscaped {
      keepOriginal()
      let cell = cells[column]
      guard let end = input.edit({ JSONEscapes.replace(in: $0, cell.start..<cell.end) }) else {
        return "`\(paths.paths[column])` has half a surrogate pair"
      }
      // Another column may have the same cell.
      for other in cells.indices where cells[other] == cell {
        cells[other].end = end
        cells[other].isEscaped = false
      }
    }
    return nil
  }

  private mutating func keepOriginal() {
    if original.isEmpty { original = Array(input.bytes[span]) }
  }

  func describe(_ refusal: JSONWalk.Refusal) -> String {
    switch refusal {
    case .object(let column): "`\(paths.paths[column])` is an object; name a field in it"
    case .list(let column): "`\(paths.paths[column])` is a list; unfold it, or name an item, such as 0"
    case .twice(let column): "`\(paths.paths[column])` is given more than once"
    case .duplicate(let name): "`\(String(decoding: input.bytes[name], as: UTF8.self))` is given more than once"
    }
  }

  /// The step of a record or item that was read; nil where it has no row of its own.
  mutating func step(_ list: Range<Int>?, level: Int, line: Int) -> RowStep? {
    guard level < each.count else { return .row(line: line) }
    let name = each[...level].joined(separator: ".")
    guard let list, input.bytes[list.lowerBound] != UInt8(ascii: "n") else {
      return .problem(line: line, message: "has no `\(name)`")
    }
    switch input.bytes[list.lowerBound] {
    case .openingBrace:
      hasList = hasList || level + 1 == each.count
      items.append(Items(index: list.lowerBound, end: list.upperBound, level: level + 1))
    case .openingBracket:
      hasList = hasList || level + 1 == each.count
      items.append(Items(index: list.lowerBound + 1, end: list.upperBound - 1, level: level + 1))
      if input.bytes[list.lowerBound + 1..<list.upperBound - 1].allSatisfy({ $0 <= 0x20 }) {
        items.removeLast()
        counts.withoutItems += 1
      }
    default: return .problem(line: line, message: "`\(name)` is no list")
    }
    return nil
  }

  /// Reads the next item of the innermost list; nil behind its last one, and for one that holds a list.
  mutating func nextItem() -> RowStep? {
    guard let top = items.last else { return nil }
    let isSpace = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: ",") }
    guard let start = input.bytes[top.index..<top.end].firstIndex(where: { !isSpace($0) }) else {
      items.removeLast()
      return nil
    }
    let line = line(at: start)
    // With the byte behind, by which a number ends.
    let (outcome, list) = walk(start, limit: min(top.end + 1, input.bytes.count), level: top.level)
    switch outcome {
    case .read(let end):
      items[items.count - 1].index = end
      guard input.bytes[start] == .openingBrace || paths.allowsScalars(atLevel: top.level) else {
        return .problem(line: line, message: "`\(each[..<top.level].joined(separator: "."))` holds no object there")
      }
      return step(list, level: top.level, line: line)
    case .refused(let end, let message):
      items[items.count - 1].index = end
      return .problem(line: line, message: message)
    case .deleted, .failed:
      // It was checked when the record was read.
      items.removeLast()
      return .problem(line: line, message: "has an item that is no JSON object")
    }
  }

  /// The line of an item. The record's bytes may have been edited; a text has no line feed but by that.
  private mutating func line(at index: Int) -> Int {
    let range = min(mark.index, index)..<index
    mark.index = index
    let begin = span.lowerBound
    mark.line +=
      original.isEmpty
      ? lineFeeds(in: range)
      : original[range.lowerBound - begin..<range.upperBound - begin].count { $0 == .lineFeed }
    return mark.line
  }
}
