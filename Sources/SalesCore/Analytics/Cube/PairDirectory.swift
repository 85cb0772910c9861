/// Dense numbers for the regions, the products and the (region, product) pairs that occur in a cube, in the order of first sight.
struct PairDirectory: Sendable {
  private(set) var regions: [NameID] = []
  private(set) var products: [NameID] = []
  /// By pair: where its region stands in `regions`, and its product in `products`.
  private(set) var pairs: [Pair] = []
  private var regionIndex: [NameID: Int32] = [:]
  private var productIndex: [NameID: Int32] = [:]
  private var pairIndex: [Pair: UInt32] = [:]

  struct Pair: Hashable, Sendable {
    var region: Int32
    var product: Int32
  }

  /// The pair's number. Rollups tend to list the same pairs in the same order, so the one after the last found is tried first.
  mutating func index(region: NameID, product: NameID, after last: UInt32) -> UInt32 {
    let guess = Int(last) + 1
    if guess < pairs.count, regions[Int(pairs[guess].region)] == region, products[Int(pairs[guess].product)] == product
    {
      return UInt32(guess)
    }
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
