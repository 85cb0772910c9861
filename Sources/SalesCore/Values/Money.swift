/// An exact amount in minor units (cents) of the store's only reporting currency. A negative amount is a refund.
package struct Money: Hashable, Comparable, Sendable {
  package var minorUnits: Int64

  package init(minorUnits: Int64) { self.minorUnits = minorUnits }

  package static let zero = Money(minorUnits: 0)

  package static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }

  /// The amount as text with all decimals of the currency and no grouping: `-129.99`.
  package func text(_ currency: Currency) -> String {
    var bytes: [UInt8] = []
    appendText(to: &bytes, currency: currency)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func appendText(to bytes: inout [UInt8], currency: Currency) {
    if minorUnits < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = minorUnits.magnitude
    let scale = UInt64(currency.scale)
    // Only Int64.min divided by 1 does not fit; no currency here has that much in one figure.
    bytes.appendDigits(Int64(clamping: magnitude / scale))
    guard currency.decimals > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.appendDigits(Int64(magnitude % scale), width: currency.decimals)
  }
}
