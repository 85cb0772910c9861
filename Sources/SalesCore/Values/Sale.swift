/// One sale, valid by construction: every value of this type could be stored.
package struct Sale: Hashable, Sendable {
  /// Identity of the sale, 1–128 bytes, made by the producer. The same id is the same sale.
  package var id: String
  /// Time of the sale (event time).
  package var time: Timestamp
  /// Negative for a refund; zero is allowed.
  package var amount: Money
  /// Trimmed, NFC, 1–256 characters.
  package var product: String
  package var region: String
  /// The producer's name and its consecutive number, which make a gap detectable.
  package var source: String?
  package var sequence: Int64?

  package init(
    id: String, time: Timestamp, amount: Money, product: String, region: String,
    source: String? = nil, sequence: Int64? = nil
  ) {
    self.id = id
    self.time = time
    self.amount = amount
    self.product = product
    self.region = region
    self.source = source
    self.sequence = sequence
  }

  package var isRefund: Bool { amount.minorUnits < 0 }
}
