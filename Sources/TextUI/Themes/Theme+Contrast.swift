/// A role of text with too little contrast on its background.
struct FaintText: Equatable {
  struct Ratio: Equatable {
    var depth: ColourDepth
    var value: Double
  }

  var texts: [Role]
  var ground: Role
  /// The depths of colour with too little contrast.
  var ratios: [Ratio]

  var description: String {
    let names = texts.map(\.scope).joined(separator: ", ")
    let background = ground == .background || texts == [ground] ? "" : " on \(ground.scope)"
    let ratios = ratios.map { ratio in
      let tenths = Int(ratio.value * 10)
      let colours = ratio.depth == .ansi256 ? " in 256 colours" : ratio.depth == .ansi16 ? " in 16 colours" : ""
      return "\(tenths / 10).\(tenths % 10):1\(colours)"
    }
    return "\(names)\(background): contrast \(ratios.joined(separator: ", ")), below 4.5:1"
  }
}

extension Theme {
  /// The least contrast of text with its background: WCAG's level AA for text of normal size.
  package static let leastContrast = 4.5

  /// The roles of words and figures on the background of the screen.
  private static let screenTexts: [Role] = [
    .text, .dim, .title, .accent, .key, .up, .down, .flat, .warning, .error, .good, .quiet, .tab, .tabActive, .filter,
    .excluded, .chartAxis, .anomaly, .number, .header, .chartNow,
  ]
  private static let boxTexts: [Role] = [
    .overlay, .text, .dim, .title, .accent, .key, .number, .good, .error, .excluded,
  ]
  private static let rowTexts: [Role] = [
    .selection, .text, .dim, .title, .accent, .number, .up, .down, .flat, .good, .excluded,
  ]

  /// Every role of text with too little contrast on its background, at each depth of colour. The 16 are judged as xterm
  /// shows them.
  func faintTexts() -> [FaintText] {
    let heats = (0..<Role.heatCount).map { Role.heat($0) }
    let pairs: [(texts: [Role], ground: Role)] =
      [(Self.screenTexts, .background), (Self.boxTexts, .overlay), (Self.rowTexts, .selection)]
      + heats.map { ([$0], $0) }
    return pairs.flatMap { pair in pair.texts.compactMap { faint($0, on: pair.ground) } }
  }

  private func faint(_ text: Role, on ground: Role) -> FaintText? {
    // A role with a background of its own is drawn on that.
    let own = entry(text).background == nil ? ground : text
    let ratios = [ColourDepth.truecolor, .ansi256, .ansi16].compactMap { depth -> FaintText.Ratio? in
      // With 16 colours a selected row is drawn in a single one.
      if depth == .ansi16, ground == .selection, text != .selection { return nil }
      let colours = colours(of: Style(text, on: own == .background ? nil : own), depth: depth)
      guard let front = colours.foreground, let back = colours.background else { return nil }
      let ratio = front.looks(at: depth).contrast(with: back.looks(at: depth))
      return ratio < Self.leastContrast ? FaintText.Ratio(depth: depth, value: ratio) : nil
    }
    return ratios.isEmpty ? nil : FaintText(texts: [text], ground: own, ratios: ratios)
  }
}

extension Colour {
  /// The colour a terminal shows for it at a depth; the lowest 16 as xterm shows them.
  func looks(at depth: ColourDepth) -> Colour {
    switch depth {
    case .truecolor, .mono: self
    case .ansi256: Colour(rgb: Self.rgb256(Int(index256)), index256: index256, index16: index16)
    case .ansi16: Colour(rgb: Self.table16[Int(index16)], index256: index256, index16: index16)
    }
  }
}
