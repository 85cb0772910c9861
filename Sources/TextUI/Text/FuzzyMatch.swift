/// A match of typed text with a name: all letters of the text occur in the name in this order, in upper or lower case.
package struct FuzzyMatch: Equatable, Sendable {
  /// Higher is better. Letters at the beginning of words and in a row count most, then short names.
  package var score: Int
  /// Indices of the name's characters that were matched.
  package var positions: [Int]

  /// Nil where the name does not match. Empty text matches every name.
  package init?(_ typed: String, in name: String) {
    guard Self.mayOccur(typed, in: name) else { return nil }
    let wanted = typed.filter { $0 != " " }.map { $0.lowercased() }
    let letters = name.map { $0.lowercased() }
    score = 0
    positions = []
    guard !wanted.isEmpty else { return }
    guard wanted.count <= letters.count, letters.count <= 200 else { return nil }
    let bonuses = FuzzyMatch.bonuses(Array(name))
    // best[i]: the best score with the letter before matched at i; from[k][i]: where the letter before that was.
    var best = [Int?](repeating: nil, count: letters.count)
    var from = [[Int]](repeating: [Int](repeating: -1, count: letters.count), count: wanted.count)
    for (step, letter) in wanted.enumerated() {
      var next = [Int?](repeating: nil, count: letters.count)
      var running: (score: Int, at: Int)?
      for at in letters.indices {
        if at > 1, let before = best[at - 2], before > running?.score ?? Int.min { running = (before, at - 2) }
        guard letters[at] == letter else { continue }
        if step == 0 {
          next[at] = bonuses[at] - min(at, 4) / 2
          continue
        }
        let inRow = at > 0 ? best[at - 1].map { ($0 + max(bonuses[at], 6), at - 1) } : nil
        let apart = running.map { ($0.score + bonuses[at] - min(at - $0.at - 1, 3), $0.at) }
        guard let (score, previous) = [inRow, apart].compactMap({ $0 }).max(by: { $0.0 < $1.0 }) else { continue }
        next[at] = score
        from[step][at] = previous
      }
      best = next
    }
    guard let end = best.indices.max(by: { best[$0] ?? Int.min < best[$1] ?? Int.min }), let score = best[end] else {
      return nil
    }
    self.score = score * 4 - letters.count
    var at = end
    for step in wanted.indices.reversed() {
      positions.insert(at, at: 0)
      at = from[step][at]
    }
  }

  /// A cheap test that rules out most names. It decides ASCII only; other letters have more than one spelling.
  private static func mayOccur(_ typed: String, in name: String) -> Bool {
    func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    guard typed.utf8.allSatisfy({ $0 < 0x80 }), name.utf8.allSatisfy({ $0 < 0x80 }) else { return true }
    var rest = name.utf8[...]
    for byte in typed.utf8 where byte != 0x20 {
      guard let found = rest.firstIndex(where: { folded($0) == folded(byte) }) else { return false }
      rest = rest[rest.index(after: found)...]
    }
    return true
  }

  private static func bonuses(_ name: [Character]) -> [Int] {
    name.indices.map { at in
      guard at > 0 else { return 8 }
      let isStart = !name[at - 1].isLetter && !name[at - 1].isNumber || name[at].isUppercase && name[at - 1].isLowercase
      return isStart ? 7 : 1
    }
  }
}
