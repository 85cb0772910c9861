/// The selection in a list. It follows the item, not the row.
struct ListCursor: Equatable, Sendable {
  private(set) var selected: String?
  /// The last index of the selected item, used when the item is gone.
  private(set) var index = 0
  /// The first row shown.
  private(set) var offset = 0
  /// The uptime of the last move by a person.
  private(set) var movedAt: Duration?

  enum Move: Equatable, Sendable {
    case by(Int)
    case first
    case last

    /// The move that a key's action means; nil for other actions. `page` is in rows.
    init?(_ action: Action, page: Int) {
      switch action {
      case .up: self = .by(-1)
      case .down: self = .by(1)
      case .pageUp: self = .by(-page)
      case .pageDown: self = .by(page)
      case .first: self = .first
      case .last: self = .last
      default: return nil
      }
    }
  }

  init(selected: String? = nil) { self.selected = selected }

  mutating func move(_ move: Move, in items: [String], at uptime: Duration) {
    guard !items.isEmpty else { return }
    let known = selected.flatMap { items.firstIndex(of: $0) }
    let target =
      switch move {
      case .by(let steps): known.map { $0 + steps } ?? 0
      case .first: 0
      case .last: items.count - 1
      }
    index = min(max(0, target), items.count - 1)
    selected = items[index]
    movedAt = uptime
  }

  mutating func select(_ item: String, in items: [String], at uptime: Duration) {
    guard let found = items.firstIndex(of: item) else { return }
    index = found
    selected = item
    movedAt = uptime
  }

  /// Keeps the rows in place for a while, as after a move of the cursor.
  mutating func hold(at uptime: Duration) { movedAt = uptime }

  /// Starts at the top of other items; the selection stays if it is among them.
  mutating func begin(in items: [String]) {
    let found = selected.flatMap { items.firstIndex(of: $0) }
    if found == nil { selected = nil }
    index = found ?? 0
    offset = 0
  }

  /// Follows the selected item, or stays at its index when it is gone, and scrolls it into the `visible` rows. A list
  /// without the focus shows its top. With `anchored`, rows added above a scrolled list do not move it, and an item
  /// that is gone leaves no selection.
  mutating func settle(in items: [String], visible: Int, isFocused: Bool = true, anchored: Bool = false) {
    if let selected {
      if let found = items.firstIndex(of: selected) {
        if anchored, offset > 0 { offset = max(1, offset + found - index) }
        index = found
      } else if items.isEmpty {
        // The selection is kept for when the items come back.
        index = 0
      } else if anchored {
        begin(in: items)
      } else {
        index = min(index, items.count - 1)
        self.selected = items[index]
      }
    }
    guard isFocused else {
      offset = 0
      return
    }
    let rows = max(1, visible)
    if selected != nil {
      if index < offset { offset = index }
      if index >= offset + rows { offset = index - rows + 1 }
    }
    offset = min(max(0, offset), max(0, items.count - rows))
  }
}
