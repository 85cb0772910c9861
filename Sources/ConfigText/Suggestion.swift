/// The name that a mistyped one was meant to be.
///
///     Suggestion.nearest(to: "perod", among: ["period", "rate"])  // period
package enum Suggestion {
  /// Nil where no name is near: at most one change for a word of up to 4 characters, 2 up to 9, 3 for longer ones.
  package static func nearest(to word: String, among names: [String]) -> String? {
    let nearest = names.map { (name: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
    let most = word.count < 5 ? 1 : word.count < 10 ? 2 : 3
    guard let nearest, nearest.distance <= most else { return nil }
    return nearest.name
  }

  /// Levenshtein's distance: characters added, removed or replaced.
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
