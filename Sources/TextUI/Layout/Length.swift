/// Size of one part of a divided side: a fixed number of cells, a weighted share of the remaining cells, or a share
/// with a minimum.
package enum Length: Hashable, Sendable {
  case fixed(Int)
  case share(Int)
  case atLeast(Int, share: Int)

  /// Cells that the part gets before shares are dealt out.
  var minimum: Int {
    switch self {
    case .fixed(let cells): max(0, cells)
    case .share: 0
    case .atLeast(let cells, _): max(0, cells)
    }
  }

  var weight: Int {
    switch self {
    case .fixed: 0
    case .share(let weight): max(0, weight)
    case .atLeast(_, let weight): max(0, weight)
    }
  }

  /// Divides `total` cells. The parts never sum to more than `total`; earlier parts win when there is too little.
  package static func divide(_ total: Int, among lengths: [Length]) -> [Int] {
    var parts = [Int](repeating: 0, count: lengths.count)
    var left = max(0, total)
    for (index, length) in lengths.enumerated() {
      parts[index] = min(left, length.minimum)
      left -= parts[index]
    }
    var open = Set(lengths.indices.filter { lengths[$0].weight > 0 })
    // A part whose minimum exceeds its share keeps the minimum; the rest is dealt again among the others.
    while !open.isEmpty {
      let pool = left + open.reduce(0) { $0 + parts[$1] }
      let weights = open.reduce(0) { $0 + lengths[$1].weight }
      let above = open.filter { parts[$0] > pool * lengths[$0].weight / weights }
      if above.isEmpty {
        deal(pool, weights: weights, among: open.sorted(), lengths: lengths, into: &parts)
        break
      }
      open.subtract(above)
    }
    return parts
  }

  private static func deal(
    _ pool: Int, weights: Int, among indices: [Int], lengths: [Length], into parts: inout [Int]
  ) {
    var seen = 0
    var given = 0
    for index in indices {
      seen += lengths[index].weight
      let upTo = pool * seen / weights
      parts[index] = upTo - given
      given = upTo
    }
  }
}

extension Rect {
  /// Splits left to right.
  package func columns(_ lengths: [Length]) -> [Rect] {
    var at = x
    return Length.divide(width, among: lengths).map { part in
      defer { at += part }
      return Rect(x: at, y: y, width: part, height: height)
    }
  }

  /// Splits top to bottom.
  package func rows(_ lengths: [Length]) -> [Rect] {
    var at = y
    return Length.divide(height, among: lengths).map { part in
      defer { at += part }
      return Rect(x: x, y: at, width: width, height: part)
    }
  }
}
