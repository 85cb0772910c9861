import Testing

@testable import TextUI

@Suite struct SanitizeTests {
  @Test(
    "what could move, hide or reorder text is replaced",
    arguments: [
      ("plain", "plain"),
      ("a\u{1B}[31mb", "a\u{FFFD}[31mb"),
      ("a\nb\tc\r", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
      ("\u{7F}\u{80}\u{9B}31m", "\u{FFFD}\u{FFFD}\u{FFFD}31m"),
      ("\u{202E}evil\u{202C}", "\u{FFFD}evil\u{FFFD}"),
      ("\u{2066}x\u{2069}", "\u{FFFD}x\u{FFFD}"),
      ("zero\u{200B}width", "zero\u{FFFD}width"),
      ("soft\u{AD}hyphen\u{FEFF}", "soft\u{FFFD}hyphen\u{FFFD}"),
      ("line\u{2028}two\u{2029}", "line\u{FFFD}two\u{FFFD}"),
      ("tag\u{E0041}", "tag\u{FFFD}"),
      ("\u{301}alone", "\u{FFFD}alone"),
      ("cafe\u{301} 咖啡 ☕", "cafe\u{301} 咖啡 ☕"),
      ("❤\u{FE0F}", "❤"),
      ("👨\u{200D}👩", "👨👩"),
      ("fo\u{200D}o", "fo\u{FFFD}o"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ])
  func replaces(text: String, safe: String) {
    #expect(Array(sanitize(text).unicodeScalars) == Array(safe.unicodeScalars))
  }

  @Test("scalars that are no characters are replaced", arguments: [0xFFFF, 0xFFFE, 0xFDD0, 0x1FFFE, 0x10FFFF])
  func noncharacters(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(sanitize("a\(Character(scalar))") == "a\u{FFFD}")
  }

  @Test("a character keeps four combining marks and loses the rest")
  func marks() {
    let zalgo = "a" + String(repeating: "\u{301}", count: 40) + "b"
    #expect(sanitize(zalgo).unicodeScalars.count == 6)
  }

  @Test("making safe twice changes nothing more")
  func idempotent() {
    for text in ["a\u{1B}b", "👨\u{200D}👩👍🏽", "\u{301}\u{302}", "e\u{301}\u{200D}x", "\u{FE0F}", "🇩🇪"] {
      #expect(sanitize(sanitize(text)) == sanitize(text))
    }
  }

  @Test("no control character survives")
  func controls() {
    for value in (0..<0x20).map({ $0 }) + Array(0x7F..<0xA0) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      #expect(sanitize("a\(Character(scalar))b").unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != scalar })
    }
  }
}
