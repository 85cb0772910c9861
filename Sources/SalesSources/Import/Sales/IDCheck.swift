/// Finds rows of one file that bear the same id with different content. It remembers the first two million ids.
struct IDCheck: Sendable {
  struct Conflict: Hashable, Sendable {
    var first: Int
    var second: Int
  }

  private static let most = 2_000_000

  /// Rows that repeat an earlier one, id and content.
  private(set) var repeats = 0
  private(set) var conflicts = 0
  private(set) var firstConflict: Conflict?
  /// False where the file has more ids than are remembered.
  private(set) var isWhole = true
  private var seen: [UInt64: (content: UInt64, line: Int)] = [:]

  mutating func note(id: UInt64, content: UInt64, line: Int) {
    guard let known = seen[id] else {
      if seen.count < Self.most { seen[id] = (content, line) } else { isWhole = false }
      return
    }
    guard known.content != content else {
      repeats += 1
      return
    }
    conflicts += 1
    if firstConflict == nil { firstConflict = Conflict(first: known.line, second: line) }
  }
}
