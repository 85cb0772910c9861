/// The signs that fonts of the Linux console have: letters, simple boxes, half blocks, shades and arrows, after IBM's
/// code page 437.
package enum ConsoleGlyphs {
  /// The nearest sign of those fonts for a sign that we draw. Text from outside stays as it is.
  package static func nearest(to scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x2010 { return latin[scalar] ?? scalar }
    if (0x2800...0x28FF).contains(scalar.value) { return half(ofBraille: scalar.value - 0x2800) }
    return signs[scalar] ?? scalar
  }

  private static func half(ofBraille mask: UInt32) -> Unicode.Scalar {
    // Dots 1, 2, 4 and 5 lie in the upper half.
    switch (mask & 0b0001_1011 != 0, mask & 0b1110_0100 != 0) {
    case (true, true): "█"
    case (true, false): "▀"
    case (false, true): "▄"
    case (false, false): " "
    }
  }

  private static let latin: [Unicode.Scalar: Unicode.Scalar] = ["×": "x"]

  private static let signs: [Unicode.Scalar: Unicode.Scalar] = {
    let table: [(Unicode.Scalar, String)] = [
      ("▲", "▴△"), ("▼", "▾▽"), ("•", "●"), ("o", "○"), ("=", "‖"), (":", "┊┆╎"), ("~", "…"), (">", "▸▶"), ("<", "◂◀"),
      ("x", "✓"), ("-", "–—╌┄"), ("─", "━╴╶╼╾"), ("│", "┃▏╽╿"), ("┌", "╭"), ("┐", "╮"), ("└", "╰"), ("┘", "╯"),
      ("_", "▁"), ("▄", "▂▃▅▖▗"), ("█", "▆▇▉▊▋▙▛▜▟▚▞"), ("▌", "▍▎"), ("▐", "▕"), ("▀", "▔▘▝"),
    ]
    var signs: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (near, far) in table {
      for scalar in far.unicodeScalars { signs[scalar] = near }
    }
    return signs
  }()
}

extension Symbols {
  /// The set without braille and rounded corners.
  package var onConsole: Symbols {
    var plain = self
    if graph == .braille { plain.graph = .block }
    if border == .rounded { plain.border = .square }
    plain.delta = Symbols.ascii.delta
    return plain
  }
}
