/// Signs that are drawn as shapes, because glyphs of a font would leave seams between cells.
enum CellShape {
  /// A filled part of the cell, in eighths: left, top, width, height.
  case block(x: Double, y: Double, width: Double, height: Double)
  case quadrants(UInt8)
  /// Lines from the middle: up, right, down, left. Two round ones are joined by an arc.
  case arms(up: Bool, right: Bool, down: Bool, left: Bool, round: Bool, dashed: Bool)
  /// Braille dots, one bit each.
  case dots(UInt8)
  case shade(Double)

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2801...0x28FF: self = .dots(UInt8(scalar.value - 0x2800))
    case 0x2581...0x2588:
      let height = Double(scalar.value - 0x2580)
      self = .block(x: 0, y: 8 - height, width: 8, height: height)
    case 0x2589...0x258F: self = .block(x: 0, y: 0, width: Double(0x2590 - scalar.value), height: 8)
    case 0x2591...0x2593: self = .shade(Double(scalar.value - 0x2590) * 0.22)
    default:
      guard let shape = CellShape.named[scalar] else { return nil }
      self = shape
    }
  }

  /// True where the shape is the same all the way from the left edge to the right.
  var isEndless: Bool {
    switch self {
    case .block(_, _, let width, _): width == 8
    case .shade: true
    case .arms(let up, let right, let down, let left, _, _): left && right && !up && !down
    case .quadrants, .dots: false
    }
  }

  /// The shape over `columns` cells; more than one only where it `isEndless`.
  func svg(x: Int, y: Int, columns: Int, colour: String) -> String {
    let left = Double(x) * SVGWriter.cellWidth
    let top = Double(y) * SVGWriter.cellHeight
    switch self {
    case .block(let bx, let by, let width, let height):
      return CellShape.rect(left, top, bx, by, width * Double(columns), height, colour)
    case .quadrants(let mask):
      var rects = ""
      for bit in 0..<4 where mask & (1 << UInt8(bit)) != 0 {
        rects += CellShape.rect(left, top, Double(bit % 2 * 4), Double(bit / 2 * 4), 4, 4, colour)
      }
      return rects
    case .shade(let opacity):
      let rect = CellShape.rect(left, top, 0, 0, Double(8 * columns), 8, colour)
      return rect.replacing("/>", with: " fill-opacity=\"\(SVGWriter.number(opacity))\"/>")
    case .dots: return ""
    case .arms: return path(left, top, columns, colour)
    }
  }

  private static func rect(
    _ left: Double, _ top: Double, _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: String
  ) -> String {
    let unitX = SVGWriter.cellWidth / 8
    let unitY = SVGWriter.cellHeight / 8
    let n = SVGWriter.number
    return "<rect x=\"\(n(left + x * unitX))\" y=\"\(n(top + y * unitY))\" width=\"\(n(width * unitX))\""
      + " height=\"\(n(height * unitY))\" fill=\"\(colour)\"/>\n"
  }

  /// Strokes without length: their round ends are the dots.
  static func dotPath(_ mask: UInt8, x: Int, y: Int) -> String {
    var path = ""
    for bit in 0..<8 where mask & (1 << UInt8(bit)) != 0 {
      let (column, row) = bit < 6 ? (bit / 3, bit % 3) : (bit - 6, 3)
      let dotX = SVGWriter.cellWidth * (Double(x) + 0.25 + 0.5 * Double(column))
      let dotY = SVGWriter.cellHeight * (Double(y) + 0.125 + 0.25 * Double(row))
      path += "M\(SVGWriter.number(dotX)) \(SVGWriter.number(dotY))h0"
    }
    return path
  }

  private func path(_ left: Double, _ top: Double, _ columns: Int, _ colour: String) -> String {
    guard case .arms(let up, let right, let down, let isLeft, let round, let dashed) = self else { return "" }
    let n = SVGWriter.number
    let (midX, midY) = (left + SVGWriter.cellWidth / 2, top + SVGWriter.cellHeight / 2)
    let endX = right ? left + SVGWriter.cellWidth : left
    let endY = down ? top + SVGWriter.cellHeight : top
    var path = ""
    if round {
      path = "M\(n(endX)) \(n(midY))Q\(n(midX)) \(n(midY)) \(n(midX)) \(n(endY))"
    } else {
      if isLeft || right {
        path +=
          "M\(n(isLeft ? left : midX)) \(n(midY))H\(n(right ? left + Double(columns) * SVGWriter.cellWidth : midX))"
      }
      if up || down {
        path += "M\(n(midX)) \(n(up ? top : midY))V\(n(down ? top + SVGWriter.cellHeight : midY))"
      }
    }
    let dash = dashed ? " stroke-dasharray=\"2.5 2\"" : ""
    return "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\"\(dash)/>\n"
  }

  private static func arms(_ arms: String, round: Bool = false, dashed: Bool = false) -> CellShape {
    .arms(
      up: arms.contains("u"), right: arms.contains("r"), down: arms.contains("d"), left: arms.contains("l"),
      round: round, dashed: dashed)
  }

  private static let named: [Unicode.Scalar: CellShape] = [
    "─": arms("lr"), "│": arms("ud"), "┌": arms("rd"), "┐": arms("ld"), "└": arms("ur"), "┘": arms("ul"),
    "├": arms("urd"), "┤": arms("uld"), "┬": arms("lrd"), "┴": arms("lru"), "┼": arms("udlr"),
    "╭": arms("rd", round: true), "╮": arms("ld", round: true), "╰": arms("ur", round: true),
    "╯": arms("ul", round: true), "┊": arms("ud", dashed: true), "╌": arms("lr", dashed: true),
    "▔": .block(x: 0, y: 0, width: 8, height: 1), "━": .block(x: 0, y: 3.5, width: 8, height: 1),
    "▀": .block(x: 0, y: 0, width: 8, height: 4),
    "▐": .block(x: 4, y: 0, width: 4, height: 8), "▘": .quadrants(1), "▝": .quadrants(2), "▖": .quadrants(4),
    "▗": .quadrants(8), "▞": .quadrants(6), "▚": .quadrants(9), "▛": .quadrants(7), "▜": .quadrants(11),
    "▙": .quadrants(13), "▟": .quadrants(14),
  ]
}
