import CNcurses
import TextUI

/// Puts cells on ncurses' screen: it looks up colours, manages the colour pairs and replaces signs that the terminal
/// cannot draw.
struct CursesPainter {
  private let depth: ColourDepth
  private let drawsUnicode: Bool
  private let isConsole: Bool
  /// Pair numbers by foreground and background, in ncurses' numbers for colours.
  private var pairs: [[Int32]: Int32] = [:]
  private var looks: [Style: (attributes: attr_t, pair: Int32)] = [:]
  private var theme: Theme?
  /// Buffer in which a cell's scalars are laid out for ncurses: a base, its marks, an end.
  private var text = [wchar_t](repeating: 0, count: 6)
  private static let standIn: wchar_t = 0x3F

  init(_ traits: TerminalTraits) {
    depth = traits.colourDepth
    drawsUnicode = traits.unicode
    isConsole = traits.isConsole
  }

  /// Sets the theme. Returns true where it differs from the one before, so that everything must be drawn.
  mutating func use(_ theme: Theme) -> Bool {
    // Used pairs keep their colours; when pairs run out, all are assigned anew.
    if pairs.count > Int(cn_pairs()) - 512, cn_pairs() > 1024 || self.theme != theme {
      reset_color_pairs()
      pairs = [:]
      looks = [:]
      self.theme = theme
      return true
    }
    guard self.theme != theme else { return false }
    self.theme = theme
    looks = [:]
    return true
  }

  mutating func paint(_ run: Diff.Run) {
    var cells: [cchar_t] = []
    cells.reserveCapacity(run.cells.count)
    for cell in run.cells where cell.width > 0 { append(cell, to: &cells) }
    guard let screen = cn_screen(), wmove(screen, Int32(run.y), Int32(run.x)) != -1 else { return }
    wadd_wchnstr(screen, cells, Int32(cells.count))
  }

  private mutating func append(_ cell: Cell, to cells: inout [cchar_t]) {
    let look = look(of: cell.style)
    let isDrawable = isDrawable(cell)
    let scalar = isConsole ? ConsoleGlyphs.nearest(to: cell.scalar) : cell.scalar
    text[0] = isDrawable ? wchar_t(bitPattern: scalar.value) : Self.standIn
    var length = 1
    if isDrawable, let marks = cell.marks {
      for mark in marks.prefix(text.count - 2) {
        text[length] = wchar_t(bitPattern: mark.value)
        length += 1
      }
    }
    text[length] = 0
    var wide = cchar_t()
    if cn_cell(&wide, text, look.attributes, look.pair) == OK { cells.append(wide) }
    // A replacement narrower than its sign must not shift the signs after it.
    guard !isDrawable, cell.width == 2 else { return }
    text[0] = 0x20
    text[1] = 0
    if cn_cell(&wide, text, look.attributes, look.pair) == OK { cells.append(wide) }
  }

  /// True where the C library and the terminal give the cell its measured width.
  private func isDrawable(_ cell: Cell) -> Bool {
    if cell.scalar.isASCII { return true }
    // Terminals that draw lines wider than one column mostly draw letters one column wide.
    guard drawsUnicode || cell.scalar.properties.isAlphabetic else { return false }
    return cn_width(wchar_t(bitPattern: cell.scalar.value)) == Int32(cell.width)
  }

  private mutating func look(of style: Style) -> (attributes: attr_t, pair: Int32) {
    if let known = looks[style] { return known }
    let found = makeLook(of: style)
    looks[style] = found
    return found
  }

  private mutating func makeLook(of style: Style) -> (attributes: attr_t, pair: Int32) {
    guard let theme else { return (0, 0) }
    let colours = theme.colours(of: style, depth: depth)
    var attributes = CursesPainter.attributes(of: colours.emphasis)
    guard depth > .mono, let foreground = colours.foreground, let background = colours.background else {
      return (attributes, 0)
    }
    var front = number(foreground)
    var back = number(background)
    // With eight colours, bright colours are bold ones, and only for text.
    if depth == .ansi16, cn_colours() < 16 {
      let isBright = front > 7
      front &= 7
      back &= 7
      if front == back {
        // Grey on black would vanish: quiet signs are dim white instead.
        front = back == 7 ? 0 : 7
        attributes = attributes & ~cn_bold() | cn_dim()
      } else if front == 0 {
        // Terminals draw bold black as grey.
        attributes &= ~cn_bold()
      } else if isBright {
        attributes |= cn_bold()
      }
    }
    return (attributes, pair(front, back))
  }

  private func number(_ colour: Colour) -> Int32 {
    switch depth {
    case .mono: -1
    case .ansi16: Int32(colour.index16)
    case .ansi256: Int32(colour.index256)
    // With 24-bit colour the lowest eight numbers are palette entries.
    case .truecolor: max(8, Int32(colour.rgb))
    }
  }

  private mutating func pair(_ front: Int32, _ back: Int32) -> Int32 {
    if let known = pairs[[front, back]] { return known }
    let next = Int32(pairs.count + 1)
    guard next < cn_pairs(), init_extended_pair(next, front, back) == OK else { return 0 }
    pairs[[front, back]] = next
    return next
  }

  private static func attributes(of emphasis: Emphasis) -> attr_t {
    var attributes: attr_t = 0
    if emphasis.contains(.bold) { attributes |= cn_bold() }
    if emphasis.contains(.dim) { attributes |= cn_dim() }
    if emphasis.contains(.italic) { attributes |= cn_italic() }
    if emphasis.contains(.underline) { attributes |= cn_underline() }
    if emphasis.contains(.reverse) { attributes |= cn_reverse() }
    return attributes
  }
}
