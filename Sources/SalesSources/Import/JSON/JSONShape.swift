import SalesCore

/// A number for the names in a value and how they are nested, without its texts and numbers: two values with the same
/// one have the same paths.
///
///     var shape = JSONShape(prefix)
///     try shape.add(&cursor, leftOut: nil)
///     if known.insert(shape.hash).inserted { collectPaths() }
struct JSONShape {
  private var mixed = FNVHash()

  init(_ prefix: String) { mixed.combine(prefix.utf8) }

  var hash: UInt64 { mixed.value }

  private mutating func mix(_ byte: UInt8) { mixed.combine(CollectionOfOne(byte)) }

  /// - Parameter leftOut: a member that is passed over.
  mutating func add(_ cursor: inout JSONCursor, leftOut: String?, depth: Int = 0) throws(JSONProblem) {
    let first = try cursor.peek()
    guard first == .openingBrace || first == .openingBracket else {
      _ = try cursor.scalar()
      return mix(0)
    }
    mix(first)
    try cursor.descend(depth)
    if first == .openingBrace {
      try members(&cursor, leftOut, depth: depth)
    } else if try cursor.begins(before: .closingBracket) {
      // Only the first item has paths.
      try add(&cursor, leftOut: nil, depth: depth + 1)
      while try cursor.continues(before: .closingBracket) { try cursor.skipValue(depth: depth + 1) }
    }
    mix(.closingBrace)
  }

  private mutating func members(_ cursor: inout JSONCursor, _ leftOut: String?, depth: Int) throws(JSONProblem) {
    guard try cursor.begins(before: .closingBrace) else { return }
    repeat {
      let name = try cursor.name()
      if let leftOut, JSONColumns.isName(name, leftOut, cursor) {
        try cursor.skipValue(depth: depth + 1)
        continue
      }
      mixed.combine(cursor.bytes[name.start..<name.end])
      mix(.quote)
      try add(&cursor, leftOut: nil, depth: depth + 1)
    } while try cursor.continues(before: .closingBrace)
  }
}

extension JSONColumns {
  static func isName(_ name: RowCell, _ wanted: String, _ cursor: JSONCursor) -> Bool {
    name.isEscaped
      ? text(name, cursor) == wanted : cursor.bytes[name.start..<name.end].elementsEqual(wanted.utf8)
  }
}
