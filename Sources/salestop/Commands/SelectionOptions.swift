import ArgumentParser
import SalesAnalytics
import SalesCore

/// Period and filter, as flags: the same as the dashboard's filter keys.
struct SelectionOptions: ParsableArguments {
  @Option(help: .init("15m, 1h, 7d, now/d, now-1h..now, 2026-11-01..2026-11-07, all.", valueName: "period"))
  var period: String?

  @Option(name: .customLong("region"), help: .init("Only this region; may be given again.", valueName: "name"))
  var regions: [String] = []

  @Option(name: .customLong("not-region"), help: .init("All but this region; may be given again.", valueName: "name"))
  var excludedRegions: [String] = []

  @Option(name: .customLong("product"), help: .init("Only this product; may be given again.", valueName: "name"))
  var products: [String] = []

  @Option(name: .customLong("not-product"), help: .init("All but this product; may be given again.", valueName: "name"))
  var excludedProducts: [String] = []

  var filter: SaleFilter {
    var filter = SaleFilter()
    filter.regions = Set(regions.map(SaleName.normalised))
    filter.excludedRegions = Set(excludedRegions.map(SaleName.normalised))
    filter.products = Set(products.map(SaleName.normalised))
    filter.excludedProducts = Set(excludedProducts.map(SaleName.normalised))
    return filter
  }
}

extension Settings {
  /// The period by flag, environment, config or default; the grammar's own words where it is wrong.
  func period() throws -> Period {
    let text = text(.period) ?? "1h"
    do {
      return try Period(parsing: text)
    } catch {
      throw CommandProblem.setting("\(label(of: .period)): \(error.message)", from: origin(.period))
    }
  }

  func comparison() throws -> Comparison {
    try value(.compare, as: "previous, day, week, year or none") { Comparison(rawValue: $0) }
  }
}
