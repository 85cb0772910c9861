extension Canvas {
  /// The frame as an SVG picture. Backgrounds are rectangles, boxes and blocks are shapes that join, and everything
  /// else is text. Each run of text is stretched to its columns, so that it lines up in any viewer and font.
  package func svg(theme: Theme, title: String) -> String {
    SVGWriter(canvas: self, theme: theme).document(title: title)
  }
}

struct SVGWriter {
  static let cellWidth = 9.0
  static let cellHeight = 18.0
  static let baseline = 13.5
  static let fontSize = 15
  /// Margin around the frame, filled with the background.
  static let margin = 9.0

  private let canvas: Canvas
  private let theme: Theme
  private var texts = ""
  private var shapes = ""
  private var backgrounds = ""

  init(canvas: Canvas, theme: Theme) {
    self.canvas = canvas
    self.theme = theme
    for y in 0..<canvas.size.rows { addRow(y) }
  }

  func document(title: String) -> String {
    let width = SVGWriter.number(Double(canvas.size.columns) * SVGWriter.cellWidth + 2 * SVGWriter.margin)
    let height = SVGWriter.number(Double(canvas.size.rows) * SVGWriter.cellHeight + 2 * SVGWriter.margin)
    let corner = SVGWriter.number(-SVGWriter.margin)
    let name = SVGWriter.escape(sanitize(title))
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
      viewBox="\(corner) \(corner) \(width) \(height)">
      <title>\(name)</title>
      <rect x="\(corner)" y="\(corner)" width="\(width)" height="\(height)" fill="\(theme.background.hex)"/>
      \(backgrounds)<g shape-rendering="geometricPrecision">
      \(shapes)</g>
      <g font-family="'JetBrains Mono','DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace" \
      font-size="\(SVGWriter.fontSize)" xml:space="preserve">
      \(texts)</g>
      </svg>

      """
  }

  private mutating func addRow(_ y: Int) {
    addBackgrounds(y)
    var x = 0
    while x < canvas.size.columns {
      let cell = canvas[x, y]
      if case .dots = CellShape(cell.scalar) {
        x = addDots(from: x, y)
      } else if let shape = CellShape(cell.scalar) {
        let start = x
        // A line or a bar is one shape, however many cells long.
        repeat { x += 1 } while shape.isEndless && x < canvas.size.columns && canvas[x, y] == cell
        shapes += shape.svg(x: start, y: y, columns: x - start, colour: paint(of: cell).foreground)
      } else if cell.scalar == " " {
        x += 1
      } else {
        x = addText(from: x, y)
      }
    }
  }

  /// Neighbouring braille of one style becomes one path, which keeps pictures of charts small.
  private mutating func addDots(from start: Int, _ y: Int) -> Int {
    let style = canvas[start, y].style
    var path = ""
    var x = start
    while x < canvas.size.columns, canvas[x, y].style == style, case .dots(let mask) = CellShape(canvas[x, y].scalar) {
      path += CellShape.dotPath(mask, x: x, y: y)
      x += 1
    }
    shapes +=
      "<path d=\"\(path)\" stroke=\"\(paint(of: canvas[start, y]).foreground)\" stroke-width=\"2.6\""
      + " stroke-linecap=\"round\"/>\n"
    return x
  }

  private mutating func addBackgrounds(_ y: Int) {
    var x = 0
    while x < canvas.size.columns {
      let colour = paint(of: canvas[x, y]).background
      let start = x
      while x < canvas.size.columns, paint(of: canvas[x, y]).background == colour { x += 1 }
      guard colour != theme.background.hex else { continue }
      let (left, width) = (SVGWriter.left(start), SVGWriter.number(Double(x - start) * SVGWriter.cellWidth))
      backgrounds +=
        "<rect x=\"\(left)\" y=\"\(SVGWriter.top(y))\" width=\"\(width)\" height=\"18\" fill=\"\(colour)\"/>\n"
    }
  }

  /// One run of text in one style. A wide character is a run of its own, because fonts differ most in their width.
  private mutating func addText(from start: Int, _ y: Int) -> Int {
    let style = canvas[start, y].style
    let isWide = canvas[start, y].width == 2
    var x = start
    var text = String.UnicodeScalarView()
    repeat {
      text.append(contentsOf: canvas[x, y].scalars)
      x += max(1, Int(canvas[x, y].width))
    } while !isWide && x < canvas.size.columns && goesOn(x, y, style)
    while text.last == " " {
      text.removeLast()
      x -= 1
    }
    let colours = paint(of: canvas[start, y])
    let length = SVGWriter.number(Double(x - start) * SVGWriter.cellWidth)
    let bottom = SVGWriter.number(Double(y) * SVGWriter.cellHeight + SVGWriter.baseline)
    texts += "<text x=\"\(SVGWriter.left(start))\" y=\"\(bottom)\" textLength=\"\(length)\""
    texts += " lengthAdjust=\"spacingAndGlyphs\" fill=\"\(colours.foreground)\"\(colours.attributes)>"
    texts += SVGWriter.escape(String(text)) + "</text>\n"
    return x
  }

  private func goesOn(_ x: Int, _ y: Int, _ style: Style) -> Bool {
    let cell = canvas[x, y]
    return cell.style == style && cell.width == 1 && CellShape(cell.scalar) == nil
  }

  private func paint(of cell: Cell) -> (foreground: String, background: String, attributes: String) {
    let colours = theme.colours(of: cell.style, depth: .truecolor)
    var front = colours.foreground ?? theme.text
    var back = colours.background ?? theme.background
    if colours.emphasis.contains(.reverse) { swap(&front, &back) }
    if colours.emphasis.contains(.dim) { front = front.mixed(with: back, share: 0.4) }
    var attributes = ""
    if colours.emphasis.contains(.bold) { attributes += " font-weight=\"bold\"" }
    if colours.emphasis.contains(.italic) { attributes += " font-style=\"italic\"" }
    if colours.emphasis.contains(.underline) { attributes += " text-decoration=\"underline\"" }
    return (front.hex, back.hex, attributes)
  }

  static func left(_ x: Int) -> String { number(Double(x) * cellWidth) }
  static func top(_ y: Int) -> String { number(Double(y) * cellHeight) }

  /// At most two digits after the point, none where they are zeros.
  static func number(_ value: Double) -> String {
    var text = CompactNumber.fixed(value, digits: 2)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
