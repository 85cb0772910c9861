/// A grid of dots inside cells: 2×4 dots a cell as braille, 2×2 as quadrant blocks, 1×2 as ASCII.
package struct DotRaster: Sendable {
  package let graph: Symbols.Graph
  package let cells: Size
  /// Size in dots.
  package let width: Int
  package let height: Int
  private var masks: [UInt8]

  package init(_ cells: Size, graph: Symbols.Graph) {
    self.graph = graph
    self.cells = cells
    width = cells.columns * DotRaster.dotsAcross(graph)
    height = cells.rows * DotRaster.dotsDown(graph)
    masks = [UInt8](repeating: 0, count: cells.columns * cells.rows)
  }

  static func dotsAcross(_ graph: Symbols.Graph) -> Int { graph == .ascii ? 1 : 2 }

  static func dotsDown(_ graph: Symbols.Graph) -> Int { graph == .braille ? 4 : 2 }

  /// The bits of a cell's left and right dots, for graphs with two dot columns a cell.
  static func halves(_ graph: Symbols.Graph) -> (left: UInt8, right: UInt8) {
    graph == .braille ? (0x47, 0xB8) : (0b0101, 0b1010)
  }

  /// The dots of a cell, one bit each, as `bit` numbers them.
  func mask(_ column: Int, _ row: Int) -> UInt8 { masks[row * cells.columns + column] }

  package mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let across = DotRaster.dotsAcross(graph)
    let down = DotRaster.dotsDown(graph)
    masks[y / down * cells.columns + x / across] |= bit(x % across, y % down)
  }

  mutating func clear(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let across = DotRaster.dotsAcross(graph)
    let down = DotRaster.dotsDown(graph)
    masks[y / down * cells.columns + x / across] &= ~bit(x % across, y % down)
  }

  mutating func fillColumn(_ x: Int, from top: Int, through bottom: Int) {
    guard top <= bottom else { return }
    for y in max(0, top)...max(0, min(bottom, height - 1)) { set(x, y) }
  }

  /// Draws an unbroken line between two dots, ends included. `pen` tells for a dot column if dots are set there;
  /// `touched` is called for every dot on the way.
  package mutating func line(
    from start: Point, to end: Point, pen: (Int) -> Bool = { _ in true }, touched: (Int, Int) -> Void = { _, _ in }
  ) {
    let dx = abs(end.x - start.x)
    let dy = -abs(end.y - start.y)
    let stepX = start.x < end.x ? 1 : -1
    let stepY = start.y < end.y ? 1 : -1
    var slack = dx + dy
    var at = start
    while true {
      if pen(at.x) { set(at.x, at.y) }
      touched(at.x, at.y)
      if at == end { return }
      let twice = 2 * slack
      if twice >= dy {
        slack += dy
        at.x += stepX
      }
      if twice <= dx {
        slack += dx
        at.y += stepY
      }
    }
  }

  /// Draws the cells that have dots and leaves the others as they are. Backgrounds stay.
  package func draw(at origin: Point, on canvas: inout Canvas, style: Style) {
    for row in 0..<cells.rows {
      for column in 0..<cells.columns where mask(column, row) != 0 {
        let (x, y) = (origin.x + column, origin.y + row)
        var style = style
        style.background = style.background ?? canvas[x, y].style.background
        canvas[x, y] = Cell(scalar: DotRaster.character(mask(column, row), graph: graph), style: style)
      }
    }
  }

  /// The character with these dots.
  static func character(_ mask: UInt8, graph: Symbols.Graph) -> Unicode.Scalar {
    switch graph {
    case .braille: Unicode.Scalar(0x2800 + UInt32(mask)) ?? " "
    case .block: quadrants[Int(mask & 15)]
    case .ascii: halves[Int(mask & 3)]
    }
  }

  private func bit(_ x: Int, _ y: Int) -> UInt8 {
    switch graph {
    case .braille: y == 3 ? (x == 0 ? 0x40 : 0x80) : 1 << UInt8(y + 3 * x)
    case .block: 1 << UInt8(2 * y + x)
    case .ascii: 1 << UInt8(y)
    }
  }

  // Bits in this order: upper left, upper right, lower left, lower right.
  private static let quadrants: [Unicode.Scalar] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]
  private static let halves: [Unicode.Scalar] = [" ", "'", ".", ":"]
}
