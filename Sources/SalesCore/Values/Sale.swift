/// One sale, valid by construction: every value of this type could be stored.
package struct Sale: Hashable, Sendable {
  /// 1–128 bytes, minted by the producer; the same id is the same sale.
  package var id: String
  /// When the sale happened (event time).
  package var time: Timestamp
  /// Negative is a refund, zero is allowed.
  package var amount: Money
  /// Trimmed, NFC, 1–128 characters.
  package var product: String
  package var region: String
  /// The producer's name and its contiguous number, so that a gap can be proved.
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
