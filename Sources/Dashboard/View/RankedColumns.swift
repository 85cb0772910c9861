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
  private let valueWidth: Int
  private let largest: Double

  init(_ model: Model, _ figures: Figures, rows: [RankedRow], hasBars: Bool, width: Int) {
    self.model = model
    self.figures = figures
    self.rows = rows
    let hasSales = model.measure != .sales && width >= 52
    if hasBars {
      parts = [.name, .bar, .value] + (hasSales ? [.sales] : []) + [.share, .change]
    } else {
      parts =
        [.name, .value] + (hasSales ? [.sales] : []) + [.share, .change] + (width >= 60 ? [.move] : []) + [.trend]
    }
    let amounts = model.setup.amounts
    valueWidth = max(5, rows.map { DisplayWidth.of(amounts.short($0.totals, model.measure)) }.max() ?? 0)
    nameWidth = min(max(5, rows.map { DisplayWidth.of($0.name) }.max() ?? 0), max(5, width * 2 / 5))
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

  private func column(_ part: Part) -> TableColumn {
    switch part {
    case .name:
      let hasBars = parts.contains(.bar)
      return TableColumn("name", width: hasBars ? .fixed(nameWidth) : .atLeast(5, share: 3), priority: 100)
    case .bar: return TableColumn("", width: .atLeast(3, share: 1), priority: 20)
    case .value:
      return TableColumn(heading, width: .fixed(max(valueWidth, headingWidth)), alignment: .trailing, priority: 90)
    case .sales: return TableColumn("sales", width: .fixed(6), alignment: .trailing, priority: 10)
    case .share: return TableColumn("share", width: .fixed(hasHeads ? 6 : 4), alignment: .trailing, priority: 60)
    case .change:
      return TableColumn("\(model.look.symbols.delta)", width: .fixed(7), alignment: .trailing, priority: 80)
    case .move: return TableColumn("rank", width: .fixed(5), alignment: .trailing, priority: 5)
    case .trend: return TableColumn("trend", width: .atLeast(5, share: 1), priority: 30)
    }
  }

  private var hasHeads: Bool { headingWidth > 0 && largest >= 0 && rows.count > 4 }
  private var heading: String { model.measure.word }
  private var headingWidth: Int { rows.count > 5 ? DisplayWidth.of(heading) + 1 : 0 }

  func cells(_ row: RankedRow, isOther: Bool = false) -> [TableCell] { parts.map { cell($0, row, isOther) } }

  private func cell(_ part: Part, _ row: RankedRow, _ isOther: Bool) -> TableCell {
    let amounts = model.setup.amounts
    let currency = model.setup.currency
    switch part {
    case .name: return TableCell(row.name, isOther ? .dim : .text)
    case .bar:
      let value = model.measure.value(of: row.totals, currency: currency) ?? 0
      return TableCell(.bar(isOther || largest <= 0 ? 0 : value / largest), style: Style(.bar))
    case .value: return TableCell(amounts.short(row.totals, model.measure), isOther ? .text : .number)
    case .sales: return TableCell(amounts.count(row.totals.sales), .text)
    case .share: return TableCell(amounts.share(row.share(of: figures.total, by: model.measure)), .dim)
    case .change:
      let change = ChangeText(row.change(by: model.measure, currency: currency), symbols: model.look.symbols)
      return TableCell(change.text, change.role)
    case .move: return isOther ? TableCell("") : move(row)
    case .trend:
      let end = figures.partial.map { $0 + 1 } ?? row.series.count
      let values = row.series.prefix(end).map { model.measure.value(of: $0, currency: currency) }
      return TableCell(.sparkline(values), style: Style(isOther ? .dim : .chartLine))
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
