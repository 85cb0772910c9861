import TextUI

/// The areas of all parts on a screen. Drawing uses them, and `update` for pages and clicks.
struct ScreenLayout: Equatable, Sendable {
  /// The status line, which is all that a screen of fewer than six rows shows.
  private(set) var status: Rect?
  private(set) var top = Rect.zero
  private(set) var filterBar = Rect.zero
  private(set) var figures = Rect.zero
  /// Each key figure has a card of its own.
  private(set) var hasCards = false
  private(set) var panels: [PanelKind: Rect] = [:]
  /// The panels that can have the focus, in Tab order; when not all fit, also those that Tab brings up.
  private(set) var focusable: [PanelKind] = []
  private(set) var hints: Rect?
  let size: Size

  static let leastRows = 6
  /// With fewer rows a view without a fitting grid shows one panel instead of a stack.
  static let leastRowsOfStack = 16

  init(_ model: Model) {
    self.init(model.size, view: model.viewSpec, focus: model.focus, isMaximised: model.isMaximised)
  }

  init(_ size: Size, view: ViewSpec = ViewSpec.standard[0], focus: PanelKind = .revenue, isMaximised: Bool = false) {
    self.size = size
    let screen = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    guard size.rows >= Self.leastRows else {
      status = screen.row(0)
      return
    }
    let hasHints = size.rows >= 8
    let parts = screen.rows([
      .fixed(1), .fixed(1), .fixed(figureRows), .share(1), .fixed(hasHints ? 1 : 0),
    ])
    (top, filterBar, figures, hints) = (parts[0], parts[1], parts[2], hasHints ? parts[4] : nil)
    hasCards = isRoomy
    arrange(view, in: parts[3], focus: focus, isMaximised: isMaximised)
  }

  private var isRoomy: Bool { size.columns >= 80 && size.rows >= 32 }
  private var isHuge: Bool { size.columns >= 160 && size.rows >= 45 }

  private var figureRows: Int {
    if isRoomy { return isHuge ? 5 : 4 }
    if size.columns >= 80 || size.rows < 9 { return 1 }
    return size.columns >= 38 || size.rows < 16 ? 2 : 4
  }

  private mutating func arrange(_ view: ViewSpec, in body: Rect, focus: PanelKind, isMaximised: Bool) {
    let grid = view.grid(for: size)
    let placed = grid?.rects(in: body) ?? [:]
    focusable = grid?.panels.filter { $0.isFocusable && placed[$0] != nil } ?? []
    let hasGrid = !focusable.isEmpty
    let standsAlone = !hasGrid && size.rows < Self.leastRowsOfStack
    // A single panel must be one that the view is about.
    if !hasGrid { focusable = standsAlone ? view.ownPanels : view.focusable }
    if isMaximised || standsAlone {
      panels = one(of: focusable, focus: focus).map { [$0: body] } ?? [:]
    } else if hasGrid {
      panels = placed
    } else {
      stack(in: body, focus: focus)
    }
  }

  /// The focused panel, or the first one.
  private func one(of panels: [PanelKind], focus: PanelKind) -> PanelKind? {
    panels.contains(focus) ? focus : panels.first
  }

  /// Stacks the focused panel, the first one, and as many of the others as fit.
  private mutating func stack(in body: Rect, focus: PanelKind) {
    let wanted = focusable.filter { $0 == focus } + focusable.prefix(1) + focusable
    var shown: Set<PanelKind> = []
    var left = body.height
    for panel in wanted where !shown.contains(panel) && (shown.isEmpty || panel.leastRows <= left) {
      shown.insert(panel)
      left -= panel.leastRows
    }
    let ordered = focusable.filter(shown.contains)
    let lengths = ordered.map { Length.atLeast($0.leastRows, share: $0.keys == .chart ? 4 : 3) }
    for (panel, row) in zip(ordered, body.rows(lengths)) { panels[panel] = row }
  }
}

extension ScreenLayout {
  /// Columns for the y labels and the axis of every chart.
  static let gutter = 6

  /// Columns of the chart's plot; without a chart, those of one as wide as the screen.
  var chartColumns: Int {
    let charts = panels.filter { $0.key.keys == .chart }
    let width = (charts[.revenue] ?? charts.values.first)?.width ?? size.columns
    return max(2, width - 2 - Self.gutter)
  }

  /// The rows inside a list's border, below its heads.
  func rows(of panel: PanelKind) -> Rect {
    guard let area = panels[panel] else { return .zero }
    let inner = TitledBox.content(in: area)
    guard hasHeads(panel) else { return inner }
    return Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: inner.height - 1)
  }

  func hasHeads(_ panel: PanelKind) -> Bool { (panels[panel]?.height ?? 0) >= 9 }

  /// Rows for items; one row less when the last one is "Other (n)".
  func itemRows(of panel: PanelKind, count: Int) -> Int {
    // A list that is not on the screen does not scroll.
    guard panels[panel] != nil else { return count }
    let rows = rows(of: panel).height
    // A single row shows the first item.
    return panel == .feed || count <= rows || rows < 2 ? rows : rows - 1
  }

  func panel(at point: Point) -> PanelKind? { panels.first { $0.value.contains(point) }?.key }

  /// The nearest focusable panel below another one, else the next in Tab order.
  func panel(below panel: PanelKind) -> PanelKind? {
    guard let area = panels[panel] else { return nil }
    let below = focusable.filter { other in
      guard let rect = panels[other] else { return false }
      return rect.y >= area.bottom && rect.x < area.right && area.x < rect.right
    }
    let nearest = below.min { (panels[$0]?.y ?? 0, panels[$0]?.x ?? 0) < (panels[$1]?.y ?? 0, panels[$1]?.x ?? 0) }
    return nearest ?? focusable.drop { $0 != panel }.dropFirst().first
  }

  /// The box of a picker that has `total` rows before anything is typed.
  func picker(_ kind: Picker.Kind, total: Int) -> Popup {
    // Without hints the box may use all rows but two.
    let most = max(1, size.rows - (hints == nil ? 2 : 4))
    return Popup(title: "", size: Size(columns: kind == .commands ? 72 : 46, rows: min(max(total, 3) + 1, 18, most)))
  }

  /// The inside of that box: typed text in the first row, then the choices.
  func pickerArea(_ kind: Picker.Kind, total: Int) -> Rect {
    let inner = TitledBox.content(
      in: picker(kind, total: total).frame(in: Rect(x: 0, y: 0, width: size.columns, height: size.rows)))
    return inner.width > 4 ? inner.inset(dx: 1, dy: 0) : inner
  }

  func pickerRows(of picker: Picker) -> Rect {
    PickerList.body(in: pickerArea(picker.kind, total: picker.matches.total))
  }
}
