import SalesCore

/// Dense numbers for the regions, products and (region, product) pairs of a cube, in order of first occurrence.
struct PairDirectory: Sendable {
  private(set) var regions: [NameID] = []
  private(set) var products: [NameID] = []
  /// By pair: the index of its region in `regions` and of its product in `products`.
  private(set) var pairs: [Pair] = []
  private var regionIndex: [NameID: Int32] = [:]
  private var productIndex: [NameID: Int32] = [:]
  private var pairIndex: [Pair: UInt32] = [:]
  /// The last pair looked up, by a few bits of its names' numbers. Each bucket lists its pairs in an order of its own,
  /// and a hash table look-up a cell would be most of the time that a long view takes to load.
  private var recent = [Recent](repeating: Recent(), count: 1 << Self.recentBits)

  private struct Recent: Sendable {
    var region: NameID = 0
    var product: NameID = 0
    /// `.max` stands for no pair.
    var number = UInt32.max
  }

  private static let recentBits: UInt32 = 13

  struct Pair: Hashable, Sendable {
    var region: Int32
    var product: Int32
  }

  /// The pair's number. Rollups tend to list the same pairs in the same order, so the one after `last` is tried first.
  mutating func index(region: NameID, product: NameID, after last: UInt32) -> UInt32 {
    let guess = Int(last) + 1
    if guess < pairs.count, regions[Int(pairs[guess].region)] == region, products[Int(pairs[guess].product)] == product
    {
      return UInt32(guess)
    }
    let bits = UInt32(bitPattern: region) &* 0x9E37_79B1 &+ UInt32(bitPattern: product) &* 0x85EB_CA77
    let slot = Int(bits >> (32 - Self.recentBits))
    let seen = recent[slot]
    if seen.region == region, seen.product == product, seen.number != .max { return seen.number }
    let number = search(region: region, product: product)
    recent[slot] = Recent(region: region, product: product, number: number)
    return number
  }

  private mutating func search(region: NameID, product: NameID) -> UInt32 {
    let pair = Pair(
      region: Self.index(of: region, in: &regions, &regionIndex),
      product: Self.index(of: product, in: &products, &productIndex))
    if let known = pairIndex[pair] { return known }
    let number = UInt32(pairs.count)
    pairs.append(pair)
    pairIndex[pair] = number
    return number
  }

  private static func index(of name: NameID, in names: inout [NameID], _ indices: inout [NameID: Int32]) -> Int32 {
    if let known = indices[name] { return known }
    let index = Int32(names.count)
    names.append(name)
    indices[name] = index
    return index
  }
}
