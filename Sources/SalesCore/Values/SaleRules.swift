/// The rules by which a record is stored or rejected, besides the record and its log timestamp. They are fixed when a
/// store is made, so that a replay decides the same.
package struct SaleRules: Hashable, Sendable {
  /// The only reporting currency; a sale in another one is rejected.
  package var currency: Currency = .usDollar
  /// The greatest time by which a sale may be ahead of its record's log timestamp.
  package var maxSkew: Duration = .minutes(5)

  package static let maxRecordBytes = 1 << 20
  package static let maxIDBytes = 128
  /// As long as the titles of marketplaces.
  package static let maxNameCharacters = 256
  package static let maxNameBytes = 2048

  /// In minor units, above and below zero: ten million million dollars. Sums of Int64 hold nine thousand such sales.
  package static let maxAmount: Int64 = 1_000_000_000_000_000

  package init() {}

  package init(currency: Currency, maxSkew: Duration) {
    self.currency = currency
    self.maxSkew = maxSkew
  }
}
