import SalesCore

extension FiguresBuilder {
  /// The regions or the products of a directory, and which of them the filter admits.
  struct Axis {
    let names: [String]
    let isAdmitted: [Bool]
    /// Index of the name, by pair of the directory.
    let nameIndex: [Int32]

    init(_ ids: [NameID], _ known: [String], _ nameIndex: [Int32], admits: (String) -> Bool) {
      // A number without a name would be a defect of the reader; its figures still count.
      names = ids.map { known.indices.contains(Int($0)) ? known[Int($0)] : "#\($0)" }
      isAdmitted = names.map(admits)
      self.nameIndex = nameIndex
    }

    /// Totals by name, of the pairs that pass.
    func totals(of pairs: [Totals], where passes: [Bool]) -> [Totals] {
      var sums = Array(repeating: Totals.zero, count: names.count)
      for pair in pairs.indices where passes[pair] { sums[Int(nameIndex[pair])].add(wrapping: pairs[pair]) }
      return sums
    }

    /// Indices by revenue descending, then by name.
    func byRevenue(_ totals: [Totals], _ indices: some Sequence<Int>) -> [Int] {
      indices.map { (index: $0, revenue: totals[$0].revenue) }
        .sorted { $0.revenue == $1.revenue ? names[$0.index] < names[$1.index] : $0.revenue > $1.revenue }
        .map(\.index)
    }
  }

  /// An axis in the order of revenue.
  struct AxisRanking {
    let axis: Axis
    /// Indices in the axis; names without sales now and in the comparison are left out.
    let order: [Int]
    let now: [Totals]
    let before: [Totals]?
  }

  func ranking(_ axis: Axis) -> AxisRanking {
    let now = axis.totals(of: sums.now, where: isAdmitted)
    let before = sums.before.map { axis.totals(of: $0, where: isAdmitted) }
    let shown = now.indices.filter { now[$0].sales != 0 || before?[$0].sales ?? 0 != 0 }
    return AxisRanking(axis: axis, order: axis.byRevenue(now, shown), now: now, before: before)
  }

  /// The rows of a picker. A ticked name stays in the list even without sales.
  func choices(_ axis: Axis, ticked: Set<String>, within other: Axis) -> [RankedRow] {
    let totals = axis.totals(of: sums.now, where: other.nameIndex.map { other.isAdmitted[Int($0)] })
    let sold = axis.byRevenue(totals, totals.indices.filter { totals[$0].sales != 0 })
    var rows = sold.map { RankedRow(name: axis.names[$0], totals: totals[$0]) }
    let missing = ticked.subtracting(rows.map(\.name))
    guard !missing.isEmpty else { return rows }
    rows += missing.map { RankedRow(name: $0, totals: .zero) }
    return rows.sorted { left, right in
      left.totals.revenue == right.totals.revenue ? left.name < right.name : left.totals.revenue > right.totals.revenue
    }
  }
}

extension FiguresBuilder.AxisRanking {
  func rows(_ series: [Totals], _ slots: [Int32], buckets: Int) -> [RankedRow] {
    let width = series.count / max(buckets, 1)
    return order.map { index in
      let slot = Int(slots[index])
      return RankedRow(
        name: axis.names[index], totals: now[index], previous: before?[index],
        series: slot < 0 ? [] : (0..<buckets).map { series[$0 * width + slot] })
    }
  }
}
