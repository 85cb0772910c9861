import TextUI

/// The top row: the program's name, a tab for each view, and the state of the stream, which gets its room first.
struct TopRow {
  let model: Model

  private static let name = Span("SALESTOP", style: Style(.accent).bold())

  private struct Plan {
    var hasName = false
    /// The text of each tab and the cells it takes; empty when there is no room.
    var tabs: [(view: Int, text: String, area: Rect)] = []
    var state: [Span]
  }

  func draw(in row: Rect, on canvas: inout Canvas) {
    let plan = plan(in: row)
    canvas.write(plan.state, x: row.right - plan.state.width, y: row.y, in: row)
    if plan.hasName { canvas.write([Self.name], x: row.x + 1, y: row.y, in: row) }
    for tab in plan.tabs {
      let isActive = tab.view == model.viewIndex
      let style = isActive ? Style(.tabActive, on: .tabActive) : Style(.tab)
      if isActive { canvas.fill(tab.area, style: style) }
      let number = Span(String(tab.view + 1), style: isActive ? style : Style(.key))
      let name = Span(String(tab.text.dropFirst(number.text.count)), style: isActive ? style.bold() : style)
      canvas.write([number, name], x: tab.area.x + 1, y: row.y, in: tab.area)
    }
  }

  /// The view whose tab is drawn at a point.
  func view(at point: Point, in row: Rect) -> Int? {
    plan(in: row).tabs.first { $0.area.contains(point) }?.view
  }

  /// Shortens the row until it fits: names from the right become numbers, then the program's name goes, then all tabs
  /// but the active one.
  private func plan(in row: Rect) -> Plan {
    let state = StreamText(model).spans(width: row.width)
    let room = row.width - state.width
    let views = Array(model.setup.views.enumerated())
    let others = views.indices.reversed().filter { $0 != model.viewIndex }
    var forms: [(hasName: Bool, texts: [(view: Int, text: String)])] = []
    for short in 0...others.count {
      let cut = Set(others.prefix(short))
      let texts = views.map {
        ($0.offset, cut.contains($0.offset) ? "\($0.offset + 1)" : "\($0.offset + 1)\($0.element.name)")
      }
      forms.append((true, texts))
    }
    let numbers = forms[forms.count - 1].texts
    let active = numbers.filter { $0.view == model.viewIndex }
    forms += [(false, numbers), (true, active), (false, active), (true, []), (false, [])]
    for form in forms {
      // A free column stands before each tab and after the last one.
      var x = row.x + (form.hasName ? Self.name.width + 2 : 0)
      var plan = Plan(hasName: form.hasName, state: state)
      for (view, text) in form.texts {
        let width = DisplayWidth.of(text) + 2
        plan.tabs.append((view, text, Rect(x: x, y: row.y, width: width, height: 1)))
        x += width - 1
      }
      if x + (form.texts.isEmpty ? 0 : 1) - row.x <= room { return plan }
    }
    return Plan(state: state)
  }
}
