extension Colour {
  static func nearest256(to rgb: UInt32) -> UInt8 {
    // The first 16 belong to the person's palette, so only the cube and the greys count.
    nearest(to: rgb, among: 16..<256) { table256($0) }
  }

  static func nearest16(to rgb: UInt32) -> UInt8 {
    nearest(to: rgb, among: 0..<16) { Int(table16[$0]) }
  }

  static let names16 = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]

  // xterm's looks of the 16.
  static let table16: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
    0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  private static func table256(_ index: Int) -> Int {
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return grey << 16 | grey << 8 | grey
    }
    let cube = index - 16
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    return level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6)
  }

  private static func nearest(to rgb: UInt32, among indices: Range<Int>, _ table: (Int) -> Int) -> UInt8 {
    func distance(_ other: Int) -> Int {
      let red = Int(rgb >> 16 & 0xFF) - (other >> 16)
      let green = Int(rgb >> 8 & 0xFF) - (other >> 8 & 0xFF)
      let blue = Int(rgb & 0xFF) - (other & 0xFF)
      // Weighted roughly as eyes do.
      return 3 * red * red + 6 * green * green + blue * blue
    }
    var best = indices.lowerBound
    for index in indices where distance(table(index)) < distance(table(best)) { best = index }
    return UInt8(best)
  }
}
