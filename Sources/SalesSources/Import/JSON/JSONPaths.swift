/// The paths of wanted values, compiled for one walk through a record: a tree of the names in them.
///
/// With `each`, the names of the lists that are unfolded, a record has a level above each list and one for the items of
/// the last. A path belongs to the deepest level whose lists it passes through, and has a tree there.
struct JSONPaths {
  struct Node {
    /// Its edges are side by side.
    var firstEdge: Int32 = 0
    var edgeCount: Int32 = 0
    /// The column whose value stands here; -1 for none.
    var column: Int32 = -1
    /// True where the list stands that leads to the next level.
    var isList = false
  }

  struct Edge {
    /// The name's bytes in `names`.
    var start: Int32
    var count: Int32
    var node: Int32
    /// The name as the index of a list; -1 for another name.
    var number: Int32
  }

  /// The node of a record or item of each level.
  private(set) var roots: [Int] = []
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var names: [UInt8] = []
  /// The columns of each level.
  private(set) var levels: [[Int]] = []
  let paths: [String]
  /// True of a column whose path leads into an envelope by its member's name.
  let readsEnvelope: [Bool]

  /// - Parameter paths: distinct; a path's index is its column.
  init(_ paths: [String], each: [String]) {
    self.paths = paths
    readsEnvelope = paths.map { JSONEnvelope.names.contains(Self.names($0).first ?? "") }
    var trees = Array(repeating: Tree(), count: each.count + 1)
    levels = Array(repeating: [], count: each.count + 1)
    for (column, path) in paths.enumerated() {
      let names = Self.names(path)
      let level = zip(names, each).prefix { $0 == $1 }.count
      trees[level].add(names.dropFirst(level), column: column)
      levels[level].append(column)
    }
    for (level, name) in each.enumerated() { trees[level].children[name, default: Tree()].isList = true }
    for tree in trees { roots.append(add(tree)) }
  }

  static func names(_ path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// True where the items of a level themselves are wanted, or nothing is said.
  func allowsScalars(atLevel level: Int) -> Bool { paths.isEmpty || nodes[roots[level]].column >= 0 }

  func withView<Result>(_ body: (JSONWalk.View) -> Result) -> Result {
    nodes.withUnsafeBufferPointer { nodes in
      edges.withUnsafeBufferPointer { edges in
        names.withUnsafeBufferPointer { body(JSONWalk.View(nodes: nodes, edges: edges, names: $0)) }
      }
    }
  }

  private struct Tree {
    var column = -1
    var isList = false
    var children: [String: Tree] = [:]

    /// Its first column.
    var order: Int { min(column < 0 ? .max : column, children.values.map(\.order).min() ?? .max) }

    /// A name of the file may hold dots itself, so the rest of a path is a name as well.
    mutating func add(_ names: ArraySlice<String>, column: Int) {
      guard let first = names.first else {
        self.column = column
        return
      }
      children[first, default: Tree()].add(names.dropFirst(), column: column)
      if names.count > 1 { children[names.joined(separator: "."), default: Tree()].column = column }
    }
  }

  /// Returns the node's index.
  private mutating func add(_ tree: Tree) -> Int {
    let index = nodes.count
    // In the order of the columns, which is often that of the file.
    let children = tree.children.sorted { $0.value.order < $1.value.order }
    nodes.append(
      Node(
        firstEdge: Int32(edges.count), edgeCount: Int32(children.count), column: Int32(tree.column),
        isList: tree.isList))
    let first = edges.count
    for (name, _) in children {
      edges.append(
        Edge(
          start: Int32(names.count), count: Int32(name.utf8.count), node: -1, number: Int32(name) ?? -1))
      names += Array(name.utf8)
    }
    for (offset, child) in children.enumerated() { edges[first + offset].node = Int32(add(child.value)) }
    return index
  }
}
