/// The world with a bubble for each item. The bubble's area is the item's value; its label stands beside it where there
/// is room. Items without a point, and all items where the area is too small for a map, are listed below.
package struct WorldMap: Sendable {
  package struct Item: Equatable, Sendable {
    package var label: String
    /// The value as text, after the label where there is room.
    package var detail: String
    package var value: Double
    /// Nil for an item that is not on the map.
    package var point: MapPoint?
    package var role: Role
    /// Role of the detail; nil takes the bubble's.
    package var labelRole: Role?
    /// Text after the detail, where there is room for it too: the change.
    package var note: Span?

    package init(_ label: String, detail: String = "", value: Double, point: MapPoint?, role: Role = .accent) {
      self.label = label
      self.detail = detail
      self.value = value
      self.point = point
      self.role = role
    }
  }

  package var outline: MapOutline
  package var items: [Item]
  package var selected: Int?
  /// Heading of the items without a point.
  package var unplacedTitle = "not on the map:"

  package init(outline: MapOutline, items: [Item], selected: Int? = nil) {
    self.outline = outline
    self.items = items
    self.selected = selected
  }

  /// Index of the item whose bubble or label is drawn at a point of the screen.
  package func item(at point: Point, in area: Rect, look: Look) -> Int? {
    let plan = MapPlan(self, in: area, look: look)
    let label = plan.labels.first { textArea($0).contains(point) }?.index
    return label ?? plan.bubbles.last { $0.cells.contains(point) }?.index ?? plan.list.index(at: point)
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let area = area.intersection(canvas.bounds)
    guard !area.isEmpty else { return }
    let plan = MapPlan(self, in: area, look: look)
    if let frame = plan.frame {
      drawDots(plan, frame, on: &canvas, look: look)
      for bubble in plan.bubbles where bubble.isHollow {
        draw(hollow: bubble, in: frame.cells, on: &canvas, look: look)
      }
      for label in plan.labels { draw(label, in: area, on: &canvas, look: look) }
    }
    plan.list.draw(on: &canvas, look: look)
  }

  /// Draws coast and bubbles in one raster, with a dot's distance between the coast and a bubble, and between a large
  /// bubble and a small one on top of it.
  private func drawDots(_ plan: MapPlan, _ frame: MapFrame, on canvas: inout Canvas, look: Look) {
    let graph = look.symbols.graph
    var raster = outline.raster(frame.cells.size, graph: graph)
    var owners = [Int?](repeating: nil, count: frame.cells.width * frame.cells.height)
    for bubble in plan.bubbles where !bubble.isHollow {
      bubble.forEachDot(in: frame, graph: graph) { x, y, cell, isInside in
        if isInside {
          raster.set(x, y)
          owners[cell] = bubble.index
        } else {
          raster.clear(x, y)
        }
      }
    }
    for row in 0..<frame.cells.height {
      for column in 0..<frame.cells.width {
        let mask = raster.mask(column, row)
        guard mask != 0 else { continue }
        let owner = owners[row * frame.cells.width + column]
        let isSelected = owner != nil && owner == selected
        var scalar = DotRaster.character(mask, graph: graph)
        if graph == .ascii { scalar = owner == nil ? "." : isSelected ? "@" : "o" }
        let role = owner.map { items[$0].role } ?? .coast
        let style = Style(role, isSelected ? .bold : [])
        let (x, y) = (frame.cells.x + column, frame.cells.y + row)
        canvas.write(String(Character(scalar)), x: x, y: y, style: style, in: frame.cells)
      }
    }
  }

  /// A ring stands for zero: it has no area.
  private func draw(hollow bubble: MapPlan.Bubble, in area: Rect, on canvas: inout Canvas, look: Look) {
    let sign = look.symbols.graph == .ascii ? look.symbols.dash : look.symbols.quiet
    let style = Style(items[bubble.index].role, bubble.index == selected ? .bold : [])
    canvas.write(String(sign), x: bubble.cells.x, y: bubble.cells.y, style: style, in: area)
  }

  /// The text without the room kept for figures that grow.
  private func textArea(_ label: MapPlan.Label) -> Rect {
    let item = items[label.index]
    let details = item.details.prefix(label.details).reduce(0) { $0 + $1.width }
    let width = min(min(DisplayWidth.of(item.label), 16) + details, label.rect.width)
    let x = label.isTrailing ? label.rect.right - width : label.rect.x
    return Rect(x: x, y: label.rect.y, width: width, height: 1)
  }

  private func draw(_ label: MapPlan.Label, in area: Rect, on canvas: inout Canvas, look: Look) {
    let item = items[label.index]
    let isSelected = label.index == selected
    let name = min(DisplayWidth.of(item.label), 16)
    let details = item.details.prefix(label.details)
    let rect = textArea(label)
    // A coast that touches the text would look like a part of it.
    for x in rect.x - 1...rect.right where canvas[x, rect.y].style.foreground == .coast { canvas[x, rect.y] = .blank }
    if isSelected {
      canvas.fill(rect, style: Style(.text, on: .selection))
      let left = rect.x - 1
      if canvas[left, rect.y].scalar == " " {
        canvas.write(String(look.symbols.pointer), x: left, y: rect.y, style: Style(.accent), in: area)
      }
    }
    let used = canvas.write(
      item.label, x: rect.x, y: rect.y, style: Style(isSelected ? .title : item.labelRole ?? item.role), maxWidth: name,
      in: area)
    canvas.write(whole: details, x: rect.x + used, y: rect.y, before: rect.right, in: area)
  }
}

extension WorldMap.Item {
  /// The texts that can follow the label, each after a blank.
  var details: [Span] {
    let first = detail.isEmpty ? [] : [Span(" " + detail, .number)]
    return first + (note.map { [Span(" " + $0.text, style: $0.style)] } ?? [])
  }
}
