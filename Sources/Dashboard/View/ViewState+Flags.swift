import SalesAnalytics
import SalesCore

extension ViewState {
  /// The flags of `dash` that show this view. View, period and comparison are always among them, since settings may
  /// name others; the rest only where they differ from the defaults.
  var flags: [String] {
    var words: [String] = []
    func add(_ flag: String, _ value: String) {
      // A value that begins with "-" would look like a flag, so it is joined to its own.
      words += value.hasPrefix("-") ? ["--\(flag)=\(value)"] : ["--\(flag)", value]
    }
    add("view", view.lowercased())
    add("period", period.text)
    add("compare", comparison.rawValue)
    for name in filter.regions.sorted() { add("region", name) }
    for name in filter.excludedRegions.sorted() { add("not-region", name) }
    for name in filter.products.sorted() { add("product", name) }
    for name in filter.excludedProducts.sorted() { add("not-product", name) }
    if measure != .revenue { add("measure", measure.rawValue) }
    if let bucket { add("bucket", bucket.text) }
    if axis != .auto { add("axis", axis.text) }
    return words
  }
}
