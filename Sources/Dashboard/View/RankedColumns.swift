import SalesCore
import TextUI

/// The columns of a ranked panel, as many as its width has room for.
struct RankedColumns {
  private enum Part { case name, bar, value, sales, share, change, move, trend }

  private let model: Model
  private let figures: Figures
  private let rows: [RankedRow]
  private let parts: [Part]
  private let nameWidth: Int
  /// What the name leaves to the bar or the trend.
  private let restWidth: Int
  private let valueWidth: Int
  private let hasHeads: Bool
  private let largest: Double

  init(_ model: Model, _ figures: Figures, rows: [RankedRow], hasBars: Bool, hasHeads: Bool, width: Int) {
    self.hasHeads = hasHeads
    self.model = model
    self.figures = figures
    self.rows = rows
    let amounts = model.amounts
    let widest = rows.map { DisplayWidth.of(amounts.short($0.totals, model.measure)) }.max() ?? 0
    // A head and the sign of the sorted column.
    valueWidth = max(5, widest, hasHeads ? DisplayWidth.of(Self.head(model.measure)) + 1 : 0)
    let longest = max(5, rows.map { DisplayWidth.of($0.name) }.max() ?? 0)
    var parts: [Part] =
      hasBars
      ? [.name, .bar, .value, .sales, .share, .change] : [.name, .value, .sales, .share, .change, .move, .trend]
    if figures.previous == nil { parts.removeAll { $0 == .move } }
    if model.measure == .sales { parts.removeAll { $0 == .sales } }
    // What says least makes room for names, as far as those are of a usual length.
    for part in [Part.move, .sales, .trend, .bar, .share] {
      let extra = part == .move || part == .sales ? 6 : 0
      if Self.rest(of: width, parts, valueWidth) < min(longest, 18) + extra { parts.removeAll { $0 == part } }
    }
    self.parts = parts
    let room = Self.rest(of: width, parts, valueWidth)
    nameWidth = min(longest, max(5, room))
    restWidth = max(1, room - nameWidth + Self.least(hasBars ? .bar : .trend, valueWidth))
    // The bar of "Other" would dwarf those that can be told apart.
    let values = rows.dropLast(rows.last.map { $0.name.hasPrefix("Other (") } ?? false ? 1 : 0)
      .compactMap { model.measure.value(of: $0.totals, currency: model.setup.currency) }
    largest = values.max() ?? 0
  }

  var columns: [TableColumn] { parts.map(column) }

  func column(of key: RankedList.SortKey) -> Int? {
    switch key {
    case .name: parts.firstIndex(of: .name)
    case .value: parts.firstIndex(of: .value)
    case .change: parts.firstIndex(of: .change)
    }
  }

  private static func head(_ measure: Measure) -> String {
    switch measure {
    case .revenue: "rev"
    case .sales: "sales"
    case .average: "avg"
    }
  }

  /// What the other columns, the gaps and the pointer leave to the name.
  private static func rest(of width: Int, _ parts: [Part], _ valueWidth: Int) -> Int {
    width - parts.count - parts.reduce(0) { $0 + least($1, valueWidth) }
  }

  /// What a column takes at the least, the name aside.
  private static func least(_ part: Part, _ valueWidth: Int) -> Int {
    switch part {
    case .name: 0
    case .value: valueWidth
    case .bar: 3
    case .trend: 5
    case .sales, .change: 6
    case .share, .move: 4
    }
  }

  private func column(_ part: Part) -> TableColumn {
    let least = Self.least(part, valueWidth)
    switch part {
    case .name: return TableColumn("name", width: .fixed(nameWidth), priority: 100)
    case .bar: return TableColumn("", width: .fixed(restWidth), priority: 20)
    case .value: return TableColumn(Self.head(model.measure), width: .fixed(least), alignment: .trailing, priority: 90)
    case .sales: return TableColumn("sales", width: .fixed(least), alignment: .trailing, priority: 10)
    case .share: return TableColumn("%", width: .fixed(least), alignment: .trailing, priority: 60)
    case .change:
      let head = String(model.look.symbols.delta)
      return TableColumn(head, width: .fixed(least), alignment: .trailing, priority: 80)
    case .move: return TableColumn("rank", width: .fixed(least), alignment: .trailing, priority: 5)
    case .trend: return TableColumn("trend", width: .fixed(restWidth), alignment: .trailing, priority: 30)
    }
  }

  func cells(_ row: RankedRow, isOther: Bool = false) -> [TableCell] { parts.map { cell($0, row, isOther) } }

  private func cell(_ part: Part, _ row: RankedRow, _ isOther: Bool) -> TableCell {
    let amounts = model.amounts
    let currency = model.setup.currency
    let symbols = model.look.symbols
    switch part {
    case .name: return TableCell(row.name, isOther ? .dim : .text)
    case .bar:
      let value = model.measure.value(of: row.totals, currency: currency) ?? 0
      return TableCell(Strokes.bar(isOther || largest <= 0 ? 0 : value / largest, restWidth, symbols), .bar)
    case .value: return TableCell(amounts.short(row.totals, model.measure), isOther ? .text : .number)
    case .sales: return TableCell(amounts.count(row.totals.sales), .text)
    case .share: return TableCell(amounts.share(row.share(of: figures.total, by: model.measure)), .dim)
    case .change:
      let change = ChangeText(row.change(by: model.measure, currency: currency), symbols: symbols)
      return TableCell(change.text, change.role)
    case .move: return isOther ? TableCell("") : move(row)
    case .trend:
      let values = row.series.prefix(figures.whole).map { model.measure.value(of: $0, currency: currency) }
      return TableCell(Strokes.trend(values, restWidth, symbols), isOther ? .dim : .chartLine)
    }
  }

  /// Places won or lost against the comparison.
  private func move(_ row: RankedRow) -> TableCell {
    guard let now = figures.products.firstIndex(where: { $0.name == row.name }), figures.previous != nil else {
      return TableCell("")
    }
    guard let before = row.previousRank else { return TableCell("new", .up) }
    let symbols = model.look.symbols
    let won = before - (now + 1)
    if won == 0 { return TableCell("=", .flat) }
    return TableCell("\(won > 0 ? symbols.rise : symbols.fall)\(abs(won))", won > 0 ? .up : .down)
  }
}
