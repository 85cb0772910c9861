/// Textures of filled parts, so that neighbours differ without colour: full, striped, chequered or dotted.
extension LinePattern {
  /// The dots that are set in a filled cell. They continue from cell to cell without a seam.
  func texture(_ graph: Symbols.Graph) -> UInt8 {
    switch (graph, self) {
    case (_, .solid), (.ascii, _): 0xFF
    case (.braille, .dash): 0x2D
    case (.braille, .dashdot): 0x95
    case (.braille, .dot): 0x82
    case (.block, .dash): 0b0011
    case (.block, .dashdot): 0b1001
    case (.block, .dot): 0b0100
    }
  }

  /// The sign of a filled cell on a screen without fine dots.
  var fillSign: Unicode.Scalar {
    switch self {
    case .solid: "#"
    case .dash: "="
    case .dashdot: "+"
    case .dot: "-"
    }
  }

  /// The patterns, each changed where it would equal the one before it.
  static func distinct(_ patterns: [LinePattern]) -> [LinePattern] {
    var last: LinePattern?
    return patterns.map { pattern in
      var pattern = pattern
      if pattern == last {
        let index = allCases.firstIndex(of: pattern) ?? 0
        pattern = allCases[(index + 1) % allCases.count]
      }
      last = pattern
      return pattern
    }
  }
}
