import SalesCore
import SalesPipeline

/// The sales of a batch while they are being stored: the ones to send, and the stored owner of each id.
struct BatchSales {
  /// An id by its bytes: what Swift takes for equal strings may be two ids.
  private struct ID: Hashable {
    var text: String

    static func == (left: ID, right: ID) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private let partition: Int32
  private let entries: [StoreBatch.Entry]
  /// Index in `sent` of the sale with the entry's id, by entry.
  private var indexes: [Int] = []
  /// The first of each id.
  private(set) var sent: [StoredSale] = []

  /// The batch's sales that are not before `checkpoint`.
  init(_ batch: StoreBatch, after checkpoint: Checkpoint) {
    partition = batch.partition
    entries = batch.entries.filter { $0.offset >= checkpoint.next }
    var known: [ID: Int] = [:]
    known.reserveCapacity(entries.count)
    for entry in entries {
      let index = known[ID(text: entry.sale.id)] ?? sent.count
      indexes.append(index)
      guard index == sent.count else { continue }
      known[ID(text: entry.sale.id)] = index
      sent.append(StoredSale(sale: entry.sale, position: position(of: entry)))
    }
  }

  private func position(of entry: StoreBatch.Entry) -> Position {
    Position(partition: partition, offset: entry.offset)
  }

  /// The sales to add to rollups and totals, once every id of the batch is stored; `stored` is the stored sale of each
  /// of `sent`. A sale counts where its stored position is this batch's, so that a replay counts its own sales again.
  func owned(_ stored: [StoredSale], names: NameDirectory) -> (sales: [SaleFigures], totals: RunningTotals) {
    var sales: [SaleFigures] = []
    sales.reserveCapacity(entries.count)
    var totals = RunningTotals()
    for (entry, index) in zip(entries, indexes) {
      let owner = stored[index]
      guard owner.position == position(of: entry) else {
        totals.duplicates += 1
        if !entry.sale.hasContent(of: owner.sale) { totals.conflicts += 1 }
        continue
      }
      totals.sales += 1
      totals.revenueMinor &+= entry.sale.amount.minorUnits
      if entry.isLate { totals.late += 1 }
      sales.append(
        SaleFigures(
          time: entry.sale.time, amount: entry.sale.amount.minorUnits, region: names.id(of: entry.sale.region),
          product: names.id(of: entry.sale.product), position: owner.position))
    }
    return (sales, totals)
  }
}
