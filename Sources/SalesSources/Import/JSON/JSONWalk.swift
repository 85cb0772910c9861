/// One pass over a record or an item: checks it and notes the cells of the wanted paths.
struct JSONWalk {
  /// A wanted value that cannot be a cell, or stands there twice.
  enum Refusal {
    case object(column: Int)
    case list(column: Int)
    case duplicate(name: Range<Int>)
    /// Nested and by a name with dots.
    case twice(column: Int)
  }

  /// The compiled paths, for as long as the walk lasts.
  struct View {
    var nodes: UnsafeBufferPointer<JSONPaths.Node>
    var edges: UnsafeBufferPointer<JSONPaths.Edge>
    var names: UnsafeBufferPointer<UInt8>
  }

  private(set) var cursor: JSONCursor
  private let paths: View
  private let cells: UnsafeMutableBufferPointer<RowCell>
  /// The value that leads to the next level: a list, an object that is its only item, or null.
  private(set) var list: Range<Int>?
  /// The first one.
  private(set) var refusal: Refusal?
  private(set) var hasEscapes = false
  private(set) var envelope = JSONEnvelope()

  init(_ cursor: JSONCursor, _ paths: View, _ cells: UnsafeMutableBufferPointer<RowCell>) {
    self.cursor = cursor
    self.paths = paths
    self.cells = cells
  }

  /// Walks a whole record, which begins with a brace.
  mutating func record(root: Int) throws(JSONProblem) {
    try object(root, depth: 0, isRecord: true)
  }

  /// Walks a value that lies `depth` objects and lists deep.
  mutating func value(_ node: Int, depth: Int) throws(JSONProblem) {
    let place = paths.nodes[node]
    let start = cursor.index
    let first = try cursor.peek()
    if place.isList {
      try cursor.skipValue(depth: depth)
      list = start..<cursor.index
    } else if first == .openingBrace {
      if place.column >= 0 {
        if let cell = try wrapped() { return note(cell, place.column) }
        refuse(.object(column: Int(place.column)))
      }
      if place.edgeCount > 0 { try object(node, depth: depth) } else { try cursor.skipValue(depth: depth) }
    } else if first == .openingBracket {
      if place.column >= 0 { refuse(.list(column: Int(place.column))) }
      if place.edgeCount > 0 { try array(node, depth: depth) } else { try cursor.skipValue(depth: depth) }
    } else {
      let cell = try cursor.scalar()
      if place.column >= 0 { note(cell, place.column) }
    }
  }

  private mutating func object(_ node: Int, depth: Int, isRecord: Bool = false) throws(JSONProblem) {
    try cursor.descend(depth)
    guard try cursor.begins(before: .closingBrace) else { return }
    var seen: UInt64 = 0
    var hint = 0
    repeat {
      let name = try cursor.name()
      let start = cursor.index
      if let edge = edge(named: name, of: node, from: hint) {
        hint = edge &+ 1
        // Of more than 64 names those behind are not looked after; nobody asks for so many.
        let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: edge)
        if seen & bit != 0 { refuse(.duplicate(name: name.start..<name.end)) }
        seen |= bit
        try value(Int(paths.edges[Int(paths.nodes[node].firstEdge) &+ edge].node), depth: depth &+ 1)
      } else {
        try cursor.skipValue(depth: depth &+ 1)
      }
      if isRecord { envelope.note(name, start..<cursor.index, in: cursor.bytes) }
    } while try cursor.continues(before: .closingBrace)
  }

  private mutating func array(_ node: Int, depth: Int) throws(JSONProblem) {
    try cursor.descend(depth)
    guard try cursor.begins(before: .closingBracket) else { return }
    let place = paths.nodes[node]
    let edges = paths.edges[Int(place.firstEdge)..<Int(place.firstEdge + place.edgeCount)]
    var number: Int32 = 0
    repeat {
      if let edge = edges.first(where: { $0.number == number }) {
        try value(Int(edge.node), depth: depth &+ 1)
      } else {
        try cursor.skipValue(depth: depth &+ 1)
      }
      number &+= 1
    } while try cursor.continues(before: .closingBracket)
  }

  /// The edge of this name among those of a node, from 0. `hint` is tried first: records name fields in the same order.
  private func edge(named name: RowCell, of node: Int, from hint: Int) -> Int? {
    let place = paths.nodes[node]
    let count = Int(place.edgeCount)
    guard !name.isEscaped else { return edge(unescaped: name, of: place) }
    var edge = hint
    for _ in 0..<count {
      if edge >= count { edge = 0 }
      let candidate = paths.edges[Int(place.firstEdge) &+ edge]
      if Int(candidate.count) == name.end &- name.start, equals(name.start, candidate) { return edge }
      edge &+= 1
    }
    return nil
  }

  @inline(__always)
  private func equals(_ start: Int, _ edge: JSONPaths.Edge) -> Bool {
    var offset = 0
    while offset < Int(edge.count) {
      if cursor.bytes[start &+ offset] != paths.names[Int(edge.start) &+ offset] { return false }
      offset &+= 1
    }
    return true
  }

  private func edge(unescaped name: RowCell, of place: JSONPaths.Node) -> Int? {
    var bytes = Array(cursor.bytes[name.start..<name.end])
    let count = bytes.count
    guard let end = bytes.withUnsafeMutableBufferPointer({ JSONEscapes.replace(in: $0, 0..<count) }) else { return nil }
    return (0..<Int(place.edgeCount)).first { offset in
      let edge = paths.edges[Int(place.firstEdge) + offset]
      return bytes[..<end].elementsEqual(paths.names[Int(edge.start)..<Int(edge.start + edge.count)])
    }
  }

  private mutating func note(_ cell: RowCell, _ column: Int32) {
    let column = Int(column)
    if cells[column].kind != .blank {
      if cell.kind != .blank { refuse(.twice(column: column)) }
      return
    }
    if cell.isEscaped { hasEscapes = true }
    cells[column] = cell
  }

  private mutating func refuse(_ refusal: Refusal) {
    if self.refusal == nil { self.refusal = refusal }
  }
}

extension JSONWalk {
  /// The value in an object of MongoDB's Extended JSON, such as `{"$numberDecimal": "12.50"}`; nil for another object,
  /// of which nothing is consumed.
  private mutating func wrapped() throws(JSONProblem) -> RowCell? {
    let start = cursor.index
    cursor.index += 1
    cursor.skipSpace()
    guard try cursor.peek() == .quote else { return back(to: start) }
    let name = try cursor.name()
    guard let kind = Self.kind(UnsafeRawBufferPointer(rebasing: cursor.bytes[name.start..<name.end])) else {
      return back(to: start)
    }
    var cell: RowCell
    switch try cursor.peek() {
    case .openingBrace:
      guard let inner = try wrapped() else { return back(to: start) }
      cell = inner
    case .openingBracket: return back(to: start)
    default:
      cell = try cursor.scalar()
      if kind == .number, cell.kind == .text { cell.kind = .number }
    }
    cursor.skipSpace()
    return try cursor.take(.closingBrace) ? cell : back(to: start)
  }

  private mutating func back(to start: Int) -> RowCell? {
    cursor.index = start
    return nil
  }

  static func kind(_ name: UnsafeRawBufferPointer) -> RowCell.Kind? {
    guard name.first == UInt8(ascii: "$") else { return nil }
    return switch String(decoding: name, as: UTF8.self) {
    case "$date", "$oid", "$uuid": .text
    case "$numberDecimal", "$numberLong", "$numberInt", "$numberDouble": .number
    default: nil
    }
  }
}
