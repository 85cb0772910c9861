/// Text that is hard to read on its ground.
struct FaintText: Equatable {
  var text: Role
  var ground: Role
  var depth: ColourDepth
  var ratio: Double

  var description: String {
    let colours =
      switch depth {
      case .mono, .truecolor: ""
      case .ansi256: " in 256 colours"
      case .ansi16: " in 16 colours"
      }
    let place = ground == .background || ground == text ? text.scope : "\(text.scope) on \(ground.scope)"
    let tenths = Int(ratio * 10)
    return "\(place) has a contrast of \(tenths / 10).\(tenths % 10):1\(colours), below 4.5:1"
  }
}

extension Theme {
  /// The least contrast that text must have against its ground: WCAG's for text of a common size.
  package static let leastContrast = 4.5

  /// Roles that write words and figures on the screen itself.
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

  /// Every text and ground that come together with too little contrast, at each depth of colour. The 16 are judged by xterm's
  /// looks, though their looks are the terminal's own.
  func faintTexts() -> [FaintText] {
    let heats = (0..<Role.heatCount).map { Role.heat($0) }
    let pairs: [(texts: [Role], ground: Role)] =
      [(Self.screenTexts, .background), (Self.boxTexts, .overlay), (Self.rowTexts, .selection)]
      + heats.map { ([$0], $0) }
    let depths: [ColourDepth] = [.truecolor, .ansi256, .ansi16]
    return pairs.flatMap { pair in
      pair.texts.flatMap { text in depths.compactMap { faint(text, on: pair.ground, $0) } }
    }
  }

  private func faint(_ text: Role, on ground: Role, _ depth: ColourDepth) -> FaintText? {
    // All of a selected row is written in one colour there.
    if depth == .ansi16, ground == .selection, text != .selection { return nil }
    // A role with a ground of its own is written on that.
    let own = entry(text).background == nil ? ground : text
    let colours = colours(of: Style(text, on: own == .background ? nil : own), depth: depth)
    guard let front = colours.foreground, let back = colours.background else { return nil }
    let ratio = front.looks(at: depth).contrast(with: back.looks(at: depth))
    guard ratio < Self.leastContrast else { return nil }
    return FaintText(text: text, ground: own, depth: depth, ratio: ratio)
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
