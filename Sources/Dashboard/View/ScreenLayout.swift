import TextUI

/// Where everything lies on a screen of some size. Also asked by `update`, for what a page or a click means.
struct ScreenLayout: Equatable, Sendable {
  /// The only thing shown below six rows.
  private(set) var status: Rect?
  private(set) var top = Rect.zero
  private(set) var filterBar = Rect.zero
  private(set) var figures = Rect.zero
  /// The key figures have a card each instead of a place in a row.
  private(set) var hasCards = false
  private(set) var panels: [PanelID: Rect] = [:]
  /// The same, in Tab order, with those that only Tab brings up where one panel is shown at a time.
  private(set) var focusable: [PanelID] = []
  private(set) var feedLine: Rect?
  private(set) var filterColumn: Rect?
  private(set) var pipeline: Rect?
  private(set) var hints: Rect?
  let size: Size

  static let leastRows = 6

  init(_ model: Model) { self.init(model.size, focus: model.focus, isMaximised: model.isMaximised) }

  init(_ size: Size, focus: PanelID = .chart, isMaximised: Bool = false) {
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
    place(in: parts[3], focus: focus, isMaximised: isMaximised)
  }

  private var isRoomy: Bool { size.columns >= 80 && size.rows >= 32 }
  private var isHuge: Bool { size.columns >= 160 && size.rows >= 45 }

  private var figureRows: Int {
    if isRoomy { return isHuge ? 5 : 4 }
    if size.columns >= 80 || size.rows < 9 { return 1 }
    return size.columns >= 38 || size.rows < 16 ? 2 : 4
  }

  private mutating func place(in body: Rect, focus: PanelID, isMaximised: Bool) {
    hasCards = isRoomy
    if isMaximised || size.rows < 16 {
      focusable = PanelID.allCases
      panels = [focus: body]
    } else if size.columns < 60 {
      stack(in: body, focus: focus)
    } else if isHuge {
      placeHuge(in: body)
    } else {
      placeSideBySide(in: body)
    }
    if focusable.isEmpty { focusable = PanelID.allCases.filter { panels[$0] != nil } }
  }

  private mutating func stack(in body: Rect, focus: PanelID) {
    if body.height >= 15 {
      let parts = body.rows([.share(4), .share(3), .share(3)])
      panels = [.chart: parts[0], .regions: parts[1], .products: parts[2]]
    } else {
      let parts = body.rows([.share(1), .share(1)])
      panels = [.chart: parts[0], (focus.isList ? focus : .regions): parts[1]]
      focusable = [.chart, .regions, .products]
    }
  }

  private mutating func placeSideBySide(in body: Rect) {
    let isWide = size.columns >= 110
    let isTall = !isWide && size.rows >= 34
    var body = body
    if !isWide && !isTall {
      let parts = body.rows([.share(1), .fixed(1)])
      (body, feedLine) = (parts[0], parts[1])
    }
    if isTall {
      let parts = body.rows([.share(1), .fixed(max(5, body.height / 4))])
      (body, panels[.feed]) = (parts[0], parts[1])
    }
    let parts = body.rows([.share(1), .fixed(Self.listHeight(body.height))])
    panels[.chart] = parts[0]
    let lists = parts[1].columns(isWide ? [.share(35), .share(45), .share(40)] : [.share(35), .share(45)])
    panels[.regions] = lists[0]
    panels[.products] = lists[1]
    if isWide { panels[.feed] = lists[2] }
  }

  private mutating func placeHuge(in body: Rect) {
    let columns = body.columns([.fixed(30), .share(1), .fixed(48)])
    filterColumn = columns[0]
    let parts = columns[1].rows([.share(1), .fixed(Self.listHeight(body.height))])
    panels[.chart] = parts[0]
    let lists = parts[1].columns([.share(35), .share(45)])
    panels[.regions] = lists[0]
    panels[.products] = lists[1]
    let right = columns[2].rows([.share(1), .fixed(16)])
    panels[.feed] = right[0]
    pipeline = right[1]
  }

  /// Of 19 rows the lists take 6; of what comes on top two thirds.
  private static func listHeight(_ height: Int) -> Int {
    height <= 19 ? max(5, height * 6 / 19) : 6 + (height - 19) * 2 / 3
  }
}

extension ScreenLayout {
  /// Columns y labels and axis take, whatever the figures.
  static let gutter = 6

  /// Cells the chart has for buckets, side by side.
  var chartColumns: Int { max(2, (panels[.chart]?.width ?? size.columns) - 2 - Self.gutter) }

  /// Rows of sales the screen has room for.
  var feedRows: Int { max(8, (panels[.feed]?.height ?? 0) - 2) }

  /// The rows inside a list's border, below its heads.
  func rows(of panel: PanelID) -> Rect {
    guard let area = panels[panel] else { return .zero }
    let inner = Panel.content(in: area)
    guard hasHeads(panel) else { return inner }
    return Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: inner.height - 1)
  }

  func hasHeads(_ panel: PanelID) -> Bool { (panels[panel]?.height ?? 0) >= 9 }

  /// Rows that show an item of their own, where the last one may have to be "Other (n)".
  func itemRows(of panel: PanelID, count: Int) -> Int {
    let rows = rows(of: panel).height
    return panel == .feed || count <= rows ? rows : max(0, rows - 1)
  }

  func panel(at point: Point) -> PanelID? {
    panels.first { $0.value.contains(point) }?.key
  }

  /// The box of a picker with so many rows when nothing is typed.
  func picker(total: Int) -> Popup {
    // Where there are no hints to leave free, every row counts.
    let most = max(1, size.rows - (hints == nil ? 2 : 4))
    return Popup(title: "", size: Size(columns: 46, rows: min(max(total, 3) + 1, 17, most)))
  }

  /// The inside of that box: typed text in the first row, then the choices.
  func pickerArea(total: Int) -> Rect {
    let inner = Panel.content(
      in: picker(total: total).frame(in: Rect(x: 0, y: 0, width: size.columns, height: size.rows)))
    return inner.width > 4 ? inner.inset(dx: 1, dy: 0) : inner
  }

  func pickerRows(total: Int) -> Rect {
    let area = pickerArea(total: total)
    let head = area.height >= 2 ? 1 : 0
    return Rect(x: area.x, y: area.y + head, width: area.width, height: area.height - head)
  }
}
