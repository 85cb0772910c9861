/// An ISO 4217 currency: its code and the number of decimals of its minor unit.
package struct Currency: Hashable, Sendable {
  package let code: String
  package let decimals: Int

  /// Nil unless the code is three capital ASCII letters.
  package init?(code: String) {
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
    self.code = code
    self.decimals = Self.decimals[code] ?? 2
  }

  private init(_ code: String, decimals: Int) {
    self.code = code
    self.decimals = decimals
  }

  package static let usDollar = Currency("USD", decimals: 2)

  /// Minor units in one major unit: 100 for USD.
  package var scale: Int64 { [1, 10, 100, 1000, 10_000][decimals] }

  /// The currencies for which ISO 4217 has a number of decimals other than two.
  private static let decimals: [String: Int] = [
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
  ]
}
