extension PickerList.Row {
  /// The rows that match the typed text, best match first, each with its index in `rows` and its matched characters.
  ///
  /// Pinned rows come first, then rows whose label has the letters in order, then rows whose note contains the text.
  /// Equal matches keep their order; so do all rows where nothing is typed.
  package static func ranked(_ rows: [Self], by typed: String) -> [(index: Int, row: Self)] {
    var found: [(index: Int, row: Self, score: Int)] = []
    for (index, row) in rows.enumerated() {
      var row = row
      guard let match = row.match(typed) else { continue }
      row.matched = match.positions
      found.append((index, row, match.score))
    }
    found.sort { ($1.score, $0.index) < ($0.score, $1.index) }
    return found.map { ($0.index, $0.row) }
  }

  private func match(_ typed: String) -> (score: Int, positions: [Int])? {
    if isPinned { return (.max, []) }
    if let match = FuzzyMatch(typed, in: label) { return (match.score, match.positions) }
    // Letters strewn over a sentence mean nothing; a word of it does.
    return note.lowercased().contains(typed.lowercased()) ? (-1000, []) : nil
  }
}
