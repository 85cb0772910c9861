/// Finds rows of one file that bear the same id with different content. It remembers the first two million ids.
///
/// The first pass compares cells as they are written; `suspects` are the ids whose rows differ there. A second look,
/// `IDComparison`, compares what these rows mean: 12.5 and 12.50 are one amount.
struct IDCheck: Sendable {
  private static let most = 2_000_000

  /// Ids of more than one row.
  private(set) var repeated: Set<UInt64> = []
  private(set) var suspects: Set<UInt64> = []
  /// False where the file has more ids than are remembered.
  private(set) var isWhole = true
  private var seen: [UInt64: UInt64] = [:]

  mutating func note(id: UInt64, content: UInt64) {
    guard let known = seen[id] else {
      if seen.count < Self.most { seen[id] = content } else { isWhole = false }
      return
    }
    repeated.insert(id)
    if known != content { suspects.insert(id) }
  }

  /// Lets the ids go once the pass is over.
  mutating func finish() { seen = [:] }
}

/// Compares the sales of rows that bear the same id.
struct IDComparison {
  struct Conflict: Hashable {
    var first: Int
    var second: Int
  }

  let suspects: Set<UInt64>
  private(set) var conflicts = 0
  private(set) var firstConflict: Conflict?
  /// By id the record and the line of its first sale.
  private var seen: [UInt64: (record: [UInt8], line: Int)] = [:]

  init(suspects: Set<UInt64>) { self.suspects = suspects }

  mutating func note(id: UInt64, record: [UInt8], line: Int) {
    guard let known = seen[id] else {
      seen[id] = (record, line)
      return
    }
    guard known.record != record else { return }
    conflicts += 1
    if firstConflict == nil { firstConflict = Conflict(first: known.line, second: line) }
  }
}
