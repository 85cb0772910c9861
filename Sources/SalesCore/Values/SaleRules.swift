/// What decides between a stored and a rejected record, besides the record and its log timestamp. Fixed when a store
/// is made, so that
/// a replay decides the same.
package struct SaleRules: Hashable, Sendable {
  /// The one reporting currency; a sale that names another one is rejected.
  package var currency: Currency = .usDollar
  /// How far ahead of its record's log timestamp a sale may lie.
  package var maxSkew: Duration = .minutes(5)

  package static let maxRecordBytes = 1 << 20
  package static let maxIDBytes = 128
  package static let maxNameCharacters = 128
  package static let maxNameBytes = 1024

  package init() {}

  package init(currency: Currency, maxSkew: Duration) {
    self.currency = currency
    self.maxSkew = maxSkew
  }
}
