import SalesAnalytics
import SalesCore
import TextUI

/// What keys do now, made from the key map: only what works, as much as fits.
struct HintRow {
  let model: Model

  init(_ model: Model) { self.model = model }

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

  /// Bindings with the same word share one place.
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
  /// The arrows in words where there are no signs for them.
  func label(ofKey key: String) -> String {
    let words = ["←": "Left", "→": "Right", "↑": "Up", "↓": "Down"]
    return isASCII ? words[key] ?? key : key
  }
}

extension Model {
  /// A binding's hint, unless its key would do nothing now.
  func hint(of binding: KeyBinding) -> KeyBinding.Hint? {
    guard var hint = binding.hint, isUseful(binding) else { return nil }
    switch (binding.context, binding.action) {
    case (.global, .pause) where isHeld: hint.word = "Resume"
    case (.chart, .left) where mark != nil, (.chart, .right) where mark != nil: hint.word = "Extend"
    case (.chart, .mark) where mark != nil: hint.word = "Unmark"
    case (.grid, .apply) where focus == .heatmap: hint.word = "Zoom here"
    // Enter filters there: what opens the sale must be found beside it.
    case (.global, .drillDown) where focus == .feed: (hint.word, hint.weight) = ("Details", 72)
    default: break
    }
    if case .palette = overlay, binding.action == .apply { hint.word = "Run" }
    return hint
  }

  /// Whether a key is worth a place in the hints.
  private func isUseful(_ binding: KeyBinding) -> Bool {
    switch (binding.context, binding.action) {
    case (.chart, .left), (.chart, .right), (.chart, .mark): newestBucket != nil
    case (.chart, .apply): crosshairIndex != nil
    case (.grid, .apply) where focus == .heatmap: heatCell != nil && figures?.heat != nil
    case (.grid, _) where focus == .heatmap: figures?.heat != nil
    case (.list, .sort), (.list, .reverseSort): focus != .feed && focus != .pipeline
    case (.list, .apply) where focus == .pipeline: false
    case (.list, .apply), (.list, .up), (.list, .down): cursor(of: focus).selected != nil
    case (.help, .up), (.help, .down): !isSaleShown
    case (.picker, .tick), (.picker, .exclude), (.picker, .all): isMarking
    case (.global, .clearFilters): isFiltered
    case (.global, .live): period != livePeriod || replay != nil
    case (.global, .theme): setup.themes.count > 1
    case (.global, .export): setup.canExport && figures != nil
    case (.global, .pause): latest != nil
    case (.global, .undo): replay != nil || !history.past.isEmpty
    case (.global, .drillDown): canDrillDown
    // Out of the calendar it always leads; worth a place it is for who just came down.
    case (.global, .drillUp): drills.last?.to == viewState
    default: true
    }
  }

  /// Whether it would do something now: what the palette lists.
  func wouldDo(_ binding: KeyBinding) -> Bool {
    guard isUseful(binding) || binding.action == .drillUp else { return false }
    return switch binding.action {
    case .back: mark != nil || crosshair != nil || replay != nil || !undo.isEmpty || isFiltered || isMaximised
    case .drillUp: canDrillUp
    case .redo: !history.future.isEmpty
    case .rewind: figures != nil
    case .fastForward: replay != nil
    case .zoomReset: period != homePeriod
    case .zoomIn: zoomed(.in) != period
    case .zoomOut: zoomed(.out) != period
    case .shiftBack: shifted(by: -1) != period
    case .shiftForward: shifted(by: 1) != period
    case .bucket, .axis: figures != nil
    case .exportPicture: setup.canExportPicture && figures != nil
    case .copyCommand: !setup.command.isEmpty
    case .maximise: isMaximised || ScreenLayout(self).panels.count > 1
    case .nextPanel, .previousPanel: ScreenLayout(self).focusable.count > 1
    default: true
    }
  }

  private var canDrillDown: Bool {
    switch focus {
    case .revenue, .trend: newestBucket != nil
    case .heatmap: heatCell != nil
    case .pivot: pivotCell != nil
    case .regions, .map, .products, .feed: cursor(of: focus).selected != nil
    case .pipeline, .ticker, .filter: false
    }
  }
  /// There keys go to the next sale, and nothing scrolls.
  private var isSaleShown: Bool { if case .sale = overlay { true } else { false } }

  private var isMarking: Bool {
    if case .picker(let picker) = overlay { picker.kind.marksRows } else { false }
  }
}
