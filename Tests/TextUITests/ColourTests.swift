import Testing

@testable import TextUI

@Suite struct ColourTests {
  @Test("contrast follows WCAG")
  func contrast() {
    let (black, white) = (Colour(rgb: 0), Colour(rgb: 0xFFFFFF))
    #expect(abs(black.contrast(with: white) - 21) < 0.001)
    #expect(abs(white.contrast(with: Colour(rgb: 0x767676)) - 4.54) < 0.01)
    #expect(abs(Colour(rgb: 0x0000FF).contrast(with: white) - 8.59) < 0.01)
  }

  @Test(
    "the nearest of 256 and 16",
    arguments: [
      (UInt32(0xFF0000), UInt8(196), UInt8(9)), (0xFFFFFF, 231, 15), (0x000000, 16, 0), (0x808080, 244, 8),
      (0x5FAFFF, 75, 14), (0x00CD00, 40, 2),
    ])
  func nearest(rgb: UInt32, index256: UInt8, index16: UInt8) {
    let colour = Colour(rgb: rgb)
    #expect(colour.index256 == index256)
    #expect(colour.index16 == index16)
  }

  @Test("hex is read and written")
  func hex() {
    #expect(Colour(hex: "#0a1B2c")?.hex == "#0a1b2c")
    #expect(Colour(hex: "#fa0")?.rgb == 0xFFAA00)
    #expect(Colour(hex: "0a1b2c") == nil)
    #expect(Colour(hex: "#12345g") == nil)
    #expect(Colour(name: "grey") == Colour(name: "bright-black"))
    #expect(Colour(name: "mauve") == nil)
  }

  @Test("mixing goes from one end to the other")
  func mixing() {
    let (low, high) = (Colour(rgb: 0x000000), Colour(rgb: 0xC86400))
    #expect(low.mixed(with: high, share: 0.5).rgb == 0x643200)
    #expect(low.mixed(with: high, share: 9) == high)
  }
}
