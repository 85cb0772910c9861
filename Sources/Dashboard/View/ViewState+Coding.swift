import SalesAnalytics
import SalesCore

/// Coded as text values, so that later versions of the program can read the file.
extension ViewState: Codable {
  private enum Key: String, CodingKey {
    case view, period, homePeriod, livePeriod, bucket, compare, measure, axis, regions, notRegions, products
    case notProducts, theme, mouse, focus, maximised, sortRegions, sortProducts
  }

  /// Missing keys keep their defaults. Throws when a value cannot be parsed.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func read<T>(_ key: Key, _ parse: (String) throws -> T?) throws -> T? {
      guard let text = try values.decodeIfPresent(String.self, forKey: key) else { return nil }
      guard let value = try? parse(text) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: "unknown value \(text)")
      }
      return value
    }
    func names(_ key: Key) throws -> Set<String> { Set(try values.decodeIfPresent([String].self, forKey: key) ?? []) }

    self.init()
    view = try values.decodeIfPresent(String.self, forKey: .view) ?? view
    if let period = try read(.period, { try Period(parsing: $0) }) { self.init(showing: period, in: view) }
    homePeriod = try read(.homePeriod) { try Period(parsing: $0) } ?? homePeriod
    if let period = try read(.livePeriod, { try Period(parsing: $0) }), period.isLive { livePeriod = period }
    bucket = try read(.bucket) { try BucketSize(parsing: $0) }
    comparison = try read(.compare, Comparison.init(rawValue:)) ?? comparison
    measure = try read(.measure, Measure.init(rawValue:)) ?? measure
    axis = try read(.axis, AxisMode.init(parsing:)) ?? axis
    (filter.regions, filter.excludedRegions) = (try names(.regions), try names(.notRegions))
    (filter.products, filter.excludedProducts) = (try names(.products), try names(.notProducts))
    theme = try values.decodeIfPresent(String.self, forKey: .theme)
    isMouseOn = try values.decodeIfPresent(String.self, forKey: .mouse) != "off"
    let maximised = try values.decodeIfPresent(String.self, forKey: .maximised)
    isMaximised = maximised != nil
    focus = try (maximised ?? values.decodeIfPresent(String.self, forKey: .focus)).map(PanelKind.init(unlisted:))
    sortRegions = try read(.sortRegions, SortOrder.init(parsing:)) ?? sortRegions
    sortProducts = try read(.sortProducts, SortOrder.init(parsing:)) ?? sortProducts
  }

  private init(showing period: Period, in view: String) {
    self.init(period: period)
    self.view = view
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(view, forKey: .view)
    try values.encode(period.text, forKey: .period)
    try values.encode(homePeriod.text, forKey: .homePeriod)
    try values.encode(livePeriod.text, forKey: .livePeriod)
    try values.encodeIfPresent(bucket?.text, forKey: .bucket)
    try values.encode(comparison.rawValue, forKey: .compare)
    try values.encode(measure.rawValue, forKey: .measure)
    try values.encode(axis.text, forKey: .axis)
    try values.encode(filter.regions.sorted(), forKey: .regions)
    try values.encode(filter.excludedRegions.sorted(), forKey: .notRegions)
    try values.encode(filter.products.sorted(), forKey: .products)
    try values.encode(filter.excludedProducts.sorted(), forKey: .notProducts)
    try values.encodeIfPresent(theme, forKey: .theme)
    try values.encode(isMouseOn ? "on" : "off", forKey: .mouse)
    try values.encodeIfPresent(focus?.name, forKey: .focus)
    if isMaximised { try values.encodeIfPresent(focus?.name, forKey: .maximised) }
    try values.encode(sortRegions.text, forKey: .sortRegions)
    try values.encode(sortProducts.text, forKey: .sortProducts)
  }
}
