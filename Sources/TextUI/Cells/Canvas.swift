/// The grid of cells that widgets draw on.
///
/// Drawing outside the canvas, or outside a clip, does nothing: it neither traps nor writes. A wide character is never
/// left half overwritten.
///
///     var canvas = Canvas(Size(columns: 20, rows: 3))
///     let inner = TitledBox(title: "Sales").draw(in: canvas.bounds, on: &canvas, look: Look())
///     canvas.write("1,204", x: inner.x, y: inner.y, style: Style(.number), in: inner)
///     print(canvas.text())
package struct Canvas: Equatable, Sendable {
  package let size: Size
  private(set) var cells: [Cell]
  /// Ends text that was cut.
  private let ellipsis: Cell

  package init(_ size: Size, ellipsis: Character = "…") {
    self.size = size
    self.ellipsis = Cell(ellipsis)
    cells = [Cell](repeating: .blank, count: size.columns * size.rows)
  }

  package var bounds: Rect { Rect(x: 0, y: 0, width: size.columns, height: size.rows) }

  /// Blank outside the canvas; setting there does nothing.
  package subscript(x: Int, y: Int) -> Cell {
    get { isInside(x, y) ? cells[y * size.columns + x] : .blank }
    set { if isInside(x, y) { put(newValue, x: x, y: y) } }
  }

  /// Writes one line of text from `x` on and returns the number of columns it takes, including those cut off at the
  /// left.
  ///
  /// The text is made safe by `sanitize` first. It ends at `maxWidth`, at the clip or at the edge of the canvas, and
  /// ends in "…" where it was cut. Where the style has no background, the background under the text stays.
  @discardableResult
  package mutating func write(
    _ text: String, x: Int, y: Int, style: Style, maxWidth: Int? = nil, in clip: Rect? = nil
  ) -> Int {
    let area = clip.map { $0.intersection(bounds) } ?? bounds
    let limit = min(maxWidth ?? Int.max, area.right - x)
    guard limit > 0, y >= area.y, y < area.bottom else { return 0 }
    let isCut = !Canvas.fits(text, limit)
    let room = isCut ? limit - 1 : limit
    var used = 0
    Clusters.forEach(in: text) { scalar, marks, width in
      guard used + width <= room else { return false }
      place(Cell(scalar: scalar, marks: marks, width: UInt8(width), style: style), x: x + used, y: y, left: area.x)
      used += width
      return true
    }
    guard isCut else { return used }
    var end = ellipsis
    end.style = style
    place(end, x: x + used, y: y, left: area.x)
    return used + 1
  }

  /// Fills a rectangle with one character. A style without a background gets the screen's own.
  package mutating func fill(_ rect: Rect, _ character: Character = " ", style: Style) {
    let area = rect.intersection(bounds)
    let cell = Cell(character, style: style)
    guard !area.isEmpty else { return }
    for y in area.y..<area.bottom {
      detach(area.x, y)
      detach(area.right - 1, y)
      if cell.width == 1 {
        for at in (y * size.columns + area.x)..<(y * size.columns + area.right) { cells[at] = cell }
      } else {
        for x in stride(from: area.x, to: area.right - 1, by: 2) { put(cell, x: x, y: y) }
      }
    }
  }

  /// Changes the styles of a rectangle and keeps its characters.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.bottom {
      for x in area.x..<area.right { change(&cells[y * size.columns + x].style) }
    }
  }

  func isInside(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < size.columns && y < size.rows }

  private static func fits(_ text: String, _ limit: Int) -> Bool {
    // A text has at most as many columns as bytes.
    if text.utf8.count <= limit { return true }
    var used = 0
    Clusters.forEach(in: text) { _, _, width in
      used += width
      return used <= limit
    }
    return used <= limit
  }

  /// Writes one cell of a text. A wide one that starts left of the clip becomes a blank.
  private mutating func place(_ cell: Cell, x: Int, y: Int, left: Int) {
    if x >= left {
      var cell = cell
      if cell.style.background == nil, isInside(x, y) {
        cell.style.background = cells[y * size.columns + x].style.background
      }
      put(cell, x: x, y: y)
    } else if cell.width == 2, x + 1 >= left {
      place(Cell(scalar: " ", style: cell.style), x: x + 1, y: y, left: left)
    }
  }

  /// Sets a cell inside the canvas and blanks the other half of every wide character that it cuts.
  private mutating func put(_ cell: Cell, x: Int, y: Int) {
    guard isInside(x, y) else { return }
    let at = y * size.columns + x
    if cells[at].width != 1 { detach(x, y) }
    guard cell.width == 2 else {
      cells[at] = cell.width == 0 ? Cell(scalar: " ", style: cell.style) : cell
      return
    }
    guard x + 1 < size.columns else {
      cells[at] = Cell(scalar: " ", style: cell.style)
      return
    }
    if cells[at + 1].width != 1 { detach(x + 1, y) }
    cells[at] = cell
    cells[at + 1] = .rightHalf(cell.style)
  }

  /// Turns the wide character that covers this cell into two blanks.
  private mutating func detach(_ x: Int, _ y: Int) {
    let at = y * size.columns + x
    let left = cells[at].width == 0 ? at - 1 : at
    guard cells[left].width == 2 else { return }
    cells[left] = Cell(scalar: " ", style: cells[left].style)
    cells[left + 1] = Cell(scalar: " ", style: cells[left + 1].style)
  }
}
