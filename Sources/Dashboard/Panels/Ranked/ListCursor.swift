/// A selection in a list that follows the item, not the row.
struct ListCursor: Equatable, Sendable {
  private(set) var selected: String?
  /// Where the selection was last seen, for when its item goes away.
  private(set) var index = 0
  /// First row shown.
  private(set) var offset = 0
  /// Uptime of the last move by the person.
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

  /// Somebody looks at these items elsewhere: they stay where they are as if the cursor had moved.
  mutating func hold(at uptime: Duration) { movedAt = uptime }

  /// These are other items than before: from their top, with the same selection if it is among them.
  mutating func begin(in items: [String]) {
    let found = selected.flatMap { items.firstIndex(of: $0) }
    if found == nil { selected = nil }
    index = found ?? 0
    offset = 0
  }

  /// Follows the item to where it is now, or stays near where it was, and brings it into the `visible` rows. `anchored`: once
  /// the top is out of sight, what comes on top moves nothing on the screen, and an item that is gone leaves no selection: what
  /// stands in its row is any other. A list without the focus shows from its top.
  mutating func settle(in items: [String], visible: Int, isFocused: Bool = true, anchored: Bool = false) {
    if let selected {
      if let found = items.firstIndex(of: selected) {
        if anchored, offset > 0 { offset = max(1, offset + found - index) }
        index = found
      } else if items.isEmpty {
        // Comes back when the items do.
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
