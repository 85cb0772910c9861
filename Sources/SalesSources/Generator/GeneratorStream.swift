/// Independent sequences of random bits, one per question. A number here is part of what a seed means: changing one changes every sale.
enum GeneratorStream {
  static let choice: UInt64 = 1
  static let price: UInt64 = 2
  static let late: UInt64 = 3
  static let duplicate: UInt64 = 4
  static let malformed: UInt64 = 5
  static let promotions: UInt64 = 6
}
