package import SalesCore

/// A record that bears the id of another one, with other content. The store keeps the one that came first.
package struct SaleConflict: Hashable, Sendable {
  /// The sale of the record, which is not stored.
  package var sale: Sale
  package var position: Position
  package var stored: StoredSale

  package init(sale: Sale, position: Position, stored: StoredSale) {
    self.sale = sale
    self.position = position
    self.stored = stored
  }

  /// Never empty.
  package var differences: [Sale.Field] { sale.differences(from: stored.sale) }

  /// One line: `#1001: 0/1 has amount 250.00, product Desk; stored from 0/0: amount 10.00, product Lamp`. It quotes the
  /// records, so sanitise it before it reaches a terminal.
  package func text(_ currency: Currency) -> String {
    func values(of sale: Sale) -> String {
      differences.map { "\($0.rawValue) \(sale.text(of: $0, currency))" }.joined(separator: ", ")
    }
    return "\(sale.id): \(Self.text(position)) has \(values(of: sale)); "
      + "stored from \(Self.text(stored.position)): \(values(of: stored.sale))"
  }

  private static func text(_ position: Position) -> String { "\(position.partition)/\(position.offset)" }
}
