/// A border with a title in it: `╭─ Revenue/min ──────── 1m buckets ─ r ─╮`.
///
///     let box = TitledBox(title: "Revenue/min", trailing: "1m buckets", hotkey: "r", focused: true)
///     let inner = box.draw(in: area, on: &canvas, look: Look())
///     canvas.write("no sales yet", x: inner.x, y: inner.y, style: .dim, in: inner)
package struct TitledBox: Sendable {
  package var title: String
  /// Dim text at the right of the top border, left out where it does not fit. The default is nil.
  package var trailing: String?
  /// The key that leads to the panel, shown at the right end of the top border. The default is nil.
  package var hotkey: Character?
  package var focused: Bool
  package var background: Role?

  package init(
    title: String, trailing: String? = nil, hotkey: Character? = nil, focused: Bool = false, background: Role? = nil
  ) {
    self.title = title
    self.trailing = trailing
    self.hotkey = hotkey
    self.focused = focused
    self.background = background
  }

  /// The area inside the border. An area of two rows keeps only the top border, a smaller one has no border at all.
  package static func content(in area: Rect) -> Rect {
    if area.height >= 3, area.width >= 3 { return area.inset(dx: 1, dy: 1) }
    if area.height == 2 { return Rect(x: area.x, y: area.y + 1, width: area.width, height: 1) }
    return area
  }

  /// Number of columns for a text at the right of a title.
  package static func room(besides title: String, in area: Rect) -> Int {
    max(0, area.width - (title.isEmpty ? 0 : DisplayWidth.of(title) + 2) - 7)
  }

  /// Draws the border and returns the area inside it.
  @discardableResult
  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) -> Rect {
    let inner = TitledBox.content(in: area)
    if background != nil { canvas.fill(area, style: Style(.text, on: background)) }
    guard inner != area else { return inner }
    let line = Style(focused ? .borderFocused : .border, on: background)
    let signs = look.symbols.border.signs
    if area.height >= 3 {
      drawFrame(in: area, signs, line, on: &canvas)
    } else {
      write(String(repeating: signs.horizontal, count: area.width), x: area.x, y: area.y, line, area, on: &canvas)
    }
    drawTitles(in: area, line, on: &canvas)
    return inner
  }

  private func drawFrame(in area: Rect, _ signs: BorderSigns, _ line: Style, on canvas: inout Canvas) {
    let across = String(repeating: signs.horizontal, count: area.width - 2)
    let top = "\(signs.topLeft)\(across)\(signs.topRight)"
    let foot = "\(signs.bottomLeft)\(across)\(signs.bottomRight)"
    write(top, x: area.x, y: area.y, line, area, on: &canvas)
    write(foot, x: area.x, y: area.bottom - 1, line, area, on: &canvas)
    for y in (area.y + 1)..<(area.bottom - 1) {
      write(String(signs.vertical), x: area.x, y: y, line, area, on: &canvas)
      write(String(signs.vertical), x: area.right - 1, y: y, line, area, on: &canvas)
    }
  }

  /// The title always shows; texts at the right that do not fit beside it are left out.
  private func drawTitles(in area: Rect, _ line: Style, on canvas: inout Canvas) {
    let room = area.width - 6
    guard room > 0 else { return }
    let name = Style(focused ? .title : .text, on: background, focused ? .bold : [])
    var left = 0
    if !title.isEmpty {
      left = write(title, x: area.x + 3, y: area.y, name, area, maxWidth: room, on: &canvas)
      write(" ", x: area.x + 2, y: area.y, name, area, on: &canvas)
      write(" ", x: area.x + 3 + left, y: area.y, name, area, on: &canvas)
      left += 2
    }
    var right = area.right - 2
    let parts = [(hotkey.map { String($0) }, Role.key), (trailing, .dim)]
    for (text, role) in parts {
      guard let text, !text.isEmpty else { continue }
      let width = DisplayWidth.of(text) + 2
      guard right - width > area.x + 2 + left else { return }
      write(" \(text) ", x: right - width, y: area.y, Style(role, on: background), area, on: &canvas)
      right -= width + 1
    }
  }

  @discardableResult
  private func write(
    _ text: String, x: Int, y: Int, _ style: Style, _ clip: Rect, maxWidth: Int? = nil, on canvas: inout Canvas
  ) -> Int {
    canvas.write(text, x: x, y: y, style: style, maxWidth: maxWidth, in: clip)
  }
}

struct BorderSigns {
  let topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical: Character
}

extension Symbols.Border {
  var signs: BorderSigns {
    switch self {
    case .rounded:
      BorderSigns(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│")
    case .square:
      BorderSigns(
        topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", horizontal: "─", vertical: "│")
    case .ascii:
      BorderSigns(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|")
    }
  }
}
