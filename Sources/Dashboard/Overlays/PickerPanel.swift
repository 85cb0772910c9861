import TextUI

/// A picker over the screen.
struct PickerPanel {
  let model: Model
  let picker: Picker
  let layout: ScreenLayout

  init(_ model: Model, _ picker: Picker, _ layout: ScreenLayout) {
    self.model = model
    self.picker = picker
    self.layout = layout
  }

  func draw(on canvas: inout Canvas) {
    let source = PickerRows(model, picker)
    let matches = picker.matches
    var popup = layout.picker(picker.kind, total: matches.total)
    popup.title = picker.kind.title
    // A theme is seen best on the whole screen.
    popup.dims = picker.kind != .theme
    popup.trailing = trailing
    let inner = popup.draw(in: canvas.bounds, on: &canvas, look: model.look)
    let rows = source.rows(matches.rows.dropFirst(picker.offset).prefix(inner.height))
    // Shares and amounts end in one column, and so do the kinds before them.
    let widest = rows.reduce(4) { max($0, DisplayWidth.of($1.detail)) }
    var list = PickerList(
      rows: rows.map { row($0, detailWidth: widest) },
      highlighted: picker.highlighted == nil ? nil : picker.index, filter: picker.typed,
      total: matches.total - source.uncounted, scroll: picker.offset)
    (list.above, list.count) = (picker.offset, matches.rows.count)
    list.uncounted = matches.rows.first?.choice == .all ? 1 : 0
    if picker.typed.value.isEmpty { list.total = list.count - list.uncounted }
    list.emptyText = source.problem ?? "nothing matches"
    list.draw(in: inner, on: &canvas, look: model.look)
  }

  private var trailing: String? {
    if !picker.kind.marksRows { return nil }
    if picker.excludes { return "exclude" }
    let ticked = picker.marks.values.filter { $0 == .ticked }.count
    let excluded = picker.marks.count - ticked
    let symbols = model.look.symbols
    let parts = [
      ticked > 0 ? "\(symbols.ticked)\(ticked)" : nil, excluded > 0 ? "\(symbols.excluded)\(excluded)" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  private func row(_ row: PickerRow, detailWidth: Int) -> PickerList.Row {
    if var offered = row.offered {
      offered.matched = row.matched
      return offered
    }
    let mark: PickerList.Mark =
      switch picker.marks[row.choice] {
      case .ticked: .ticked
      case .excluded: .excluded
      case nil: .none
      }
    let detail = [row.kind, row.detail].compactMap { $0 }
    var item = PickerList.Row(
      row.label, detail: detail.count > 1 ? "\(detail[0])  \(pad(detail[1], detailWidth))" : row.detail, mark: mark)
    item.matched = row.matched
    // Colours are the shown theme's, which is the highlighted one.
    if case .theme = row.choice, row.choice == picker.highlighted, model.look.hasColour {
      item.swatch = (0..<6).map { .series($0) }
    }
    return item
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
  }
}
