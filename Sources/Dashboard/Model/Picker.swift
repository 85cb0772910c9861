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
  /// The first row of a region or product picker.
  case all

  var name: String {
    switch self {
    case .period(let period): period.text
    case .region(let name), .product(let name), .theme(let name), .sale(let name): name
    case .all: ""
    }
  }
}

/// An open picker: what is typed, marked and highlighted. Which rows it has is worked out from the figures each time.
struct Picker: Equatable, Sendable {
  enum Kind: Sendable {
    case period, regions, products, search, theme

    var title: String {
      switch self {
      case .period: "Period"
      case .regions: "Regions"
      case .products: "Products"
      case .search: "Find"
      case .theme: "Theme"
      }
    }

    var marksRows: Bool { self != .period && self != .theme }
  }

  enum Mark: Sendable { case ticked, excluded }

  let kind: Kind
  var typed = TextField()
  private(set) var marks: [Choice: Mark]
  /// Somebody ticked or excluded something since it opened.
  private(set) var isTouched = false
  private(set) var highlighted: Choice?
  private(set) var offset = 0
  private var index = 0
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

  /// What rows are matched with.
  var needle: String { excludes ? String(typed.value.dropFirst()) : typed.value }

  mutating func move(by steps: Int, in rows: [Choice]) {
    guard !rows.isEmpty else { return }
    index = min(max(0, index + steps), rows.count - 1)
    highlighted = rows[index]
    isAimed = true
  }

  mutating func highlight(_ choice: Choice, in rows: [Choice]) {
    guard let found = rows.firstIndex(of: choice) else { return }
    index = found
    highlighted = choice
    isAimed = true
  }

  /// Where the highlight stands when the picker opens; it means nothing yet.
  mutating func start(at choice: Choice, in rows: [Choice]) {
    guard let found = rows.firstIndex(of: choice) else { return }
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
  mutating func toggle(_ mark: Mark, in rows: [Choice]) {
    guard kind.marksRows, let choice = highlighted, rows.contains(choice) else { return }
    guard choice != .all else { return clearMarks(in: rows) }
    if case .sale = choice { return }
    marks[choice] = marks[choice] == mark ? nil : mark
    isTouched = true
    move(by: 1, in: rows)
  }

  mutating func clearMarks(in rows: [Choice]) {
    guard kind.marksRows else { return }
    marks = [:]
    isTouched = true
    if rows.contains(.all) { highlight(.all, in: rows) }
  }

  /// Keeps the highlight on its row, or on the row where it was, and in sight.
  mutating func settle(in rows: [Choice], visible: Int) {
    if let highlighted, let found = rows.firstIndex(of: highlighted) { index = found }
    index = min(max(0, index), max(0, rows.count - 1))
    highlighted = rows.isEmpty ? nil : rows[index]
    let room = max(1, visible)
    if index < offset { offset = index }
    if index >= offset + room { offset = index - room + 1 }
    offset = min(max(0, offset), max(0, rows.count - room))
  }
}
