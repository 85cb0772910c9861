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

  @Test("the first rows and one for the others, which adds up")
  func top() {
    let ranking = Ranking.top(rows, count: 2)
    #expect(ranking.rows.map(\.name) == ["C", "A"], "ties by name")
    #expect(ranking.other?.name == "Other (2)")
    #expect(ranking.other?.totals == Totals(sales: 2, revenue: 500))
    #expect(ranking.other?.previous == Totals(sales: 5, revenue: 150))
    #expect(ranking.other?.series == [Totals(sales: 2, revenue: 500), .zero])
    #expect(Ranking.top(rows, count: 4).other == nil)
    #expect(Ranking.top([], count: 3).rows.isEmpty && Ranking.top([], count: 3).other == nil)
  }

  @Test("any measure ranks, from either end; what has no average comes last")
  func measures() {
    #expect(Ranking.top(rows, count: 4, by: .sales).rows.map(\.name) == ["A", "B", "C", "D"])
    #expect(Ranking.top(rows, count: 4, by: .average).rows.map(\.name) == ["C", "B", "A", "D"])
    #expect(Ranking.top(rows, count: 4, by: .sales, reversed: true).rows.map(\.name) == ["D", "C", "B", "A"])
    #expect(Ranking.top(rows, count: 4, by: .average, reversed: true).rows.map(\.name) == ["A", "B", "C", "D"])
  }

  @Test("the average of the others comes out of sums and counts")
  func average() {
    let other = Ranking.top(rows, count: 1).other
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
