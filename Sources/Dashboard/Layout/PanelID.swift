/// The panels a view can be made of; the raw value is the panel's name in layouts.
package enum PanelID: String, Sendable, CaseIterable {
  /// The measure over time as a line, with the comparison as a ghost.
  case revenue
  /// The measure over time, stacked by region.
  case trend
  /// Regions as ranked bars.
  case regions
  /// Regions as bubbles on a world map.
  case map
  case products
  /// Regions by products.
  case pivot
  /// Weekdays by hours.
  case heatmap
  /// The newest sales, one a row.
  case feed
  /// The newest sales, all on one line.
  case ticker
  case pipeline
  /// Period, regions and products to pick from, always open.
  case filter

  /// What keys mean in it; nil where it cannot have the focus.
  var context: KeyContext? {
    switch self {
    case .revenue, .trend: .chart
    case .regions, .map, .products, .feed, .pipeline: .list
    case .pivot, .heatmap: .grid
    case .ticker, .filter: nil
    }
  }

  var isList: Bool { context == .list }
  var isChart: Bool { context == .chart }
}
