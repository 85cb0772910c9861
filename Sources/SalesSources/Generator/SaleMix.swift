import SalesCore

/// Picks the product, the region and the amount of sale n from its random bits.
struct SaleMix: Sendable {
  struct Pick: Sendable {
    var product: Int
    var region: Int
    var amountMinor: Int64
  }

  private let regions: AliasTable
  /// By region, for each has its own favourites; a single table for all regions where the catalog is huge.
  private let products: [AliasTable]
  /// By category: its products, and their popularity.
  private let categories: [(members: [Int], table: AliasTable)]
  /// `priceSteps` shelf prices for each product.
  private let prices: [Int64]
  private let choice: CounterHash
  private let price: CounterHash

  /// Of 65,536 sales: 1.5 % refunds; 5 % of three pieces, 15 % of two.
  private static let refunds = 983
  private static let threes = 3277
  private static let twos = 9830
  private static let priceSteps = 8
  private static let ownTables = 200_000

  init(catalog: Catalog, seed: UInt64) {
    choice = CounterHash(seed: seed, stream: GeneratorStream.choice)
    price = CounterHash(seed: seed, stream: GeneratorStream.price)
    regions = AliasTable(weights: catalog.regions.map(\.weight))
    if catalog.products.count * catalog.regions.count <= Self.ownTables {
      products = catalog.regions.map { region in
        AliasTable(weights: catalog.products.map { $0.popularity * Self.affinity(of: region, for: $0) })
      }
    } else {
      products = [AliasTable(weights: catalog.products.map(\.popularity))]
    }
    var names: [String: Int] = [:]
    var members: [[Int]] = []
    for (index, product) in catalog.products.enumerated() {
      let category = names[product.category] ?? members.count
      names[product.category] = category
      if category == members.count { members.append([]) }
      members[category].append(index)
    }
    categories = members.map { members in
      (members, AliasTable(weights: members.map { catalog.products[$0].popularity }))
    }
    prices = catalog.products.flatMap { Self.shelfPrices($0.price.minorUnits, currency: catalog.currency) }
  }

  /// Multiplies a product's popularity in a region, by 0.6 to 1.4. Depends on the two names, so it is the same for
  /// every seed.
  private static func affinity(of region: Catalog.Region, for product: Catalog.Product) -> Double {
    0.6 + 0.8
      * CounterHash.fraction(CounterHash.mix(CounterHash.bits(of: region.name) ^ CounterHash.bits(of: product.name)))
  }

  /// Mostly the list price; else a little more or less, ending as shop prices do.
  private static func shelfPrices(_ list: Int64, currency: Currency) -> [Int64] {
    ([100, 100, 100, 100, 105, 95, 90, 85] as [Int64]).map { percent in
      guard percent != 100 else { return list }
      let price = list * percent / 100
      // x.49 and x.99; whole tens where there is no minor unit.
      let (step, under): (Int64, Int64) = currency.decimals == 0 ? (10, 0) : (currency.scale / 2, currency.scale / 100)
      let rounded = (price + step / 2) / step * step - under
      return rounded > 0 ? rounded : list
    }
  }

  /// `promoted` is the category on promotion and, of 65,536, how many sales it draws to itself.
  @inline(__always)
  func pick(_ n: Int64, regionOf: (UInt32) -> Int, promoted: (category: Int, share: Int)?) -> Pick {
    let choice = choice.bits(n)
    let bits = price.bits(n)
    let region = regionOf(UInt32(truncatingIfNeeded: choice >> 32))
    let product: Int
    if let promoted, Int(bits >> 48) < promoted.share {
      let category = categories[promoted.category]
      product = category.members[category.table.pick(UInt32(truncatingIfNeeded: choice))]
    } else {
      product = products[products.count == 1 ? 0 : region].pick(UInt32(truncatingIfNeeded: choice))
    }
    let unit = prices[product &* Self.priceSteps &+ Int(bits & 7)]
    let dice = Int(bits >> 16 & 0xFFFF)
    let pieces: Int64 = dice < Self.threes ? 3 : dice < Self.threes + Self.twos ? 2 : 1
    let amount = unit &* pieces
    return Pick(
      product: product, region: region, amountMinor: Int(bits >> 32 & 0xFFFF) < Self.refunds ? -amount : amount)
  }

  /// The region by weight alone, without a demand curve.
  @inline(__always)
  func region(_ bits: UInt32) -> Int { regions.pick(bits) }
}
