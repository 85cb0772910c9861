import SalesAnalytics
import SalesCore
import TextUI

/// The columns of a ranked panel, as many as its width allows.
struct RankedColumns {
  enum Part { case name, bar, value, sales, average, share, change, move, refunds, trend }

  private let model: Model
  private let figures: Figures
  let parts: [Part]
  private let nameWidth: Int
  private let barWidth: Int
  private let trendWidth: Int
  private let valueWidth: Int
  private let largest: Double
  private let moves: RankMoves?
  /// All numbers of a column are written short when one of them is too long in full.
  private let hasShortSales: Bool
  private let hasShortRefunds: Bool

  init(_ model: Model, _ figures: Figures, rows: [RankedRow], isRegions: Bool, hasHeads: Bool, width: Int) {
    self.model = model
    self.figures = figures
    let amounts = model.amounts
    hasShortSales = rows.contains { amounts.isShort($0.totals.sales) }
    hasShortRefunds = rows.contains { amounts.isShort($0.totals.refunds) }
    let widest = rows.map { DisplayWidth.of(amounts.short($0.totals, model.measure)) }.max() ?? 0
    // The head needs a cell more for the sort sign.
    valueWidth = max(5, widest, hasHeads ? DisplayWidth.of(Self.head(model.measure)) + 1 : 0)
    // All names count, not only the shown ones, so that columns stay while rows scroll.
    let all = (isRegions ? figures.regions : figures.products).prefix(Self.measuredNames)
    let longest = max(5, (all + rows).map { DisplayWidth.of($0.name) }.max() ?? 0)
    parts = Self.parts(model, figures, isRegions: isRegions, longest: longest, valueWidth, width)
    let room = Self.rest(of: width, parts, valueWidth)
    nameWidth = min(longest, max(5, room))
    // Bar and trend share the spare room; the trend gets two thirds.
    let (hasBar, hasTrend) = (parts.contains(.bar), parts.contains(.trend))
    let spare = max(0, room - nameWidth)
    let bar = hasTrend ? spare / 3 : spare
    barWidth = Self.least(.bar, valueWidth) + (hasBar ? bar : 0)
    trendWidth = Self.least(.trend, valueWidth) + (hasBar ? spare - bar : spare)
    // "Other" has no bar, because it would dwarf the bars of single rows.
    let values = rows.dropLast(rows.last.map { $0.name.hasPrefix("Other (") } ?? false ? 1 : 0)
      .compactMap { model.measure.value(of: $0.totals, currency: model.setup.currency) }
    largest = values.max() ?? 0
    moves =
      parts.contains(.move)
      ? RankMoves(figures.products, by: model.measure, currency: model.setup.currency) : nil
  }

  /// Free cells between two columns.
  static func gap(_ width: Int) -> Int { width >= 100 ? 2 : 1 }

  /// The most names that are measured for the column's width.
  private static let measuredNames = 200

  private static func parts(
    _ model: Model, _ figures: Figures, isRegions: Bool, longest: Int, _ valueWidth: Int, _ width: Int
  ) -> [Part] {
    var parts: [Part] =
      isRegions
      ? [.name, .bar, .value, .sales, .average, .share, .change, .refunds, .trend]
      : [.name, .bar, .value, .sales, .average, .share, .change, .move, .refunds, .trend]
    if figures.previous == nil { parts.removeAll { $0 == .move } }
    if model.measure == .sales { parts.removeAll { $0 == .sales } }
    // An average has no parts.
    if model.measure == .average { parts.removeAll { $0 == .average || $0 == .share } }
    // The least important columns go first, until names of a usual length fit.
    let order: [(part: Part, spare: Int)] =
      isRegions
      ? [(.trend, 16), (.refunds, 12), (.average, 8), (.sales, 6), (.share, 0), (.bar, 0)]
      : [(.bar, 30), (.refunds, 12), (.average, 8), (.move, 6), (.sales, 6), (.trend, 0), (.share, 0)]
    for (part, spare) in order where rest(of: width, parts, valueWidth) < min(longest, 24) + spare {
      parts.removeAll { $0 == part }
    }
    return parts
  }

  var columns: [TableColumn] { parts.map(column) }

  func column(of key: SortOrder.Key) -> Int? { parts.firstIndex { self.key(of: $0) == key } }

  /// The sort key for a click on a column's head; nil for columns that do not sort.
  func key(of part: Part) -> SortOrder.Key? {
    switch part {
    case .name: .name
    case .value: .value
    case .sales: .sales
    case .average: .average
    case .share: .share
    case .change: .change
    case .bar, .move, .refunds, .trend: nil
    }
  }

  private static func head(_ measure: Measure) -> String {
    switch measure {
    case .revenue: "rev"
    case .sales: "sales"
    case .average: "avg"
    }
  }

  /// The width left to the name by the other columns, the gaps and the pointer.
  private static func rest(of width: Int, _ parts: [Part], _ valueWidth: Int) -> Int {
    width - 1 - gap(width) * (parts.count - 1) - parts.reduce(0) { $0 + least($1, valueWidth) }
  }

  /// The least width of a column other than the name.
  private static func least(_ part: Part, _ valueWidth: Int) -> Int {
    switch part {
    case .name: 0
    case .value: valueWidth
    case .bar: 3
    case .trend: 5
    case .sales, .average, .change: 6
    case .share, .move: 4
    case .refunds: 7
    }
  }

  private func column(_ part: Part) -> TableColumn {
    let least = Self.least(part, valueWidth)
    switch part {
    case .name: return TableColumn("name", width: .fixed(nameWidth), priority: 100)
    case .bar: return TableColumn("", width: .fixed(barWidth), priority: 20)
    case .value: return TableColumn(Self.head(model.measure), width: .fixed(least), alignment: .trailing, priority: 90)
    case .sales: return TableColumn("sales", width: .fixed(least), alignment: .trailing, priority: 10)
    case .average: return TableColumn("avg", width: .fixed(least), alignment: .trailing, priority: 9)
    case .share: return TableColumn("%", width: .fixed(least), alignment: .trailing, priority: 60)
    case .change:
      return TableColumn(model.look.symbols.delta, width: .fixed(least), alignment: .trailing, priority: 80)
    case .move: return TableColumn("rank", width: .fixed(least), alignment: .trailing, priority: 5)
    case .refunds: return TableColumn("refunds", width: .fixed(least), alignment: .trailing, priority: 4)
    case .trend: return TableColumn("trend", width: .fixed(trendWidth), alignment: .trailing, priority: 30)
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
      return TableCell(isOther ? "" : bar(row), .bar)
    case .value:
      let value = model.measure == .sales ? sales(row) : amounts.short(row.totals, model.measure)
      return TableCell(value, isOther ? .text : .number)
    case .sales: return TableCell(sales(row), .text)
    case .average: return TableCell(amounts.short(row.totals, .average), .text)
    case .share: return TableCell(amounts.share(row.share(of: figures.total, by: model.measure)), .dim)
    case .change:
      let change = ChangeText(row.change(by: model.measure, currency: currency), symbols: symbols)
      return TableCell(change.text, change.role)
    case .move: return isOther ? TableCell("") : move(row)
    case .refunds:
      let refunds = amounts.count(row.totals.refunds, isShort: hasShortRefunds)
      return TableCell(refunds, row.totals.refunds == 0 ? .dim : .text)
    case .trend:
      let values = row.series.prefix(figures.whole).map { model.measure.value(of: $0, currency: currency) }
      return TableCell(SparkText.trend(values, trendWidth, symbols), isOther ? .dim : .chartLine)
    }
  }

  private func sales(_ row: RankedRow) -> String { model.amounts.count(row.totals.sales, isShort: hasShortSales) }

  /// A bar whose length is the value's share of the largest shown value.
  func bar(_ row: RankedRow) -> String {
    let value = model.measure.value(of: row.totals, currency: model.setup.currency) ?? 0
    return SparkText.bar(largest > 0 ? value / largest : 0, barWidth, model.look.symbols)
  }

  /// Ranks won or lost against the comparison.
  private func move(_ row: RankedRow) -> TableCell {
    guard let moves else { return TableCell("") }
    guard let won = moves.won(by: row) else { return TableCell("new", .up) }
    let symbols = model.look.symbols
    if won == 0 { return TableCell("=", .flat) }
    return TableCell("\(won > 0 ? symbols.rise : symbols.fall)\(abs(won))", won > 0 ? .up : .down)
  }
}
