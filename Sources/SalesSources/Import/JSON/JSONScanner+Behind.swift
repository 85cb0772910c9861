import SalesCore

/// The values behind a list, in objects that are too long to be read as a whole.
extension JSONScanner {
  private enum Member {
    /// It ends before this index.
    case read(Int)
    /// It is longer than a record and begins here.
    case long(Int)
    /// A second list of objects.
    case list(String)
  }

  /// Leaves a list or an object that stands within so many objects.
  mutating func leave(closers: Int) {
    place = closers > 0 ? .behind(closers: closers) : .top
    guard closers == 0 else { return }
    base = 0
    input.release()
  }

  /// Nil where there is more to look at.
  mutating func readBehind(_ byte: UInt8, closers: Int) -> RowStep? {
    if byte == .closingBrace || byte == UInt8(ascii: ",") {
      input.start += 1
      if byte == .closingBrace { leave(closers: closers - 1) }
      return nil
    }
    let limit = limit
    switch member(limit, closers: closers) {
    case .success(.read(let end)): advance(to: end)
    case .success(.long(let start)):
      advance(to: start)
      rest = .value(JSONSkip())
    case .success(.list(let name)): return secondList(name)
    case .failure(.malformed(let place, let what)): return stop("\(what)", at: place)
    case .failure(.exhausted):
      if limit - input.start == SaleRules.maxRecordBytes { return stop("a text is too long", at: input.start) }
      return input.isEnded ? end() : .needsInput
    }
    return nil
  }

  private mutating func member(_ limit: Int, closers: Int) -> Result<Member, JSONProblem> {
    let (start, isAll) = (input.start, limit - input.start == SaleRules.maxRecordBytes)
    let prefix = each.prefix(closers - 1).map { $0 + "." }.joined()
    var columns = behind
    behind = JSONColumns()
    defer { behind = columns }
    let isNoting = isNoting
    let refusesLists = each.isEmpty || isDocument
    return input.bytes.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) in
        var cursor = JSONCursor(bytes, from: start, limit: limit)
        let name = try cursor.name()
        let text = JSONColumns.text(name, cursor)
        let value = cursor.index
        let first = try cursor.peek()
        if refusesLists, first == .openingBracket, try Self.list(at: cursor).hasObjects { return .list(text) }
        do throws(JSONProblem) { try cursor.skipValue(depth: closers) } catch {
          guard case .exhausted = error, isAll, first == .openingBrace || first == .openingBracket else { throw error }
          return .long(value)
        }
        if isNoting { columns.note(value: value..<cursor.index, of: bytes, path: prefix + text) }
        return .read(cursor.index)
      }
    }
  }

  /// Ends the reading of a document: another list may hold what changes the first, such as refunds.
  private mutating func secondList(_ name: String) -> RowStep {
    let first = documentList ?? each.first ?? ""
    let message = "the object holds another list, `\(name)`, which was not read beside `\(first)`: --each names the one"
    (place, counts.stopLine, counts.stopMessage) = (.finished, line, message)
    span = input.start..<input.start
    record += 1
    return .problem(line: line, message: message)
  }
}
