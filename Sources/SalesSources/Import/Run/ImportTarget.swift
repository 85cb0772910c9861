package import Foundation
package import SalesCore

/// The store that the sales are for, as far as it is known.
package struct ImportTarget: Sendable {
  /// Fixed by a store that is there, by an import before, or by a person.
  package var currency: Currency?
  /// The currency where nothing at all names one.
  package var fallback: Currency = .usDollar
  /// The zone by which the store cuts days.
  package var timeZone: TimeZone
  /// True where a store is there, which keeps its zone.
  package var hasStore = false
  /// How far a sale may be ahead of the clock.
  package var maxSkew: Duration = .minutes(5)

  package init(currency: Currency?, timeZone: TimeZone) {
    self.currency = currency
    self.timeZone = timeZone
  }
}
