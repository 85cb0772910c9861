import SalesAnalytics
import SalesCore

/// Enter: show only what is selected.
extension Model {
  mutating func apply() {
    switch focus {
    case .revenue, .trend: zoomToCrosshair()
    case .heatmap: applyHeatCell()
    case .pivot: applyPivotCell()
    case .pipeline, .ticker, .filter: return
    case .regions, .map:
      guard let name = regions.cursor.selected, regions.order.contains(name) else { return }
      show(onlyRegion: name)
    case .products:
      guard let name = products.cursor.selected, products.order.contains(name) else { return }
      show(onlyProduct: name)
    case .feed:
      guard let sale = feed.first(where: { $0.sale.id == feedCursor.selected })?.sale else { return }
      show(onlyProduct: sale.product)
    }
  }

  private mutating func show(onlyRegion name: String) {
    var new = filter
    new.regions = [name]
    new.excludedRegions = []
    change(filter: new)
  }

  private mutating func show(onlyProduct name: String) {
    var new = filter
    new.products = [name]
    new.excludedProducts = []
    change(filter: new)
  }

  /// To the marked range, else to the bucket under the crosshair.
  mutating func zoomToCrosshair() {
    guard let figures, isCurrent, let newest = newestBucket else { return }
    guard let index = crosshairIndex else {
      crosshair = figures.edges[newest]
      return
    }
    let chosen = markedBuckets ?? index...index
    guard figures.bucket > .second || chosen.count > 1 else { return drillIntoBucket() }
    remember(.period(period))
    (crosshair, mark) = (nil, nil)
    show(.covering(figures.range(of: chosen), calendar: setup.calendar))
  }
}
