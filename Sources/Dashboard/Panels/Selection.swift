import SalesAnalytics
import SalesCore
import TextUI

/// A list that panels, overlays and keys walk together.
enum ListID: Sendable {
  case regions, products, feed
}

/// Selections that several panels share: the same region is selected in the list and on the map, the same bucket in
/// both charts.
struct Selection: Equatable, Sendable {
  var regions = RankedList()
  var products = RankedList()
  var feedCursor = ListCursor()
  /// The beginning of the bucket under the crosshair, so that it stays with the bucket while time goes on.
  var crosshair: Timestamp?
  /// The beginning of the bucket where a marked range begins; the range ends at the crosshair.
  var mark: Timestamp?
}

extension Model {
  func cursor(of list: ListID) -> ListCursor {
    switch list {
    case .regions: selection.regions.cursor
    case .products: selection.products.cursor
    case .feed: selection.feedCursor
    }
  }

  func items(of list: ListID) -> [String] {
    switch list {
    case .regions: selection.regions.order
    case .products: selection.products.order
    case .feed: data.feed.map(\.sale.id)
    }
  }

  /// Changes a list's cursor, given the list's items.
  mutating func change(_ list: ListID, _ change: (inout ListCursor, [String]) -> Void) {
    switch list {
    case .regions: change(&selection.regions.cursor, selection.regions.order)
    case .products: change(&selection.products.cursor, selection.products.order)
    case .feed: change(&selection.feedCursor, items(of: .feed))
    }
  }

  func order(of list: ListID) -> SortOrder { list == .products ? view.sortProducts : view.sortRegions }

  mutating func sort(_ list: ListID, by order: SortOrder) {
    switch list {
    case .regions: view.sortRegions = order
    case .products: view.sortProducts = order
    case .feed: break
    }
  }

  /// Brings the lists and the crosshair in line with the figures and the rows there are for them.
  mutating func settleSelection(_ layout: ScreenLayout) {
    let focused = panels[focus]?.list
    if let figures = data.figures {
      func ordering(_ list: ListID) -> Ordering {
        Ordering(order: order(of: list), measure: view.measure, currency: setup.currency)
      }
      selection.regions.settle(
        figures.regions, by: ordering(.regions),
        visible: layout.itemRows(of: .regions, count: figures.regions.count), isFocused: focused == .regions,
        at: moment.uptime)
      selection.products.settle(
        figures.products, by: ordering(.products),
        visible: layout.itemRows(of: .products, count: figures.products.count), isFocused: focused == .products,
        at: moment.uptime)
      settleCrosshair(figures)
    }
    selection.feedCursor.settle(
      in: items(of: .feed), visible: layout.itemRows(of: .feed, count: data.feed.count), isFocused: focused == .feed,
      anchored: true)
    selectFirstRow()
  }

  /// A list in focus has a row to act on, however the focus came to it.
  mutating func selectFirstRow() {
    guard let focused = panels[focus]?.list, cursor(of: focused).selected == nil else { return }
    change(focused) { $0.select($1.first ?? "", in: $1, at: .zero) }
  }

  /// Keeps crosshair and mark at their moment where buckets change under them, and drops them where it left the picture.
  private mutating func settleCrosshair(_ figures: Figures) {
    guard isCurrent else { return }
    func settled(_ time: Timestamp) -> Timestamp? {
      // Time goes on under a range that is being marked: the rest of it stays.
      let time = selection.mark == nil ? time : max(time, figures.range.lowerBound)
      return figures.bucket(holding: time).map { figures.edges[min($0, newestBucket ?? $0)] }
    }
    selection.crosshair = selection.crosshair.flatMap(settled)
    selection.mark = selection.crosshair == nil ? nil : selection.mark.flatMap(settled)
  }
}
