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
