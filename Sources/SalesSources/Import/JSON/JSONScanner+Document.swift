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
    /// Where the objects around it begin, of each level.
    var objects: [Int] = []
  }

  /// The list of a document.
  struct SoleList {
    /// The index behind its bracket.
    var start: Int
    var name: String
    /// True where a currency stands beside it.
    var hasCurrency = false
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
    let found = input.bytes.withUnsafeBytes { bytes -> (end: Int, list: SoleList)? in
      var cursor = JSONCursor(bytes, from: start, limit: limit)
      guard let list = Self.soleList(cursor), (try? cursor.skipValue(depth: 0)) != nil else { return nil }
      return (cursor.index, list)
    }
    guard let found else { return .none }
    let isFollowed = input.bytes[found.end...].contains { $0 > 0x20 }
    guard isFollowed || input.isEnded else { return .open }
    mayBeDocument = false
    guard !isFollowed else { return .none }
    enter(found.list)
    return .entered
  }

  /// Enters a document's list; where a currency stands beside it, reading ends, and the document is to be opened anew.
  private mutating func enter(_ list: SoleList) {
    mayBeDocument = false
    guard !list.hasCurrency || ignoresCurrency else {
      listWithCurrency = list.name
      place = .finished
      return
    }
    documentList = list.name
    advance(to: list.start)
    begin(.list(closers: 1))
  }

  /// Enters the list of an object that is too long to be read as a whole; nil where it has none.
  mutating func enterLongObject(_ limit: Int) -> RowStep?? {
    if each.isEmpty {
      let list =
        mayBeDocument
        ? input.bytes.withUnsafeBytes { bytes in
          Self.soleList(JSONCursor(bytes, from: input.start, limit: limit))
        } : nil
      guard let list else { return nil }
      enter(list)
      return .some(nil)
    }
    let list = input.bytes.withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes, from: input.start, limit: limit)
      return Self.list(&cursor, each)
    }
    return list.map { enter($0) }
  }

  /// Reads what stands before the list, and keeps it for the rows.
  private mutating func enter(_ list: EnclosedList) -> RowStep? {
    let begin = line
    span = input.start..<list.start
    advance(to: list.start)
    base = list.level
    hasList = hasList || base == each.count
    if let message = readBefore(list) {
      span = input.start..<input.start
      place = .finished
      counts.stopLine = begin
      counts.stopMessage = message
      return .problem(line: begin, message: message)
    }
    self.begin(.list(closers: list.closers))
    return nil
  }

  /// Reads the wanted values before a list; returns why one cannot be read.
  private mutating func readBefore(_ list: EnclosedList) -> String? {
    if isNoting {
      for (level, start) in list.objects.enumerated() { noteColumns(of: start..<list.start, level: level) }
    }
    let wanted = paths.levels[..<list.level].joined()
    guard !wanted.isEmpty else { return nil }
    for column in wanted { cells[column] = RowCell(kind: .blank) }
    for (level, start) in list.objects.enumerated() {
      // It fails where the list begins.
      let (_, walk) = walkOnce(start, limit: list.start, level: level)
      if let refusal = walk.refusal { return describe(refusal) }
      if walk.hasEscapes, let message = unescape(level: level) { return message }
    }
    original = []
    input.keep()
    guard let missing = wanted.first(where: { cells[$0].kind == .blank }) else { return nil }
    let path = paths.paths[missing]
    return "the object is longer than \(SaleRules.maxRecordBytes) bytes: `\(path)` cannot be read beside its list"
  }

  /// Follows the names of `each` to the first list.
  private static func list(_ cursor: inout JSONCursor, _ each: [String]) -> EnclosedList? {
    var level = 0
    var objects: [Int] = []
    do throws(JSONProblem) {
      object: while level < each.count {
        objects.append(cursor.index)
        try cursor.descend(level)
        guard try cursor.begins(before: .closingBrace) else { return nil }
        repeat {
          let name = try cursor.name()
          if JSONColumns.isName(name, each[level], cursor) {
            level += 1
            switch try cursor.peek() {
            case .openingBracket:
              return EnclosedList(start: cursor.index + 1, closers: level, level: level, objects: objects)
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

  /// The only list of objects in an object that is no sale itself; nil for any other object. An object that ends too
  /// early is judged by what is there.
  private static func soleList(_ start: JSONCursor) -> SoleList? {
    var cursor = start
    var found: SoleList?
    var (hasTime, hasAmount, hasCurrency) = (false, false, false)
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
            found = SoleList(start: list.start, name: JSONColumns.text(name, cursor))
          } else if !list.isEmpty, !isNote(name, cursor) {
            return nil
          }
        case .openingBrace:
          if !isNote(name, cursor) { return nil }
          hasCurrency = hasCurrency || holdsCurrency(cursor)
        default:
          var value = cursor
          let cell = try value.scalar()
          guard !isNote(name, cursor) else { break }
          hasCurrency = hasCurrency || cell.kind != .blank && isCurrency(JSONColumns.text(name, cursor))
          hasTime = hasTime || isTime(cell, cursor)
          hasAmount = hasAmount || isAmount(cell, cursor)
        }
        try cursor.skipValue(depth: 1)
      } while try cursor.continues(before: .closingBrace)
    } catch {}
    guard var found, !hasTime || !hasAmount else { return nil }
    found.hasCurrency = hasCurrency
    // A path cannot name such a list, so that its items could not be read with the currency.
    return hasCurrency && (found.name.isEmpty || found.name.contains(".")) ? nil : found
  }

  private static func holdsCurrency(_ object: JSONCursor) -> Bool {
    var columns = JSONColumns()
    columns.note(object.index..<object.limit, of: object.bytes, prefix: "", list: nil)
    return columns.paths.contains(where: isCurrency)
  }

  static func list(
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

  static func isNote(_ name: RowCell, _ cursor: JSONCursor) -> Bool {
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
