import TextUI

extension ViewSpec {
  /// The views that are shown where the config file has none.
  package static let standard: [ViewSpec] = [overview, trend, regions, products, feed, pipeline]

  private static let chartAndLists: [Length] = [.share(13), .atLeast(5, share: 6)]

  private static let overview = ViewSpec(
    "Overview",
    [
      GridSpec(
        from: Size(columns: 160, rows: 45), columns: [.fixed(30), .share(1), .share(1), .fixed(48)],
        rows: [.share(10), .share(9), .share(9)],
        areas: [
          [.filter, .revenue, .revenue, .feed], [.filter, .regions, .products, .heatmap],
          [.filter, .map, .pivot, .pipeline],
        ]),
      GridSpec(
        from: Size(columns: 110, rows: 34), columns: [.share(35), .share(45), .share(40)],
        rows: [.share(13), .atLeast(6, share: 8), .fixed(9)],
        areas: [[.revenue, .revenue, .revenue], [.regions, .products, .feed], [.heatmap, .heatmap, .feed]]),
      GridSpec(
        from: Size(columns: 110, rows: 16), columns: [.share(35), .share(45), .share(40)], rows: chartAndLists,
        areas: [[.revenue, .revenue, .revenue], [.regions, .products, .feed]]),
      GridSpec(
        from: Size(columns: 60, rows: 34), columns: [.share(35), .share(45)],
        rows: [.share(13), .atLeast(6, share: 8), .atLeast(5, share: 6)],
        areas: [[.revenue, .revenue], [.regions, .products], [.feed, .feed]]),
      GridSpec(
        from: Size(columns: 60, rows: 16), columns: [.share(35), .share(45)], rows: chartAndLists + [.fixed(1)],
        areas: [[.revenue, .revenue], [.regions, .products], [.ticker, .ticker]]),
    ])

  private static let trend = ViewSpec(
    "Trend",
    [
      GridSpec(
        from: Size(columns: 110, rows: 34), columns: [.share(5), .share(3)], rows: [.share(4), .share(4), .fixed(9)],
        areas: [[.revenue, .revenue], [.trend, .trend], [.heatmap, .regions]]),
      GridSpec(
        from: Size(columns: 60, rows: 16), columns: [.share(1)], rows: [.share(1), .share(1)],
        areas: [[.revenue], [.trend]]),
    ])

  private static let regions = ViewSpec(
    "Regions",
    [
      GridSpec(
        from: Size(columns: 110, rows: 34), columns: [.share(2), .share(3)], rows: [.share(5), .share(4)],
        areas: [[.regions, .map], [.pivot, .pivot]]),
      GridSpec(
        from: Size(columns: 60, rows: 16), columns: [.share(2), .share(3)], rows: [.share(1), .share(1)],
        areas: [[.regions, .map], [.pivot, .pivot]]),
    ])

  private static let products = ViewSpec(
    "Products",
    [
      GridSpec(
        from: Size(columns: 110, rows: 34), columns: [.share(3), .share(2)], rows: [.share(2), .share(1)],
        areas: [[.products, .pivot], [.revenue, .revenue]]),
      GridSpec(
        from: Size(columns: 60, rows: 16), columns: [.share(1)], rows: [.share(1)], areas: [[.products]]),
    ])

  private static let feed = ViewSpec(
    "Feed",
    [
      GridSpec(
        from: Size(columns: 60, rows: 30), columns: [.share(1)], rows: [.fixed(9), .share(1)],
        areas: [[.revenue], [.feed]]),
      GridSpec(from: Size(columns: 60, rows: 16), columns: [.share(1)], rows: [.share(1)], areas: [[.feed]]),
    ])

  private static let pipeline = ViewSpec(
    "Pipeline",
    [
      GridSpec(
        from: Size(columns: 110, rows: 30), columns: [.share(3), .share(2)], rows: [.share(1)],
        areas: [[.pipeline, .feed]]),
      GridSpec(from: Size(columns: 60, rows: 16), columns: [.share(1)], rows: [.share(1)], areas: [[.pipeline]]),
    ])
}
