/// A theme whose colours are still names of its palette. A theme that inherits it starts from this, so that a palette
/// of its own changes every role.
struct ThemeSource: Equatable, Sendable {
  /// A colour as written: given outright, or by its name in the palette.
  enum Paint: Equatable, Sendable {
    case colour(Colour)
    case named(String)
  }

  struct Rule: Equatable, Sendable {
    var foreground: Paint?
    var background: Paint?
    var emphasis: Emphasis = []
  }

  var name = ""
  var variant = Theme.Variant.dark
  var palette: [String: Colour] = [:]
  /// By dotted scope.
  var rules: [String: Rule] = [:]
  var series: [Paint] = []
  var heat: [Paint] = []
  var patterns: [LinePattern] = []
  var symbols = Symbols.unicode

  func colour(of paint: Paint) -> Colour? {
    switch paint {
    case .colour(let colour): colour
    case .named(let name): palette[name] ?? Colour(name: name)
    }
  }

  /// The rule of a scope, or of the nearest one above it along the dots.
  func rule(for scope: String) -> Rule? {
    var scope = scope[...]
    while true {
      if let rule = rules[String(scope)] { return rule }
      guard let dot = scope.lastIndex(of: ".") else { return nil }
      scope = scope[..<dot]
    }
  }

  func theme() -> Theme {
    var entries: [Role: Theme.Entry] = [:]
    for role in Role.all {
      guard let rule = rule(for: role.scope) else { continue }
      entries[role] = Theme.Entry(
        foreground: rule.foreground.flatMap(colour), background: rule.background.flatMap(colour),
        emphasis: rule.emphasis)
    }
    let isLight = variant == .light
    let text = entries[.text]?.foreground ?? Colour(rgb: isLight ? 0x202020 : 0xD0D0D0)
    let ground = entries[.background]
    let background =
      ground?.background ?? ground?.foreground ?? Colour(rgb: isLight ? 0xFFFFFF : 0x101010)
    addScales(to: &entries, background: background)
    return Theme(source: self, text: text, background: background, entries: entries)
  }

  private func addScales(to entries: inout [Role: Theme.Entry], background: Colour) {
    let lines = series.compactMap(colour)
    let plain = plainColours(of: lines.map(\.index16), except: background.index16)
    for index in 0..<Role.seriesCount where !lines.isEmpty {
      let line = lines[index % lines.count]
      let colour = Colour(rgb: line.rgb, index256: line.index256, index16: plain[index % lines.count])
      entries[.series(index)] = Theme.Entry(foreground: colour)
    }
    let stops = heat.compactMap(colour)
    for step in 0..<Role.heatCount where !stops.isEmpty {
      let at = Double(step) / Double(Role.heatCount - 1) * Double(stops.count - 1)
      let low = min(Int(at), stops.count - 1)
      // A stop keeps its colours of 256 and 16; with eight stops every step has its own.
      let share = at - Double(low)
      let colour =
        share == 0 ? stops[low] : stops[low].mixed(with: stops[min(low + 1, stops.count - 1)], share: share)
      entries[.heat(step)] = Theme.Entry(foreground: colour.ink, background: colour)
    }
  }

  /// Colours of the 16 that serve as text and as background: the six plain ones, each once, where possible the wanted
  /// one; many terminals have no bright backgrounds. Greys, and colours after the sixth, stay as wanted.
  private func plainColours(of wanted: [UInt8], except ground: UInt8) -> [UInt8] {
    // The one with the most contrast to the background first.
    var free: [UInt8] = variant == .light ? [5, 4, 1, 6, 2, 3] : [2, 3, 6, 5, 1, 4]
    free.removeAll { $0 == ground & 7 }
    return wanted.map { index in
      guard index & 7 != 0, index & 7 != 7, let position = free.firstIndex(of: index & 7) ?? free.indices.first
      else { return index }
      return free.remove(at: position)
    }
  }
}

extension Colour {
  /// Black or white, whichever reads better on it at each depth: one of them always has 4.5:1.
  var ink: Colour {
    func isDark(_ depth: ColourDepth) -> Bool {
      let ground = looks(at: depth)
      return ground.contrast(with: Colour(rgb: 0xFFFFFF)) >= ground.contrast(with: Colour(rgb: 0))
    }
    return Colour(
      rgb: isDark(.truecolor) ? 0xFFFFFF : 0, index256: isDark(.ansi256) ? 231 : 16,
      index16: isDark(.ansi16) ? 15 : 0)
  }

  /// One of the 16 by its name: "red", "bright-black".
  init?(name: String) {
    let plain = name.lowercased().replacing("gray", with: "grey").replacing("_", with: "-")
    let alias = plain == "grey" ? "bright-black" : plain
    guard let index = Colour.names16.firstIndex(of: alias) else { return nil }
    self.init(rgb: Colour.table16[index], index256: UInt8(index), index16: UInt8(index))
  }
}
