/// A box in the middle of a dimmed screen.
package struct Popup: Sendable {
  package var title: String
  package var trailing: String?
  /// Of the content; the border adds two each way. Cut down to what the screen has.
  package var size: Size

  package init(title: String, trailing: String? = nil, size: Size) {
    self.title = title
    self.trailing = trailing
    self.size = size
  }

  /// The whole box, border included.
  package func frame(in area: Rect) -> Rect { area.centred(width: size.columns + 4, height: size.rows + 2) }

  /// Dims the screen, draws the box and returns the area inside it.
  @discardableResult
  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) -> Rect {
    canvas.restyle(area) { $0 = Style(.shadow) }
    let panel = Panel(title: title, trailing: trailing, focused: true, background: .overlay)
    let inner = panel.draw(in: frame(in: area), on: &canvas, look: look)
    return inner.width > 4 ? inner.inset(dx: 1, dy: 0) : inner
  }
}

/// Keys and what they do, in sections that flow into as many columns as fit.
package struct HelpOverlay: Sendable {
  package struct Section: Equatable, Sendable {
    package var title: String
    package var entries: [Entry]

    package init(_ title: String, _ entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  package struct Entry: Equatable, Sendable {
    package var key: String
    package var text: String

    package init(_ key: String, _ text: String) {
      self.key = key
      self.text = text
    }
  }

  package var title: String
  package var sections: [Section]
  /// Lines scrolled off the top.
  package var scroll = 0

  package init(title: String, sections: [Section]) {
    self.title = title
    self.sections = sections
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let lines = self.lines
    let keyWidth = lines.map { DisplayWidth.of($0.key) }.max() ?? 0
    let textWidth = lines.map { DisplayWidth.of($0.text) }.max() ?? 0
    let column = keyWidth + 1 + textWidth
    let columns = max(1, min((area.width - 8) / max(1, column + 3), 3))
    let height = min((lines.count + columns - 1) / columns, max(1, area.height - 4))
    let size = Size(columns: columns * (column + 3) - 3, rows: height)
    let trailing = lines.count > columns * height ? "\(look.symbols.rise)\(look.symbols.fall) more" : nil
    let inner = Popup(title: title, trailing: trailing, size: size).draw(in: area, on: &canvas, look: look)
    let first = min(max(0, scroll), max(0, lines.count - columns * height))
    for (offset, line) in lines.dropFirst(first).enumerated() where offset < columns * height {
      let x = inner.x + offset / height * (column + 3)
      let y = inner.y + offset % height
      let indent = max(0, keyWidth - DisplayWidth.of(line.key))
      let isTitle = line.key.isEmpty
      canvas.write(line.key, x: x + indent, y: y, style: Style(.key), in: inner)
      canvas.write(
        line.text, x: isTitle ? x : x + keyWidth + 1, y: y, style: Style(isTitle ? .title : .text),
        maxWidth: isTitle ? column : textWidth, in: inner)
    }
  }

  private var lines: [Entry] {
    sections.enumerated().flatMap { index, section in
      (index > 0 ? [Entry("", "")] : []) + [Entry("", section.title)] + section.entries
    }
  }
}
