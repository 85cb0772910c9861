/// Things to do by name: what is typed ranks and emphasises what matches, the key of each stands at the right.
package struct PaletteList: Sendable {
  package struct Entry: Equatable, Sendable {
    package var title: String
    /// The key that does it, or another short text for the right side.
    package var key: String
    /// Whether it is what holds now: the theme in use, say.
    package var isCurrent: Bool
    /// What it does in more words; found by them, too, behind all that are found by their titles.
    package var note = ""
    /// It is what was typed, put differently: first, whatever its title.
    package var isMeant = false

    package init(_ title: String, key: String = "", isCurrent: Bool = false) {
      self.title = title
      self.key = key
      self.isCurrent = isCurrent
    }
  }

  package var entries: [Entry]
  package var filter: TextField
  /// Among the matches, not the entries.
  package var highlighted: Int
  package var scroll: Int

  package init(entries: [Entry], filter: TextField = TextField(), highlighted: Int = 0, scroll: Int = 0) {
    self.entries = entries
    self.filter = filter
    self.highlighted = highlighted
    self.scroll = scroll
  }

  /// Indices of the entries that match, the best first; equal ones, and all of them where nothing is typed, in their
  /// order.
  package var matches: [Int] { ranked.map(\.index) }

  /// The entry that Enter would take.
  package var chosen: Int? {
    let matches = matches
    return matches.isEmpty ? nil : matches[min(max(0, highlighted), matches.count - 1)]
  }

  /// The entry drawn at a point of the screen.
  package func entry(at point: Point, in area: Rect) -> Int? {
    let ranked = ranked
    return list(ranked).row(at: point, in: area).map { ranked[$0].index }
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    list(ranked).draw(in: area, on: &canvas, look: look)
  }

  private var ranked: [(index: Int, match: FuzzyMatch)] {
    entries.enumerated()
      .compactMap { index, entry in match(entry).map { (index, $0) } }
      .sorted { ($1.match.score, $0.index) < ($0.match.score, $1.index) }
  }

  private func match(_ entry: Entry) -> FuzzyMatch? {
    if let match = FuzzyMatch(filter.value, in: entry.title), !entry.isMeant { return match }
    guard var match = FuzzyMatch("", in: entry.title) else { return nil }
    if entry.isMeant {
      match.score = .max
    } else {
      // Letters strewn over a sentence mean nothing; a word of it does.
      guard entry.note.lowercased().contains(filter.value.lowercased()) else { return nil }
      match.score = -1000
    }
    return match
  }

  private func list(_ ranked: [(index: Int, match: FuzzyMatch)]) -> PickerList {
    let rows = ranked.map { index, match in
      let entry = entries[index]
      var row = PickerList.Row(entry.title, detail: entry.key, mark: entry.isCurrent ? .ticked : .none)
      row.matched = match.positions
      row.detailRole = .key
      row.note = entry.note
      return row
    }
    let at = rows.isEmpty ? nil : min(max(0, highlighted), rows.count - 1)
    return PickerList(rows: rows, highlighted: at, filter: filter, total: entries.count, scroll: scroll)
  }
}
