import SalesAnalytics
import SalesCore
import TextUI

/// A choice in a picker. Names are known by what they name, so that a region and a product of one name stay apart.
enum Choice: Hashable, Sendable {
  case period(Period)
  case region(String)
  case product(String)
  /// By its name.
  case theme(String)
  /// By its id.
  case sale(String)
  case command(Command)
  /// The first row of a region or product picker.
  case all

  var name: String {
    switch self {
    case .period(let period): period.text
    case .region(let name), .product(let name), .theme(let name), .sale(let name): name
    case .command, .all: ""
    }
  }
}

/// An open picker: what is typed, marked and highlighted, and the rows that match.
struct Picker: Equatable, Sendable {
  enum Kind: Sendable {
    case period, regions, products, search, theme
    /// The command palette.
    case commands

    var title: String {
      switch self {
      case .period: "Period"
      case .regions: "Regions"
      case .products: "Products"
      case .search: "Find"
      case .theme: "Theme"
      case .commands: "Commands"
      }
    }

    var marksRows: Bool { self == .regions || self == .products || self == .search }
  }

  enum Mark: Sendable { case ticked, excluded }

  let kind: Kind
  var typed = TextField()
  private(set) var marks: [Choice: Mark]
  /// Somebody ticked or excluded something since it opened.
  private(set) var isTouched = false
  private(set) var highlighted: Choice?
  private(set) var offset = 0
  private(set) var index = 0
  /// Brought in line by `match`.
  var matches = PickerMatches()
  /// The highlight was moved or text was typed: Enter means that row.
  private(set) var isAimed = false

  init(_ kind: Kind, filter: SaleFilter) {
    self.kind = kind
    var marks: [Choice: Mark] = [:]
    if kind == .regions || kind == .search {
      for name in filter.regions { marks[.region(name)] = .ticked }
      for name in filter.excludedRegions { marks[.region(name)] = .excluded }
    }
    if kind == .products || kind == .search {
      for name in filter.products { marks[.product(name)] = .ticked }
      for name in filter.excludedProducts { marks[.product(name)] = .excluded }
    }
    self.marks = marks
  }

  /// `!x` asks for what is to be left out.
  var excludes: Bool { kind.marksRows && typed.value.hasPrefix("!") }

  /// The text that rows are matched with.
  var needle: String { excludes ? String(typed.value.dropFirst()) : typed.value }

  mutating func move(by steps: Int) { highlight(min(max(0, index + steps), matches.rows.count - 1)) }

  /// Highlights the row of this index, if there is one.
  mutating func highlight(_ index: Int) {
    guard matches.rows.indices.contains(index) else { return }
    self.index = index
    highlighted = matches.rows[index].choice
    isAimed = true
  }

  /// Where the highlight stands when the picker opens; it means nothing yet.
  mutating func start(at choice: Choice) {
    guard let found = index(of: choice) else { return }
    index = found
    highlighted = choice
  }

  /// Text was typed: the best match is the first row.
  mutating func textChanged() {
    highlighted = nil
    index = 0
    offset = 0
    isAimed = !needle.isEmpty
  }

  /// Ticks or unticks (`.ticked`), excludes or readmits the highlighted row and goes one down.
  mutating func toggle(_ mark: Mark) {
    guard kind.marksRows, let choice = highlighted, index(of: choice) != nil else { return }
    guard choice != .all else { return clearMarks() }
    if case .sale = choice { return }
    marks[choice] = marks[choice] == mark ? nil : mark
    isTouched = true
    move(by: 1)
  }

  mutating func clearMarks() {
    guard kind.marksRows else { return }
    marks = [:]
    isTouched = true
    if matches.rows.first?.choice == .all { highlight(0) }
  }

  /// Keeps the highlight on its row, or on the row where it was, and in sight.
  mutating func settle(visible: Int) {
    let rows = matches.rows
    if let highlighted, let found = index(of: highlighted) { index = found }
    index = min(max(0, index), max(0, rows.count - 1))
    highlighted = rows.isEmpty ? nil : rows[index].choice
    offset = Scrolling.firstRow(scroll: offset, selected: index, visible: max(1, visible), count: rows.count)
  }

  /// Mostly it is where it was.
  private func index(of choice: Choice) -> Int? {
    let rows = matches.rows
    if rows.indices.contains(index), rows[index].choice == choice { return index }
    return rows.firstIndex { $0.choice == choice }
  }
}
