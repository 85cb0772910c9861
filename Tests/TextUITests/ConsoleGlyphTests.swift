import Testing

@testable import TextUI

@Suite struct ConsoleGlyphTests {
  /// Signs beside Latin letters that fonts of the console have, among those we may draw.
  static let repertoire = Set(
    "─│┌┐└┘├┤┬┴┼═║░▒▓█▄▌▐▀▲▼►◄•←→↑↓".unicodeScalars + (0x20..<0x7F).compactMap { Unicode.Scalar($0) }
      + (0xA1..<0x100).compactMap { Unicode.Scalar(UInt32($0)) })

  @Test("every braille pattern becomes a half block")
  func braille() {
    let halves = Set(" ▀▄█".unicodeScalars)
    for value in UInt32(0x2800)...0x28FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(halves.contains(ConsoleGlyphs.nearest(to: scalar)))
    }
    #expect(ConsoleGlyphs.nearest(to: "⠉") == "▀")
    #expect(ConsoleGlyphs.nearest(to: "⣀") == "▄")
  }

  @Test("every eighth block and quadrant becomes a sign of the console, one column wide")
  func blocks() {
    for value in UInt32(0x2580)...0x259F {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(Self.repertoire.contains(ConsoleGlyphs.nearest(to: scalar)), "\(scalar)")
    }
  }

  @Test("letters stay as they are", arguments: ["a", "é", "ß", "咖", "ж"] as [Unicode.Scalar])
  func letters(_ scalar: Unicode.Scalar) {
    #expect(ConsoleGlyphs.nearest(to: scalar) == scalar)
  }
}
