import SalesAnalytics
import SalesCore
import TextUI

/// The columns of the feed: time, names and amount, then partition, offset and id as the width allows.
struct FeedColumns {
  private enum Part { case time, region, product, amount, refund, position, id }

  private let texts: FeedText
  private let parts: [Part]
  private let precision: FeedText.Precision
  private let widths: [Part: Int]
  /// Free cells between two columns.
  let gap: Int

  init(_ model: Model, _ rows: [StoredSale], width: Int) {
    let texts = FeedText(model)
    self.texts = texts
    // All names count, not only the shown ones, so that no column moves as rows scroll.
    let products = (model.figures?.products ?? []).prefix(200).map(\.name) + rows.map(\.sale.product)
    let regions = (model.figures?.regions ?? []).prefix(200).map(\.name) + rows.map(\.sale.region)
    func widest(_ texts: [String], atLeast least: Int) -> Int {
      texts.reduce(least) { max($0, DisplayWidth.of($1)) }
    }
    func time(_ precision: FeedText.Precision) -> Int {
      widest(rows.map { texts.time($0.sale, precision) }, atLeast: 5)
    }
    var widths: [Part: Int] = [
      .region: min(widest(regions, atLeast: 6), max(6, width / 4)),
      .product: min(widest(products, atLeast: 7), 40),
      .amount: widest(rows.map { texts.amount($0.sale) }, atLeast: 7),
      .refund: 6,
      .position: widest(rows.map { Self.position($0) }, atLeast: 8),
      .id: min(widest(rows.map(\.sale.id), atLeast: 4), 40),
    ]
    var parts: [Part] = [.time, .region, .product, .amount]
    var precision = FeedText.Precision.minute
    widths[.time] = time(.minute)
    func room() -> Int { width - 1 - parts.reduce(0) { $0 + 1 + (widths[$1] ?? 0) } + 1 }
    for finer in [FeedText.Precision.second, .millisecond] {
      // Seconds matter more than the end of a product's name.
      let cut = finer == .second ? max(0, (widths[.product] ?? 0) - Self.leastProduct) : 0
      // Milliseconds may cut nothing.
      guard finer == .second || room() > 40 else { break }
      let wider = time(finer)
      guard room() + cut + (widths[.time] ?? 0) >= wider else { break }
      (precision, widths[.time]) = (finer, wider)
    }
    for part in [Part.position, .id, .refund] where room() > widths[part] ?? 0 { parts.append(part) }
    if let refund = parts.firstIndex(of: .refund), let amount = parts.firstIndex(of: .amount) {
      parts.remove(at: refund)
      parts.insert(.refund, at: amount + 1)
    }
    (self.parts, self.precision, self.widths) = (parts, precision, widths)
    gap = room() >= 2 * parts.count && parts.contains(.position) ? 3 : 1
  }

  /// The least width of a product's name beside the seconds.
  private static let leastProduct = 12

  private static func position(_ stored: StoredSale) -> String {
    "\(stored.position.partition):\(stored.position.offset)"
  }

  var columns: [TableColumn] { parts.map(column) }

  private func column(_ part: Part) -> TableColumn {
    let width = widths[part] ?? 0
    switch part {
    case .time: return TableColumn("time", width: .fixed(width), alignment: .trailing, priority: 3)
    case .region: return TableColumn("region", width: .fixed(width), priority: 2)
    case .product:
      // The amounts stand at the panel's right edge unless more follows.
      let length = parts.last == .amount ? Length.atLeast(6, share: 1) : .fixed(width)
      return TableColumn("product", width: length, priority: 5)
    case .amount: return TableColumn("amount", width: .fixed(width), alignment: .trailing, priority: 4)
    case .refund: return TableColumn("", width: .fixed(width), priority: 0)
    case .position: return TableColumn("position", width: .fixed(width), alignment: .trailing, priority: 1)
    case .id: return TableColumn("id", width: .fixed(width), priority: 1)
    }
  }

  func cells(_ stored: StoredSale) -> [TableCell] {
    let sale = stored.sale
    return parts.map { part in
      switch part {
      case .time: TableCell(texts.time(sale, precision), .dim)
      case .region: TableCell(sale.region)
      case .product: TableCell(sale.product)
      case .amount: TableCell(texts.amount(sale), sale.isRefund ? .down : .number)
      case .refund: TableCell(sale.isRefund ? "refund" : "", .down)
      case .position: TableCell(Self.position(stored), .dim)
      case .id: TableCell(sale.id, .dim)
      }
    }
  }
}
