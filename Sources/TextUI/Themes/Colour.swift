/// A colour in 24 bits, of 256 and of 16, for terminals of each depth.
package struct Colour: Hashable, Sendable {
  /// 0xRRGGBB.
  package let rgb: UInt32
  /// In xterm's table of 256.
  package let index256: UInt8
  /// One of the 16, which each terminal shows in its own way.
  package let index16: UInt8

  /// The default indexes are the nearest of their tables.
  package init(rgb: UInt32, index256: UInt8? = nil, index16: UInt8? = nil) {
    self.rgb = rgb & 0xFF_FFFF
    self.index256 = index256 ?? Colour.nearest256(to: rgb)
    self.index16 = index16.map { min($0, 15) } ?? Colour.nearest16(to: rgb)
  }

  /// "#rrggbb" or "#rgb".
  package init?(hex: String) {
    guard let rgb = Colour.parse(hex) else { return nil }
    self.init(rgb: rgb)
  }

  package var red: Int { Int(rgb >> 16) }
  package var green: Int { Int(rgb >> 8 & 0xFF) }
  package var blue: Int { Int(rgb & 0xFF) }

  package var hex: String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  static func parse(_ hex: String) -> UInt32? {
    let digits = hex.dropFirst()
    guard hex.first == "#", digits.allSatisfy(\.isHexDigit) else { return nil }
    switch digits.count {
    case 6: return UInt32(digits, radix: 16)
    case 3: return UInt32(digits.map { "\($0)\($0)" }.joined(), radix: 16)
    default: return nil
    }
  }

  /// The colour between two, `share` from 0 to 1 of the way.
  package func mixed(with other: Colour, share: Double) -> Colour {
    let part = min(max(share, 0), 1)
    func mix(_ from: Int, _ to: Int) -> UInt32 { UInt32((Double(from) + Double(to - from) * part).rounded()) }
    return Colour(rgb: mix(red, other.red) << 16 | mix(green, other.green) << 8 | mix(blue, other.blue))
  }

  /// WCAG's relative luminance, 0 to 1.
  package var luminance: Double {
    func linear(_ channel: Int) -> Double {
      let part = Double(channel) / 255
      return part <= 0.04045 ? part / 12.92 : Colour.power24((part + 0.055) / 1.055)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// WCAG's contrast ratio, 1 to 21.
  package func contrast(with other: Colour) -> Double {
    let bright = max(luminance, other.luminance)
    let dark = min(luminance, other.luminance)
    return (bright + 0.05) / (dark + 0.05)
  }

  // x^2.4 as x² · x^(2/5), the root by Newton: there is no pow without a C library.
  private static func power24(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let square = x * x
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }
}
