/// The nearest of some names to a mistyped one.
package enum Suggestion {
  /// Nil where nothing is near enough to be what was meant.
  package static func nearest(to word: String, among names: [String]) -> String? {
    let nearest = names.map { (name: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
    // Of a short word little is left after two changes.
    let most = word.count < 5 ? 1 : word.count < 10 ? 2 : 3
    guard let nearest, nearest.distance <= most else { return nil }
    return nearest.name
  }

  /// Levenshtein's.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (character == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
