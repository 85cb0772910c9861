/// The signs drawn besides text: a Unicode set, and an ASCII set for terminals that draw lines wider than one column.
package struct Symbols: Equatable, Sendable {
  package enum Graph: String, Sendable, CaseIterable { case braille, block, ascii }
  package enum Border: String, Sendable, CaseIterable { case rounded, square, ascii }

  package var graph: Graph
  package var border: Border
  package var up: Character = "▴"
  package var down: Character = "▾"
  package var live: Character = "●"
  package var quiet: Character = "○"
  package var alert: Character = "▲"
  package var paused: Character = "‖"
  package var rewind: Character = "«"
  package var now: Character = "┊"
  package var cursor: Character = "│"
  package var ellipsis: Character = "…"
  package var horizontal: Character = "─"
  package var separator: Character = "·"
  package var pointer: Character = "▸"
  package var ticked: Character = "✓"
  package var excluded: Character = "¬"
  package var left: Character = "←"
  package var right: Character = "→"
  package var rise: Character = "↑"
  package var fall: Character = "↓"
  package var times: Character = "×"
  /// Heading of a column of changes.
  package var delta = "Δ"
  package var dash: Character = "–"
  package var axis: Character = "┤"
  package var corner: Character = "┼"
  package var shade: Character = "░"
  package var vertical: Character = "│"
  package var scrollThumb: Character = "┃"
  package var caret: Character = "▏"

  package static let unicode = Symbols(graph: .braille, border: .rounded)

  package static let ascii: Symbols = {
    var plain = Symbols(graph: .ascii, border: .ascii)
    plain.up = "^"
    plain.down = "v"
    plain.live = "*"
    plain.quiet = "o"
    plain.alert = "!"
    plain.paused = "="
    plain.rewind = "<"
    plain.now = ":"
    plain.cursor = "|"
    plain.ellipsis = "~"
    plain.horizontal = "-"
    plain.separator = "|"
    plain.pointer = ">"
    plain.ticked = "x"
    plain.excluded = "!"
    plain.left = "<"
    plain.right = ">"
    plain.rise = "^"
    plain.fall = "v"
    plain.times = "x"
    plain.delta = "chg"
    plain.dash = "-"
    plain.axis = "|"
    plain.corner = "+"
    plain.shade = "."
    plain.vertical = "|"
    plain.scrollThumb = "#"
    plain.caret = "|"
    return plain
  }()

  package init(graph: Graph, border: Border) {
    self.graph = graph
    self.border = border
  }

  package var isASCII: Bool { self.graph == .ascii && self.border == .ascii }
}

/// The abilities of the screen, as far as widgets need them.
package struct Look: Equatable, Sendable {
  package var symbols: Symbols
  /// False for a terminal without colours and for plain text: signs replace colours then.
  package var hasColour: Bool
  /// True where only the terminal's own 16 or 8 colours exist, too few to give each meaning one that stands out.
  package var hasFewColours = false

  package init(symbols: Symbols = .unicode, hasColour: Bool = true) {
    self.symbols = symbols
    self.hasColour = hasColour
  }
}
