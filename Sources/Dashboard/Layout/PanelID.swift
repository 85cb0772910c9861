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

  /// In a few words, for lists of panels.
  package var summary: String {
    switch self {
    case .revenue: "the measure over time, with the comparison behind it"
    case .trend: "the measure over time, stacked by region"
    case .regions: "regions as ranked bars"
    case .map: "regions as bubbles on a world map; from 40x12 cells"
    case .products: "products, ranked"
    case .pivot: "regions by products; from 40x8 cells"
    case .heatmap: "weekdays by hours; 55x10 cells show all"
    case .feed: "the newest sales, one a row"
    case .ticker: "the newest sales on one line, without a border"
    case .pipeline: "how the sales get here: rates, lag, latency, what did not count"
    case .filter: "period, regions and products to pick from; 30 columns do"
    }
  }

  /// Rows that show something of use, border included, where panels stand one below the other.
  var leastRows: Int {
    switch self {
    case .heatmap: 10
    case .map: 9
    case .pivot: 8
    case .revenue, .trend, .pipeline: 6
    case .regions, .products, .feed: 5
    case .ticker: 1
    case .filter: 12
    }
  }

  var isList: Bool { context == .list }
  var isChart: Bool { context == .chart }
}
