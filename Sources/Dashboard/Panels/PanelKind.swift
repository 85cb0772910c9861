/// The name of a panel in layouts, with the facts that layouts and keys need of it.
package struct PanelKind: Hashable, Sendable, CustomStringConvertible {
  /// The name in layouts. Kinds of the same name are equal.
  package let name: String
  /// A short description for lists of panels.
  package let summary: String
  /// The context of its keys; nil for a panel that cannot have the focus.
  let keys: KeyContext?
  /// The least useful height in rows, border included, when panels are stacked.
  let leastRows: Int

  init(_ name: String, summary: String, keys: KeyContext?, leastRows: Int = 5) {
    self.name = name
    self.summary = summary
    self.keys = keys
    self.leastRows = leastRows
  }

  /// A kind by name alone, as read from a file, to compare with known kinds.
  init(unlisted name: String) { self.init(name, summary: "", keys: nil) }

  var isFocusable: Bool { keys != nil }

  package var description: String { name }

  package static func == (left: PanelKind, right: PanelKind) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension PanelKind {
  static let revenue = PanelKind(
    "revenue", summary: "the measure over time, with the comparison behind it", keys: .chart, leastRows: 6)
  static let trend = PanelKind(
    "trend", summary: "the measure over time, stacked by region", keys: .chart, leastRows: 6)
  static let regions = PanelKind("regions", summary: "regions as ranked bars", keys: .list)
  static let map = PanelKind(
    "map", summary: "regions as bubbles on a world map; from 40x12 cells", keys: .list, leastRows: 9)
  static let products = PanelKind("products", summary: "products, ranked", keys: .list)
  static let pivot = PanelKind("pivot", summary: "regions by products; from 40x8 cells", keys: .grid, leastRows: 8)
  static let heatmap = PanelKind(
    "heatmap", summary: "weekdays by hours; 55x10 cells show all", keys: .grid, leastRows: 10)
  static let feed = PanelKind("feed", summary: "the newest sales, one a row", keys: .list)
  static let ticker = PanelKind(
    "ticker", summary: "the newest sales on one line, without a border", keys: nil, leastRows: 1)
  static let pipeline = PanelKind(
    "pipeline", summary: "how the sales get here: rates, lag, latency, what did not count", keys: .list, leastRows: 6)
  static let filter = PanelKind(
    "filter", summary: "period, regions and products to pick from; 30 columns do", keys: nil, leastRows: 12)
}
