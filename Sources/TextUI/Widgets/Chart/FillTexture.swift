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

  /// The patterns of a stack's parts, each changed where it would equal that of the part before it. Parts that have
  /// their role and pattern in common are one, and stay alike.
  static func distinct(_ parts: [ChartSeries]) -> [LinePattern] {
    var last: (part: ChartSeries, pattern: LinePattern)?
    return parts.map { part in
      var pattern = part.pattern
      if let last, last.part.role == part.role, last.part.pattern == pattern {
        pattern = last.pattern
      } else if pattern == last?.pattern {
        let index = allCases.firstIndex(of: pattern) ?? 0
        pattern = allCases[(index + 1) % allCases.count]
      }
      last = (part, pattern)
      return pattern
    }
  }
}
