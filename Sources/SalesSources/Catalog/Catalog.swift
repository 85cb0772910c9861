import Foundation
package import SalesCore

/// The products that a generator sells and the regions where it sells them. Valid by construction: at least one of
/// each, names unique. `CatalogFile` reads one from TOML.
///
///     let lamp = Catalog.Product(
///       name: "Lamp", category: "Home", price: Money(minorUnits: 1999), popularity: 1)
///     let uk = Catalog.Region(name: "UK", weight: 1, timeZone: "Europe/London", latitude: 51.5, longitude: -0.1)
///     let catalog = try Catalog(currency: .usDollar, products: [lamp], regions: [uk])
package struct Catalog: Hashable, Sendable {
  package struct Product: Hashable, Sendable {
    package var name: String
    package var category: String
    /// The list price, above zero.
    package var price: Money
    /// The product's share of the sales, relative to the other products; above zero.
    package var popularity: Double

    package init(name: String, category: String, price: Money, popularity: Double) {
      self.name = name
      self.category = category
      self.price = price
      self.popularity = popularity
    }
  }

  package struct Region: Hashable, Sendable {
    package var name: String
    /// The region's share of the sales, relative to the other regions; above zero.
    package var weight: Double
    /// IANA name, such as `Europe/Paris`. The demand curve follows its clock.
    package var timeZone: String
    /// Degrees, north positive.
    package var latitude: Double
    /// Degrees, east positive.
    package var longitude: Double

    package init(name: String, weight: Double, timeZone: String, latitude: Double, longitude: Double) {
      self.name = name
      self.weight = weight
      self.timeZone = timeZone
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// A value that a catalog cannot have, and its key, such as `product[3].price`.
  package struct Problem: Error, Hashable, Sendable {
    package var key: String
    package var message: String

    package init(key: String, message: String) {
      self.key = key
      self.message = message
    }
  }

  package let currency: Currency
  package let products: [Product]
  package let regions: [Region]

  /// The most products and regions, which bounds the memory of a generator.
  package static let maxProducts = 10_000
  package static let maxRegions = 1000

  package init(currency: Currency, products: [Product], regions: [Region]) throws(Problem) {
    try Self.check(count: products.count, atMost: Self.maxProducts, key: "product")
    try Self.check(count: regions.count, atMost: Self.maxRegions, key: "region")
    var productNames: Set<String> = []
    for (index, product) in products.enumerated() {
      try Self.check(product, key: "product[\(index + 1)]")
      guard productNames.insert(product.name).inserted else {
        throw Problem(key: "product[\(index + 1)].name", message: "\"\(product.name)\" is there twice")
      }
    }
    var regionNames: Set<String> = []
    for (index, region) in regions.enumerated() {
      try Self.check(region, key: "region[\(index + 1)]")
      guard regionNames.insert(region.name).inserted else {
        throw Problem(key: "region[\(index + 1)].name", message: "\"\(region.name)\" is there twice")
      }
    }
    self.currency = currency
    self.products = products
    self.regions = regions
  }

  private static func check(count: Int, atMost limit: Int, key: String) throws(Problem) {
    guard count > 0 else { throw Problem(key: key, message: "at least one is needed") }
    guard count <= limit else { throw Problem(key: key, message: "\(count) are too many, at most \(limit)") }
  }

  private static func check(_ product: Product, key: String) throws(Problem) {
    try check(name: product.name, key: "\(key).name")
    try check(name: product.category, key: "\(key).category")
    guard (1...1_000_000_000_000).contains(product.price.minorUnits) else {
      throw Problem(key: "\(key).price", message: "must be above zero and at most 10,000,000,000.00")
    }
    try check(share: product.popularity, key: "\(key).popularity")
  }

  private static func check(_ region: Region, key: String) throws(Problem) {
    try check(name: region.name, key: "\(key).name")
    try check(share: region.weight, key: "\(key).weight")
    guard TimeZone(identifier: region.timeZone) != nil else {
      throw Problem(key: "\(key).time_zone", message: "\"\(region.timeZone)\" is not a known IANA time zone")
    }
    guard (-90...90).contains(region.latitude) else {
      throw Problem(key: "\(key).latitude", message: "must lie between -90 and 90")
    }
    guard (-180...180).contains(region.longitude) else {
      throw Problem(key: "\(key).longitude", message: "must lie between -180 and 180")
    }
  }

  private static func check(name: String, key: String) throws(Problem) {
    guard !name.isEmpty, name.count <= SaleRules.maxNameCharacters else {
      throw Problem(key: key, message: "must have 1 to \(SaleRules.maxNameCharacters) characters")
    }
    guard name == name.trimmingCharacters(in: .whitespacesAndNewlines),
      Array(name.utf8) == Array(name.precomposedStringWithCanonicalMapping.utf8)
    else { throw Problem(key: key, message: "must be trimmed and in Unicode's form NFC") }
  }

  private static func check(share: Double, key: String) throws(Problem) {
    // The bound keeps the sum of all shares far from where a share would be lost in rounding.
    guard share.isFinite, share > 0, share <= 1e9 else {
      throw Problem(key: key, message: "must be above zero and at most 1e9")
    }
  }
}
