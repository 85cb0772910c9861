/// Colours and signs for roles. It is applied when a frame is sent to the terminal, so that a change of theme needs no
/// drawing.
package struct Theme: Equatable, Sendable {
  package enum Variant: String, Sendable { case dark, light }

  /// The look of one role. A colour that is nil is the theme's `text` or `background`.
  package struct Entry: Equatable, Sendable {
    package var foreground: Colour?
    package var background: Colour?
    package var emphasis: Emphasis = []
  }

  let source: ThemeSource
  /// One for every role, in the order of `Role.all`.
  private let entries: [Entry]
  package let text: Colour
  package let background: Colour

  init(source: ThemeSource, text: Colour, background: Colour, entries: [Role: Entry]) {
    self.source = source
    self.text = text
    self.background = background
    self.entries = Role.all.map { entries[$0] ?? Entry() }
  }

  package var name: String { source.name }
  package var variant: Variant { source.variant }
  package var symbols: Symbols { source.symbols }

  /// The pattern of the `index`-th series.
  package func pattern(_ index: Int) -> LinePattern {
    let patterns = source.patterns.isEmpty ? LinePattern.allCases : source.patterns
    return patterns[(index % patterns.count + patterns.count) % patterns.count]
  }

  package func entry(_ role: Role) -> Entry { entries[Int(role.rawValue)] }

  /// The colours of a style; nil is the terminal's own default (mono only). A role as background shows its background,
  /// or where it has none its foreground.
  package func colours(
    of style: Style, depth: ColourDepth
  ) -> (foreground: Colour?, background: Colour?, emphasis: Emphasis) {
    let front = entry(style.foreground)
    let emphasis = style.emphasis.union(front.emphasis)
    if depth == .mono { return (nil, nil, emphasis.union(Theme.monoEmphasis(of: style))) }
    let back = style.background.map { backgroundColour(of: $0) } ?? background
    // Of 16 colours few can be read on a selected row, so all of it is written in the row's own.
    if depth == .ansi16, style.background == .selection, let row = entry(.selection).foreground {
      return (row, back, emphasis)
    }
    // A character in the role of the background looks cut out of a filled cell.
    let fore = style.foreground == .background ? background : front.foreground ?? text
    return (fore, back, emphasis)
  }

  private func backgroundColour(of role: Role) -> Colour {
    let entry = entry(role)
    return entry.background ?? (role == .background ? background : entry.foreground ?? background)
  }

  /// Without colour, weight and reversal say what matters.
  private static func monoEmphasis(of style: Style) -> Emphasis {
    var emphasis: Emphasis = []
    switch style.foreground {
    case .title, .accent, .key, .number, .error, .anomaly, .borderFocused, .tabActive, .warning: emphasis.insert(.bold)
    case .dim, .border, .chartGhost, .chartGrid, .chartAxis, .barTrack, .quiet, .coast, .chartPartial:
      emphasis.insert(.dim)
    case .excluded: emphasis.insert(.underline)
    default: break
    }
    if style.background == .selection {
      // One row, whatever is written in it. A bar is drawn in what the row is, or it would be a hole in it.
      emphasis.subtract([.dim, .underline])
      return style.foreground == .bar ? emphasis : emphasis.union(.reverse)
    }
    switch style.background {
    case .tabActive?, .accent?, .chartCursor?: emphasis.insert(.reverse)
    default: break
    }
    return emphasis
  }
}
