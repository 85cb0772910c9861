import SalesAnalytics
import SalesCore
import TextUI

/// The figures of a ranked panel's rows as text. All numbers of a column are written short when one of them is too long
/// in full.
struct RankedTexts {
  private let model: Model
  private let figures: Figures
  private let rows: [RankedRow]
  private let hasShortSales: Bool
  private let hasShortRefunds: Bool

  init(_ model: Model, _ figures: Figures, rows: [RankedRow]) {
    (self.model, self.figures, self.rows) = (model, figures, rows)
    hasShortSales = rows.contains { model.amounts.isShort($0.totals.sales) }
    hasShortRefunds = rows.contains { model.amounts.isShort($0.totals.refunds) }
  }

  func value(_ row: RankedRow) -> String {
    model.measure == .sales ? sales(row) : model.amounts.short(row.totals, model.measure)
  }

  func sales(_ row: RankedRow) -> String { model.amounts.count(row.totals.sales, isShort: hasShortSales) }

  func average(_ row: RankedRow) -> String { model.amounts.short(row.totals, .average) }

  func share(_ row: RankedRow) -> String { model.amounts.share(row.share(of: figures.total, by: model.measure)) }

  func change(_ row: RankedRow) -> ChangeText {
    ChangeText(row.change(by: model.measure, currency: model.setup.currency), symbols: model.look.symbols)
  }

  func refunds(_ row: RankedRow) -> String { model.amounts.count(row.totals.refunds, isShort: hasShortRefunds) }

  /// Columns that each part takes at least: as many as its widest figure has, so that none is cut. The name takes what
  /// the others leave.
  func widths(hasHeads: Bool) -> [RankedColumns.Part: Int] {
    func widest(_ least: Int, _ text: (RankedRow) -> String) -> Int {
      rows.reduce(least) { max($0, DisplayWidth.of(text($1))) }
    }
    // The head needs a cell more for the sort sign.
    let head = hasHeads ? DisplayWidth.of(RankedColumns.head(model.measure)) + 1 : 0
    return [
      .name: 0, .bar: 3, .trend: 5, .value: widest(max(5, head), value), .sales: widest(6, sales),
      .average: widest(6, average), .share: widest(4, share), .change: widest(6) { change($0).text },
      .refunds: widest(7, refunds),
      // No rank moves further than the list is long.
      .move: max(4, 1 + String(figures.products.count).count),
    ]
  }
}
