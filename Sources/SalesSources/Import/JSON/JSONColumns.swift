/// Collects the paths of the values in records, in order of appearance. Those with a name that is empty are left out.
struct JSONColumns {
  /// More names than a table has: these are keys of data.
  var most = 1000
  /// True where only paths with a currency's name are collected.
  var takesOnlyCurrencies = false
  private(set) var paths: [String] = []
  private(set) var lists: [String] = []
  private var known: Set<String> = []
  /// Those of the records so far: a record that is shaped as one before has no new path.
  private var shapes: Set<UInt64> = []

  /// - Parameters:
  ///   - prefix: before each path: empty, or names that end with a dot.
  ///   - list: the member that the next level unfolds, which is left out.
  mutating func note(_ object: Range<Int>, of bytes: UnsafeRawBufferPointer, prefix: String, list: String?) {
    guard paths.count < most else { return }
    var cursor = JSONCursor(bytes, from: object.lowerBound, limit: object.upperBound)
    var shape = JSONShape(prefix)
    var probe = cursor
    if (try? shape.add(&probe, leftOut: list)) != nil {
      guard !shapes.contains(shape.hash) else { return }
      if shapes.count == 1000 { shapes = [] }
      shapes.insert(shape.hash)
    }
    // An object around a long list ends within the list.
    try? collect(&cursor, prefix, leftOut: list, depth: 0)
  }

  /// Notes one value.
  mutating func note(value: Range<Int>, of bytes: UnsafeRawBufferPointer, path: String) {
    var cursor = JSONCursor(bytes, from: value.lowerBound, limit: value.upperBound)
    try? self.value(&cursor, path, depth: 0)
  }

  private mutating func collect(
    _ cursor: inout JSONCursor, _ prefix: String, leftOut: String?, depth: Int
  ) throws(JSONProblem) {
    guard try cursor.peek() == .openingBrace else {
      add(String(prefix.dropLast()))
      return
    }
    try cursor.descend(depth)
    guard try cursor.begins(before: .closingBrace) else { return }
    repeat {
      let name = Self.text(try cursor.name(), cursor)
      if name == leftOut {
        try cursor.skipValue(depth: depth + 1)
      } else {
        try value(&cursor, prefix + name, depth: depth + 1)
      }
    } while try cursor.continues(before: .closingBrace)
  }

  private mutating func value(_ cursor: inout JSONCursor, _ path: String, depth: Int) throws(JSONProblem) {
    switch try cursor.peek() {
    case .openingBrace:
      if Self.isWrapped(cursor) {
        add(path)
        try cursor.skipValue(depth: depth)
      } else {
        try collect(&cursor, path + ".", leftOut: nil, depth: depth)
      }
    case .openingBracket:
      var first = cursor
      try cursor.skipValue(depth: depth)
      first.index += 1
      guard try first.begins(before: .closingBracket) else { return }
      if try first.peek() == .openingBrace, !lists.contains(path), Self.isPath(path) { lists.append(path) }
      try value(&first, path + ".0", depth: depth + 1)
    default:
      add(path)
      try cursor.skipValue(depth: depth)
    }
  }

  private mutating func add(_ path: String) {
    guard paths.count < most, !takesOnlyCurrencies || UsualNames.isCurrency(path), Self.isPath(path),
      known.insert(path).inserted
    else { return }
    paths.append(path)
  }

  private static func isPath(_ path: String) -> Bool { !JSONPaths.names(path).contains("") }

  private static func isWrapped(_ start: JSONCursor) -> Bool {
    var cursor = start
    cursor.index += 1
    cursor.skipSpace()
    guard let name = try? cursor.name() else { return false }
    return JSONWalk.kind(UnsafeRawBufferPointer(rebasing: cursor.bytes[name.start..<name.end])) != nil
  }

  static func text(_ name: RowCell, _ cursor: JSONCursor) -> String {
    var bytes = Array(cursor.bytes[name.start..<name.end])
    let end = name.isEscaped ? bytes.withUnsafeMutableBufferPointer { JSONEscapes.replace(in: $0, 0..<$0.count) } : nil
    return String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)
  }
}
