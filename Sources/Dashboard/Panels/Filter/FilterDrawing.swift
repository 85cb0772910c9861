import SalesAnalytics
import SalesCore
import TextUI

/// Draws the filter panel: periods, regions and products to pick from, with a mark and a share in each row.
struct FilterDrawing {
  let model: Model
  /// The first row shown of each section.
  let scroll: [Picker.Kind: Int]

  init(_ model: Model, scroll: [Picker.Kind: Int]) {
    self.model = model
    self.scroll = scroll
  }

  /// A heading and the rows below it, scrolled.
  struct Section {
    var kind: Picker.Kind
    var rows: [PickerMatch]
    /// The first row shown.
    var offset: Int
    var heading: Rect
    var body: Rect

    /// How far it can be scrolled.
    var scrollRange: Int { max(0, rows.count - body.height) }

    func row(at point: Point) -> PickerMatch? {
      let index = point.y - body.y + offset
      return body.contains(point) && rows.indices.contains(index) ? rows[index] : nil
    }
  }

  /// Rows that earlier sections must leave to each section.
  private static let leastRows = 4

  func sections(in area: Rect) -> [Section] {
    let inner = TitledBox.content(in: area).inset(dx: 1, dy: 0)
    let kinds: [Picker.Kind] = [.period, .regions, .products]
    var y = inner.y
    var sections: [Section] = []
    for (index, kind) in kinds.enumerated() {
      let rows = rows(of: kind)
      // Each later section needs its rows, a heading and a blank row.
      let after = (Self.leastRows + 2) * (kinds.count - 1 - index)
      let height = min(rows.count, max(Self.leastRows, inner.bottom - y - 1 - after), inner.bottom - y - 1)
      guard height > 0 else { break }
      let offset = min(max(0, scroll[kind] ?? 0), max(0, rows.count - height))
      sections.append(
        Section(
          kind: kind, rows: rows, offset: offset, heading: Rect(x: inner.x, y: y, width: inner.width, height: 1),
          body: Rect(x: inner.x, y: y + 1, width: inner.width, height: height)))
      y += height + 2
    }
    return sections
  }

  private func rows(of kind: Picker.Kind) -> [PickerMatch] {
    let rows = PickerRows(model, Picker(kind, filter: model.filter)).matches.rows
    guard kind == .period else { return rows }
    let shown = Set((Period.shortPresets + [model.period]).map(Choice.period))
    return rows.filter { shown.contains($0.choice) }
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    TitledBox(title: "Filter").draw(in: area, on: &canvas, look: model.look)
    for section in sections(in: area) {
      draw(headingOf: section, on: &canvas)
      let shown = section.rows.dropFirst(section.offset).prefix(section.body.height)
      let rows = PickerRows(model, Picker(section.kind, filter: model.filter)).rows(shown)
      for (index, row) in rows.enumerated() {
        draw(row, in: section.body.row(index), on: &canvas)
      }
    }
  }

  private func draw(headingOf section: Section, on canvas: inout Canvas) {
    let row = section.heading
    let heading = [Span(model.setup.keys.label(section.kind.action) + " ", .key), Span(section.kind.title, .title)]
    let used = canvas.write(heading, x: row.x, y: row.y, in: row)
    guard section.scrollRange > 0 else { return }
    // The row "all" is not counted.
    let all = section.rows.first?.choice == .all ? 1 : 0
    let last = section.offset + section.body.height - all
    let more = "\(max(1, section.offset + 1 - all))-\(last)/\(section.rows.count - all)"
    guard used + 1 + more.count <= row.width else { return }
    canvas.write(more, x: row.right - more.count, y: row.y, style: .dim, in: row)
  }

  private func draw(_ row: PickerRow, in area: Rect, on canvas: inout Canvas) {
    let (sign, style) = mark(row.choice)
    canvas.write(String(sign), x: area.x, y: area.y, style: style, in: area)
    var (label, detail) = (row.label, row.detail)
    if case .period(let period) = row.choice {
      detail = ""
      // "Last 1…" could be anything. The filter bar names every period whole.
      let forms = [label, model.label(of: period), period.text]
      label = forms.first { DisplayWidth.of($0) <= area.width - 3 } ?? "custom"
    }
    let width = DisplayWidth.of(detail)
    canvas.write(label, x: area.x + 2, y: area.y, style: style, maxWidth: area.width - 3 - width, in: area)
    canvas.write(detail, x: area.right - width, y: area.y, style: .dim, in: area)
  }

  private func mark(_ choice: Choice) -> (Character, Style) {
    let symbols = model.look.symbols
    let picked = (symbols.ticked, Style(.filter))
    let excluded = (symbols.excluded, Style(.excluded))
    switch choice {
    case .period(let period): return period == model.period ? picked : (" ", .text)
    case .region(let name):
      if model.filter.excludedRegions.contains(name) { return excluded }
      return model.filter.regions.contains(name) ? picked : (" ", .text)
    case .product(let name):
      if model.filter.excludedProducts.contains(name) { return excluded }
      return model.filter.products.contains(name) ? picked : (" ", .text)
    case .all, .theme, .sale, .command: return (" ", .dim)
    }
  }
}

extension Picker.Kind {
  /// The action that opens it.
  var action: Action {
    switch self {
    case .period: .pickPeriod
    case .regions: .pickRegions
    case .products: .pickProducts
    case .search: .search
    case .theme: .theme
    case .commands: .palette
    }
  }
}
