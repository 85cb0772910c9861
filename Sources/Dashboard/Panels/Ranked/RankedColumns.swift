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
  private let widths: [Part: Int]
  private let texts: RankedTexts
  private let largest: Double
  private let moves: RankMoves?

  init(_ model: Model, _ figures: Figures, rows: [RankedRow], isRegions: Bool, hasHeads: Bool, width: Int) {
    self.model = model
    self.figures = figures
    texts = RankedTexts(model, figures, rows: rows)
    widths = texts.widths(hasHeads: hasHeads)
    // All names count, not only the shown ones, so that columns stay while rows scroll.
    let all = (isRegions ? figures.regions : figures.products).prefix(Self.measuredNames)
    let longest = max(5, (all + rows).map { DisplayWidth.of($0.name) }.max() ?? 0)
    parts = Self.parts(model, figures, isRegions: isRegions, longest: longest, widths, width)
    let room = Self.rest(of: width, parts, widths)
    nameWidth = min(longest, max(5, room))
    // Bar and trend share the spare room; the trend gets two thirds.
    let (hasBar, hasTrend) = (parts.contains(.bar), parts.contains(.trend))
    let spare = max(0, room - nameWidth)
    let bar = hasTrend ? spare / 3 : spare
    barWidth = (widths[.bar] ?? 0) + (hasBar ? bar : 0)
    trendWidth = (widths[.trend] ?? 0) + (hasBar ? spare - bar : spare)
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
    _ model: Model, _ figures: Figures, isRegions: Bool, longest: Int, _ widths: [Part: Int], _ width: Int
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
    for (part, spare) in order where rest(of: width, parts, widths) < min(longest, 24) + spare {
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

  static func head(_ measure: Measure) -> String {
    switch measure {
    case .revenue: "rev"
    case .sales: "sales"
    case .average: "avg"
    }
  }

  /// The width left to the name by the other columns, the gaps and the pointer.
  private static func rest(of width: Int, _ parts: [Part], _ widths: [Part: Int]) -> Int {
    width - 1 - gap(width) * (parts.count - 1) - parts.reduce(0) { $0 + (widths[$1] ?? 0) }
  }

  private func column(_ part: Part) -> TableColumn {
    let least = widths[part] ?? 0
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
    switch part {
    case .name:
      // The count in "Other (37)" is a figure, too.
      let isCut = isOther && DisplayWidth.of(row.name) > nameWidth
      return TableCell(isCut ? "Other" : row.name, isOther ? .dim : .text)
    case .bar:
      return TableCell(isOther ? "" : bar(row), .bar)
    case .value: return TableCell(texts.value(row), isOther ? .text : .number)
    case .sales: return TableCell(texts.sales(row), .text)
    case .average: return TableCell(texts.average(row), .text)
    case .share: return TableCell(texts.share(row), .dim)
    case .change:
      let change = texts.change(row)
      return TableCell(change.text, change.role)
    case .move: return isOther ? TableCell("") : move(row)
    case .refunds: return TableCell(texts.refunds(row), row.totals.refunds == 0 ? .dim : .text)
    case .trend:
      let currency = model.setup.currency
      let values = row.series.prefix(figures.whole).map { model.measure.value(of: $0, currency: currency) }
      return TableCell(SparkText.trend(values, trendWidth, model.look.symbols), isOther ? .dim : .chartLine)
    }
  }

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
