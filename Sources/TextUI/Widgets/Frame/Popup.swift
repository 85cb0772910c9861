/// A box in the middle of the screen, over everything else.
package struct Popup: Sendable {
  package var title: String
  package var trailing: String?
  /// Size of the content; the border adds four columns and two rows. Cut down to the screen.
  package var size: Size
  /// Dims the screen behind the box. The default is true.
  package var dims = true

  package init(title: String, trailing: String? = nil, size: Size) {
    self.title = title
    self.trailing = trailing
    self.size = size
  }

  /// The area of the whole box, border included.
  package func frame(in area: Rect) -> Rect { area.centred(width: size.columns + 4, height: size.rows + 2) }

  /// Dims the screen, draws the box and returns the area inside it.
  @discardableResult
  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) -> Rect {
    if dims { dim(area, on: &canvas, look: look) }
    let panel = TitledBox(title: title, trailing: trailing, focused: true, background: .overlay)
    let inner = panel.draw(in: frame(in: area), on: &canvas, look: look)
    return inner.width > 4 ? inner.inset(dx: 1, dy: 0) : inner
  }

  /// A dimmed heatmap loses its backgrounds, so each cell gets the sign of its step instead.
  private func dim(_ area: Rect, on canvas: inout Canvas, look: Look) {
    let area = area.intersection(canvas.bounds)
    for y in area.y..<max(area.y, area.bottom) {
      for x in area.x..<max(area.x, area.right) {
        let cell = canvas[x, y]
        guard cell.scalar == " ", cell.width == 1, let heat = cell.style.background.flatMap(Heat.init(role:)) else {
          continue
        }
        canvas[x, y] = Cell(heat.sign(look), style: cell.style)
      }
    }
    canvas.restyle(area) { $0 = Style(.shadow) }
  }
}

/// The help over the screen: keys and their meaning, in sections that flow into as many columns as fit.
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
  /// Number of lines scrolled off the top. The default is 0.
  package var scroll = 0

  package init(title: String, sections: [Section]) {
    self.title = title
    self.sections = sections
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let flow = flow(in: area.size)
    let size = Size(columns: flow.columns * (flow.width + 3) - 3, rows: flow.height)
    let trailing = flow.most > 0 ? "\(look.symbols.rise)\(look.symbols.fall) more" : nil
    let inner = Popup(title: title, trailing: trailing, size: size).draw(in: area, on: &canvas, look: look)
    let first = min(max(0, scroll), flow.most)
    for (offset, line) in flow.lines.dropFirst(first).prefix(flow.columns * flow.height).enumerated() {
      let x = inner.x + offset / flow.height * (flow.width + 3)
      let y = inner.y + offset % flow.height
      let indent = max(0, flow.keys - DisplayWidth.of(line.key))
      canvas.write(line.key, x: x + indent, y: y, style: Style(.key), in: inner)
      canvas.write(
        line.text, x: line.isTitle ? x : x + flow.keys + 1, y: y, style: Style(line.isTitle ? .title : .text),
        maxWidth: line.isTitle ? flow.width : flow.width - flow.keys - 1, in: inner)
    }
  }

  /// The greatest `scroll` in an area of this size.
  package func scrollRange(in size: Size) -> Int { flow(in: size).most }

  private struct Line {
    var key = ""
    var text = ""
    var isTitle = false
  }

  /// Lines in as many columns as fit. Texts wider than a single column continue in the next line.
  private struct Flow {
    var lines: [Line]
    /// Width of the keys, and of a whole column.
    var keys, width: Int
    var columns, height: Int
    var most: Int { max(0, lines.count - columns * height) }
  }

  private func flow(in size: Size) -> Flow {
    let entries = sections.flatMap(\.entries)
    let keys = entries.map { DisplayWidth.of($0.key) }.max() ?? 0
    let texts = entries.map { DisplayWidth.of($0.text) }.max() ?? 0
    let width = max(1, min(keys + 1 + texts, size.columns - 4))
    let lines = lines(textWidth: width - keys - 1)
    let columns = max(1, min((size.columns - 8) / (width + 3), 3))
    let height = min((lines.count + columns - 1) / columns, max(1, size.rows - 4))
    return Flow(lines: lines, keys: keys, width: width, columns: columns, height: max(1, height))
  }

  private func lines(textWidth: Int) -> [Line] {
    sections.enumerated().flatMap { index, section in
      (index > 0 ? [Line()] : []) + [Line(text: section.title, isTitle: true)]
        + section.entries.flatMap { entry in
          HelpOverlay.wrapped(entry.text, textWidth).enumerated()
            .map { Line(key: $0.offset == 0 ? entry.key : "", text: $0.element) }
        }
    }
  }

  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let longer = lines[lines.count - 1].isEmpty ? String(word) : "\(lines[lines.count - 1]) \(word)"
      if lines[lines.count - 1].isEmpty || DisplayWidth.of(longer) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
