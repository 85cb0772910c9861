/// The character between the whole part of a number and its decimals.
package enum DecimalMark: String, CaseIterable, Sendable {
  case point
  case comma

  package var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }

  package var other: DecimalMark { self == .point ? .comma : .point }
}
