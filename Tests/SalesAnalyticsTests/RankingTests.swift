import SalesAnalytics
import SalesCore
import Testing

@Suite struct RankingTests {
  private let rows = [
    RankedRow(
      name: "B", totals: Totals(sales: 2, revenue: 500), previous: Totals(sales: 1, revenue: 100),
      series: [Totals(sales: 2, revenue: 500), .zero]),
    RankedRow(name: "A", totals: Totals(sales: 10, revenue: 500), series: [.zero, Totals(sales: 10, revenue: 500)]),
    RankedRow(
      name: "C", totals: Totals(sales: 1, revenue: 900), previous: Totals(sales: 4, revenue: 50),
      series: [.zero, Totals(sales: 1, revenue: 900)]),
    RankedRow(name: "D", totals: .zero, previous: Totals(sales: 4, revenue: 50), series: [.zero, .zero]),
  ]

  private func other(than shown: [RankedRow]) -> RankedRow? {
    let buckets = (0..<2).map { index in rows.reduce(.zero) { $0 + $1.series[index] } }
    return Ranking.other(than: shown, of: rows, buckets: buckets)
  }

  @Test("the first rows and one for the others, which adds up")
  func top() {
    let top = Ranking.top(rows, count: 2)
    #expect(top.map(\.name) == ["C", "A"], "ties by name")
    let other = other(than: top)
    #expect(other?.name == "Other (2)")
    #expect(other?.totals == Totals(sales: 2, revenue: 500))
    #expect(other?.previous == Totals(sales: 5, revenue: 150))
    #expect(other?.series == [Totals(sales: 2, revenue: 500), .zero])
    #expect(self.other(than: Ranking.top(rows, count: 4)) == nil)
    #expect(Ranking.top([], count: 3).isEmpty && Ranking.other(than: [], of: [], buckets: []) == nil)
  }

  @Test("amounts whose sum goes beyond Int64 and back leave the rest exactly")
  func huge() {
    let amounts: [(String, Int64)] = [("A", .max), ("B", .min + 7), ("C", .min + 7), ("P", 500), ("Q", 600)]
    let rows = amounts.map { name, amount in
      RankedRow(
        name: name, totals: Totals(sales: 1, revenue: amount), series: [Totals(sales: 1, revenue: amount)])
    }
    let other = Ranking.other(
      than: Array(rows.prefix(3)), of: rows, buckets: [rows.reduce(.zero) { $0 + $1.totals }])
    #expect(other?.series == [Totals(sales: 2, revenue: 1100)])
  }

  @Test("any measure ranks; what has no average comes last")
  func measures() {
    #expect(Ranking.top(rows, count: 4, by: .sales).map(\.name) == ["A", "B", "C", "D"])
    #expect(Ranking.top(rows, count: 4, by: .average).map(\.name) == ["C", "B", "A", "D"])
  }

  @Test("the average of the others comes out of sums and counts")
  func average() {
    let other = other(than: Ranking.top(rows, count: 1))
    #expect(other.flatMap { Measure.average.value(of: $0.totals, currency: .usDollar) } == 1000.0 / 12 / 100)
    #expect(Measure.average.value(of: .zero, currency: .usDollar) == nil)
    #expect(Measure.revenue.value(of: rows[2].totals, currency: .usDollar) == 9)
  }

  @Test("a share is a part of the whole, where there is one")
  func share() {
    let whole = Totals(sales: 20, revenue: 1000)
    #expect(rows[0].share(of: whole, by: .revenue) == 0.5)
    #expect(rows[0].share(of: whole, by: .sales) == 0.1)
    #expect(rows[0].share(of: whole, by: .average) == nil)
    #expect(rows[0].share(of: .zero, by: .revenue) == nil)
    #expect(rows[0].share(of: Totals(sales: 1, revenue: -5), by: .revenue) == nil)
  }
}
