import SalesAnalytics
package import SalesCore

/// What a dashboard is left with and begins with again, all in words, so that it can be a file that outlives versions.
/// What is nil is as it is by itself.
package struct KeptState: Codable, Equatable, Sendable {
  package var view: String?
  package var period: String?
  /// Where `=` and `0` lead to.
  package var homePeriod: String?
  package var livePeriod: String?
  package var bucket: String?
  package var compare: String?
  package var measure: String?
  package var axis: String?
  package var regions: [String]?
  package var notRegions: [String]?
  package var products: [String]?
  package var notProducts: [String]?
  /// Only where a person picked one.
  package var theme: String?
  package var mouse: String?
  package var focus: String?
  /// The panel that is shown alone.
  package var maximised: String?
  /// `change`, or `change reversed`.
  package var sortRegions: String?
  package var sortProducts: String?

  package init() {}

  /// Whether each word is one that could have been written.
  package var isReadable: Bool {
    let periods = [period, homePeriod, livePeriod].compactMap { $0 }
    return periods.allSatisfy { (try? Period(parsing: $0)) != nil }
      && bucket.map { (try? BucketSize(parsing: $0)) != nil } ?? true
      && compare.map { Comparison(rawValue: $0) != nil } ?? true
      && measure.map { Measure(rawValue: $0) != nil } ?? true && axis.map { AxisMode(parsing: $0) != nil } ?? true
  }

  package var filter: SaleFilter {
    var filter = SaleFilter()
    filter.regions = Set(regions ?? [])
    filter.excludedRegions = Set(notRegions ?? [])
    filter.products = Set(products ?? [])
    filter.excludedProducts = Set(notProducts ?? [])
    return filter
  }
}

extension Model {
  /// What is to be kept of this run.
  var kept: KeptState {
    var kept = KeptState()
    kept.view = viewSpec.name
    kept.period = period.text
    kept.homePeriod = homePeriod.text
    kept.livePeriod = livePeriod.text
    kept.bucket = bucket?.text
    kept.compare = comparison.rawValue
    kept.measure = measure.rawValue
    kept.axis = axis.text
    kept.regions = filter.regions.sorted()
    kept.notRegions = filter.excludedRegions.sorted()
    kept.products = filter.products.sorted()
    kept.notProducts = filter.excludedProducts.sorted()
    kept.mouse = isMouseOn ? "on" : "off"
    kept.focus = focus.rawValue
    kept.maximised = isMaximised ? focus.rawValue : nil
    kept.sortRegions = regions.sortText
    kept.sortProducts = products.sortText
    return kept
  }

  /// Takes up what is not part of the view state. What there is no more is passed over.
  mutating func resume(_ kept: KeptState) {
    if let period = kept.homePeriod.flatMap({ try? Period(parsing: $0) }) { homePeriod = period }
    if let period = kept.livePeriod.flatMap({ try? Period(parsing: $0) }), period.isLive { livePeriod = period }
    isMouseOn = kept.mouse != "off"
    regions.sort(by: kept.sortRegions)
    products.sort(by: kept.sortProducts)
    guard let panel = (kept.maximised ?? kept.focus).flatMap(PanelID.init(rawValue:)),
      viewSpec.focusable.contains(panel)
    else { return }
    focus = panel
    isMaximised = kept.maximised != nil
  }
}

extension RankedList {
  fileprivate var sortText: String { key.rawValue + (isReversed ? " reversed" : "") }

  fileprivate mutating func sort(by text: String?) {
    guard let words = text?.split(separator: " "), let wanted = words.first.flatMap({ SortKey(rawValue: String($0)) })
    else { return }
    sort(by: wanted)
    if (words.count > 1) != isReversed { reverse() }
  }
}
