package import SalesCore

/// The same numbers for the same seed (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Sales at random instants of a range, a few of them refunds.
package enum RandomSales {
  package static let regions = ["APAC", "EMEA", "LATAM", "NA"]
  package static let products = ["Desk Lamp", "Espresso Pro", "Gift card", "Trail Boots", "咖啡机 ☕"]

  package static func make(
    _ count: Int, in range: Range<Timestamp>, using generator: inout SeededGenerator, prefix: String = "s"
  ) -> [Sale] {
    (0..<count).map { index in
      Sale(
        id: "\(prefix)\(index)",
        time: Timestamp(
          milliseconds: .random(in: range.lowerBound.milliseconds..<range.upperBound.milliseconds, using: &generator)),
        amount: Money(minorUnits: .random(in: -500...20_000, using: &generator)),
        product: products.randomElement(using: &generator) ?? "",
        region: regions.randomElement(using: &generator) ?? "")
    }
  }
}
