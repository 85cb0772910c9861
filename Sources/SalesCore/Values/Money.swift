/// An amount in minor units (cents) of the store's one reporting currency. Exact; negative is a refund.
package struct Money: Hashable, Comparable, Sendable {
  package var minorUnits: Int64

  package init(minorUnits: Int64) {
    self.minorUnits = minorUnits
  }

  package static let zero = Money(minorUnits: 0)

  package static func < (left: Money, right: Money) -> Bool {
    left.minorUnits < right.minorUnits
  }

  /// `-129.99`: all the currency's decimals, no grouping.
  package func text(_ currency: Currency) -> String {
    var bytes: [UInt8] = []
    appendText(to: &bytes, currency: currency)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func appendText(to bytes: inout [UInt8], currency: Currency) {
    if minorUnits < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = minorUnits.magnitude
    let scale = UInt64(currency.scale)
    // The quotient of Int64.min by 1 alone does not fit; no currency here holds that much in one figure.
    bytes.appendDigits(Int64(clamping: magnitude / scale))
    guard currency.decimals > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.appendDigits(Int64(magnitude % scale), width: currency.decimals)
  }
}
