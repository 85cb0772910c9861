/// Independent sequences of random bits, one for each decision. To change a number changes every sale of every seed.
enum GeneratorStream {
  static let choice: UInt64 = 1
  static let price: UInt64 = 2
  static let late: UInt64 = 3
  static let duplicate: UInt64 = 4
  static let malformed: UInt64 = 5
  static let promotions: UInt64 = 6
}
