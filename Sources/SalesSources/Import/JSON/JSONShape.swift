/// A number for the names in a value and how they are nested, without its texts and numbers: two values with the same
/// one have the same paths.
///
///     var shape = JSONShape(prefix)
///     try shape.add(&cursor, leftOut: nil)
///     if known.insert(shape.hash).inserted { collectPaths() }
struct JSONShape {
  /// Fowler, Noll and Vo's hash.
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ prefix: String) {
    for byte in prefix.utf8 { mix(byte) }
  }

  @inline(__always)
  private mutating func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

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
      for index in name.start..<name.end { mix(cursor.bytes[index]) }
      mix(.quote)
      try add(&cursor, leftOut: nil, depth: depth + 1)
    } while try cursor.continues(before: .closingBrace)
  }
}

extension JSONColumns {
  fileprivate static func isName(_ name: RowCell, _ wanted: String, _ cursor: JSONCursor) -> Bool {
    name.isEscaped
      ? text(name, cursor) == wanted : cursor.bytes[name.start..<name.end].elementsEqual(wanted.utf8)
  }
}
