import Foundation
import SalesCore

/// Figures counted sale by sale, the plain way, to hold the cube's against.
struct NaiveFigures {
  let sales: [Sale]
  let filter: SaleFilter

  func admitted(_ range: Range<Timestamp>) -> [Sale] {
    sales.filter { range.contains($0.time) && filter.admits(region: $0.region, product: $0.product) }
  }

  func total(_ range: Range<Timestamp>) -> Totals {
    admitted(range).reduce(into: Totals.zero) { $0.add($1) }
  }

  func unfiltered(_ range: Range<Timestamp>) -> Totals {
    sales.filter { range.contains($0.time) }.reduce(into: Totals.zero) { $0.add($1) }
  }

  func buckets(_ edges: [Timestamp]) -> [Totals] {
    zip(edges, edges.dropFirst()).map { total($0..<$1) }
  }

  /// By weekday from Monday and hour, as Foundation's calendar tells them.
  func heat(_ range: Range<Timestamp>, _ zone: TimeZone) -> [[Totals]] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var totals = Array(repeating: Array(repeating: Totals.zero, count: 24), count: 7)
    for sale in admitted(range) {
      let parts = calendar.dateComponents([.weekday, .hour], from: sale.time.date)
      totals[((parts.weekday ?? 0) + 5) % 7][parts.hour ?? 0].add(sale)
    }
    return totals
  }

  func totals(by name: KeyPath<Sale, String>, _ range: Range<Timestamp>) -> [String: Totals] {
    admitted(range).reduce(into: [:]) { $0[$1[keyPath: name], default: .zero].add($1) }
  }
}

extension Totals {
  mutating func add(_ sale: Sale) {
    sales += 1
    refunds += sale.isRefund ? 1 : 0
    revenue += sale.amount.minorUnits
  }
}
