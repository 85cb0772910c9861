import SalesCore

/// A single object around a list of records.
extension JSONScanner {
  /// A list within objects that are open where it begins.
  struct EnclosedList {
    /// The index behind its bracket.
    var start: Int
    var closers: Int
    /// That of its items.
    var level: Int
  }

  enum Document {
    /// The first object is none, or does not end before the limit.
    case none
    /// It cannot be told before more is read.
    case open
    /// It is one, and its list comes next.
    case entered
  }

  mutating func readDocument(_ limit: Int) -> Document {
    let start = input.start
    let found = input.bytes.withUnsafeBytes { bytes -> (end: Int, list: Int, name: String)? in
      var cursor = JSONCursor(bytes, from: start, limit: limit)
      guard let list = Self.soleList(cursor), (try? cursor.skipValue(depth: 0)) != nil else { return nil }
      return (cursor.index, list.start, list.name)
    }
    guard let found else { return .none }
    let isFollowed = input.bytes[found.end...].contains { $0 > 0x20 }
    guard isFollowed || input.isEnded else { return .open }
    mayBeDocument = false
    guard !isFollowed else { return .none }
    documentList = found.name
    _ = enter(EnclosedList(start: found.list, closers: 1, level: 0))
    return .entered
  }

  /// The list that `each` leads to, or of a document, where its object is too long to be read as a whole.
  func enclosedList(_ limit: Int) -> EnclosedList? {
    input.bytes.withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes, from: input.start, limit: limit)
      guard each.isEmpty else { return Self.list(&cursor, each) }
      return mayBeDocument
        ? Self.soleList(cursor).map { EnclosedList(start: $0.start, closers: 1, level: 0) } : nil
    }
  }

  mutating func enter(_ list: EnclosedList) -> RowStep? {
    mayBeDocument = false
    if let column = paths.levels[..<list.level].joined().first {
      span = input.start..<input.start
      place = .finished
      let path = paths.paths[column]
      let message = "the object is longer than \(SaleRules.maxRecordBytes) bytes"
      return .problem(line: line, message: message + ": `\(path)` cannot be read beside its list")
    }
    advance(to: list.start)
    base = list.level
    begin(.list(closers: list.closers))
    return nil
  }

  /// Follows the names of `each` to the first list.
  private static func list(_ cursor: inout JSONCursor, _ each: [String]) -> EnclosedList? {
    var level = 0
    do throws(JSONProblem) {
      object: while level < each.count {
        try cursor.descend(level)
        guard try cursor.begins(before: .closingBrace) else { return nil }
        repeat {
          let name = try cursor.name()
          if cursor.bytes[name.start..<name.end].elementsEqual(each[level].utf8) {
            level += 1
            switch try cursor.peek() {
            case .openingBracket: return EnclosedList(start: cursor.index + 1, closers: level, level: level)
            case .openingBrace: continue object
            default: return nil
            }
          }
          try cursor.skipValue(depth: level + 1)
        } while try cursor.continues(before: .closingBrace)
        return nil
      }
    } catch {}
    return nil
  }

  /// The index behind the bracket of the only list of objects in an object that is no sale itself, and the list's name;
  /// nil for any other object. An object that ends too early is judged by what is there.
  private static func soleList(_ start: JSONCursor) -> (start: Int, name: String)? {
    var cursor = start
    var found: (start: Int, name: String)?
    var (hasTime, hasAmount) = (false, false)
    do throws(JSONProblem) {
      try cursor.descend(0)
      guard try cursor.begins(before: .closingBrace) else { return nil }
      repeat {
        let name = try cursor.name()
        switch try cursor.peek() {
        case .openingBracket:
          let list = try list(at: cursor)
          if list.hasObjects {
            guard found == nil else { return nil }
            found = (list.start, String(decoding: cursor.bytes[name.start..<name.end], as: UTF8.self))
          } else if !list.isEmpty, !isNote(name, cursor) {
            return nil
          }
        case .openingBrace:
          if !isNote(name, cursor) { return nil }
        default:
          var value = cursor
          let cell = try value.scalar()
          guard !isNote(name, cursor) else { break }
          hasTime = hasTime || isTime(cell, cursor)
          hasAmount = hasAmount || isAmount(cell, cursor)
        }
        try cursor.skipValue(depth: 1)
      } while try cursor.continues(before: .closingBrace)
    } catch {}
    return hasTime && hasAmount ? nil : found
  }

  private static func list(
    at start: JSONCursor
  ) throws(JSONProblem) -> (start: Int, hasObjects: Bool, isEmpty: Bool) {
    var cursor = start
    cursor.index += 1
    let behind = cursor.index
    cursor.skipSpace()
    let first = try cursor.peek()
    return (behind, first == .openingBrace, first == .closingBracket)
  }

  /// True of `2026-11-20` and of seconds since 1970.
  private static func isTime(_ cell: RowCell, _ cursor: JSONCursor) -> Bool {
    let text = cursor.bytes[cell.start..<cell.end]
    let digits = text.count { $0 &- 0x30 < 10 }
    let marks = [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")]
    return cell.kind == .number ? digits >= 9 : digits >= 6 && text.contains(where: marks.contains)
  }

  private static func isAmount(_ cell: RowCell, _ cursor: JSONCursor) -> Bool {
    let text = cursor.bytes[cell.start..<cell.end].drop { $0 == UInt8(ascii: "-") }
    let marks = [UInt8(ascii: ","), UInt8(ascii: ".")]
    return cell.kind == .number || !text.isEmpty && text.allSatisfy { $0 &- 0x30 < 10 || marks.contains($0) }
  }

  private static func isNote(_ name: RowCell, _ cursor: JSONCursor) -> Bool {
    let text = String(decoding: cursor.bytes[name.start..<name.end], as: UTF8.self)
    return text.hasPrefix("@") || notes.contains(text.lowercased().filter { $0 != "_" && $0 != "-" })
  }

  /// As the members beside the list are called in the answers of services.
  private static let notes: Set<String> = [
    "object", "kind", "type", "url", "count", "totalcount", "totalresults", "totalpages", "page", "pages",
    "pagesize", "perpage", "limit", "offset", "hasmore", "more", "next", "nextpage", "nextcursor", "nexttoken",
    "nextpagetoken", "previous", "prev", "cursor", "links", "meta", "metadata", "paging", "pagination", "status",
    "success", "ok", "error", "errors", "message", "code", "version", "etag", "generatedat", "exportedat",
  ]
}
