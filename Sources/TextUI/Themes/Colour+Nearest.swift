extension Colour {
  static func nearest256(to rgb: UInt32) -> UInt8 {
    // Only the cube and the greys count, for a terminal's user may set the first 16.
    let best = (16..<256).min { distance(rgb, rgb256($0)) < distance(rgb, rgb256($1)) }
    return UInt8(best ?? 16)
  }

  /// Compares hues: by distance all pale colours would become grey.
  static func nearest16(to rgb: UInt32) -> UInt8 {
    let channels = [Int(rgb >> 16 & 0xFF), Int(rgb >> 8 & 0xFF), Int(rgb & 0xFF)]
    let (low, high) = (channels.min() ?? 0, channels.max() ?? 0)
    if high - low < 48 {
      switch (low + high) / 2 {
      case 0..<48: return 0
      case 48..<144: return 8
      case 144..<208: return 7
      default: return 15
      }
    }
    let middle = low + (high - low) / 2
    let bits = (channels[0] >= middle ? 1 : 0) | (channels[1] >= middle ? 2 : 0) | (channels[2] >= middle ? 4 : 0)
    return UInt8(high > 215 ? bits + 8 : bits)
  }

  static let names16 = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]

  // The 16 as xterm shows them.
  static let table16: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
    0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// xterm's table, 0xRRGGBB.
  static func rgb256(_ index: Int) -> UInt32 {
    if index < 16 { return table16[max(0, index)] }
    if index >= 232 {
      let grey = UInt32(8 + 10 * (index - 232))
      return grey << 16 | grey << 8 | grey
    }
    let cube = index - 16
    func level(_ step: Int) -> UInt32 { step == 0 ? 0 : UInt32(55 + 40 * step) }
    return level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6)
  }

  private static func distance(_ rgb: UInt32, _ other: UInt32) -> Int {
    let red = Int(rgb >> 16 & 0xFF) - Int(other >> 16)
    let green = Int(rgb >> 8 & 0xFF) - Int(other >> 8 & 0xFF)
    let blue = Int(rgb & 0xFF) - Int(other & 0xFF)
    // Weighted roughly as eyes do.
    return 3 * red * red + 6 * green * green + blue * blue
  }
}
