import SalesAnalytics
import TextUI

/// The bottom row: keys that do something now, from the key map, as many as fit.
struct HintRow {
  let model: Model

  private struct Item {
    var hint: KeyBinding.Hint
    var keys: String
    var width: Int { DisplayWidth.of(keys) + DisplayWidth.of(hint.word) + 1 }
  }

  func draw(in row: Rect, on canvas: inout Canvas) {
    var x = row.x + 1
    for item in fitting(row.width - 1) {
      x += canvas.write(item.keys, x: x, y: row.y, style: Style(.key), in: row)
      x += canvas.write(item.hint.word, x: x, y: row.y, style: .dim, in: row) + 1
    }
  }

  private func fitting(_ width: Int) -> [Item] {
    var items = self.items
    while items.reduce(0, { $0 + $1.width }) > width + 1,
      let least = items.indices.min(by: { items[$0].hint.weight < items[$1].hint.weight })
    {
      items.remove(at: least)
    }
    return items
  }

  /// Bindings with the same word share one item.
  private var items: [Item] {
    var items: [Item] = []
    for binding in model.setup.keys.bindings where model.contexts.contains(binding.context) {
      guard let hint = model.hint(of: binding), let key = binding.chords.first?.label else { continue }
      let label = model.look.symbols.label(ofKey: key)
      if let known = items.firstIndex(where: { $0.hint.word == hint.word && $0.hint.order == hint.order }) {
        items[known].keys += (label.count > 1 ? "/" : "") + label
      } else {
        items.append(Item(hint: hint, keys: label))
      }
    }
    return items.sorted { $0.hint.order < $1.hint.order }
  }
}

extension Symbols {
  /// Arrows as words when the symbols are plain ASCII.
  func label(ofKey key: String) -> String {
    let words = ["←": "Left", "→": "Right", "↑": "Up", "↓": "Down"]
    guard isASCII, let word = key.last.flatMap({ words[String($0)] }) else { return key }
    return key.dropLast() + word
  }
}

extension Model {
  /// A binding's hint, unless its key would do nothing now.
  func hint(of binding: KeyBinding) -> KeyBinding.Hint? {
    guard var hint = binding.hint, isUseful(binding) else { return nil }
    if isOfPanel(binding), let panel = panels[focus] {
      hint = panel.hint(hint, for: binding.action, PanelContext(self, focus))
    }
    if binding.context == .global, binding.action == .pause, isHeld { hint.word = "Resume" }
    if case .picker(let picker) = overlay, picker.kind == .commands, binding.action == .apply { hint.word = "Run" }
    return hint
  }

  /// The focused panel decides if the key works and what its hint says.
  private func isOfPanel(_ binding: KeyBinding) -> Bool {
    binding.context.isPanel || binding.context == .global && binding.action == .drillDown
  }

  /// The hint row shows the key.
  private func isUseful(_ binding: KeyBinding) -> Bool {
    if isOfPanel(binding) { return canPerformInPanel(binding.action) }
    return switch (binding.context, binding.action) {
    case (.help, .up), (.help, .down): !isSaleShown
    case (.picker, .tick), (.picker, .exclude), (.picker, .all): isMarking
    case (.global, .clearFilters): isFiltered
    case (.global, .live): view.period != view.livePeriod || replay != nil
    case (.global, .theme): setup.themes.count > 1
    case (.global, .export): setup.canExport && data.figures != nil
    case (.global, .pause): data.latest != nil
    case (.global, .undo): replay != nil || !history.past.isEmpty
    // It works nearly always, but is worth a hint only right after a drill.
    case (.global, .drillUp): trail.beforeDrill(to: view) != nil
    default: true
    }
  }

  private func canPerformInPanel(_ action: Action) -> Bool {
    panels[focus]?.canPerform(action, PanelContext(self, focus)) ?? (action != .drillDown)
  }

  /// The key would do something now: the palette lists it.
  func wouldDo(_ binding: KeyBinding) -> Bool {
    guard isUseful(binding) || binding.action == .drillUp else { return false }
    return switch binding.action {
    case .back:
      selection.mark != nil || selection.crosshair != nil || replay != nil || !trail.narrowings.isEmpty || isFiltered
        || view.isMaximised
    case .drillUp: canDrillUp
    case .redo: !history.future.isEmpty
    case .rewind: data.figures != nil
    case .fastForward: replay != nil
    case .zoomReset: view.period != view.homePeriod
    case .zoomIn: zoomed(.in) != view.period
    case .zoomOut: zoomed(.out) != view.period
    case .shiftBack: shifted(by: -1) != view.period
    case .shiftForward: shifted(by: 1) != view.period
    case .bucket, .axis: data.figures != nil
    case .exportPicture: setup.canExportPicture && data.figures != nil
    case .copyCommand: !setup.command.isEmpty
    case .maximise: view.isMaximised || ScreenLayout(self).panels.count > 1
    case .nextPanel, .previousPanel: ScreenLayout(self).focusable.count > 1
    default: true
    }
  }

  /// A single sale is open, on which the keys go to other sales instead of scrolling.
  private var isSaleShown: Bool { if case .sale = overlay { true } else { false } }

  private var isMarking: Bool {
    if case .picker(let picker) = overlay { picker.kind.marksRows } else { false }
  }
}
