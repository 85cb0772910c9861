import SalesCore

/// Adds loaded data up into figures. It reads nothing, so a change of the filter costs this and nothing else.
struct FiguresBuilder {
  let plan: QueryPlan
  let loaded: LoadedData
  /// The pairs of the cube, followed by those that occur only in the parts beside it.
  let directory: PairDirectory
  let regions: Axis
  let products: Axis
  /// Totals of the part that the bucket at the figures' end has beside the cube, by pair.
  private let tail: [PairTotals]
  /// Totals by pair before the filter.
  let sums: PairSums
  /// True where the pair passes the filter, by pair of the directory.
  let isAdmitted: [Bool]

  typealias PairTotals = (pair: Int, totals: Totals)

  init(_ plan: QueryPlan, _ loaded: LoadedData) {
    self.plan = plan
    self.loaded = loaded
    // A pair that occurs only in these parts gets a number of its own.
    var directory = loaded.view.cube.directory
    let elapsed = directory.totals(of: loaded.elapsedRollups(plan))
    tail = directory.totals(of: loaded.tailRollups(plan))
    self.directory = directory
    let (filter, names) = (plan.query.filter, loaded.names)
    let regions = Axis(directory.regions, names, directory.pairs.map { $0.region }) { filter.admits(region: $0) }
    let products = Axis(directory.products, names, directory.pairs.map { $0.product }) { filter.admits(product: $0) }
    self.regions = regions
    self.products = products
    sums = loaded.sums ?? PairSums(plan, loaded.view.cube, pairs: directory.pairs.count, tail: tail, elapsed: elapsed)
    isAdmitted = directory.pairs.map { regions.isAdmitted[Int($0.region)] && products.isAdmitted[Int($0.product)] }
  }

  func figures() -> Figures {
    var figures = Figures(
      query: plan.query, asOf: plan.asOf, range: plan.range, bucket: plan.bucket, edges: plan.edges)
    figures.grain = plan.grain
    let slots = slots
    let scan = scan(slots)
    figures.partial = plan.partial
    figures.buckets = scan.buckets
    figures.total = scan.buckets.reduce(.zero, +)
    figures.unfiltered = sums.now.reduce(.zero, +)
    figures.previous = previous
    figures.previousTotal = sums.before.map { zip(isAdmitted, $0).reduce(.zero) { $1.0 ? $0 + $1.1 : $0 } }
    let filter = plan.query.filter
    let (byRegion, byProduct) = (ranking(regions), ranking(products))
    figures.regions = byRegion.rows(scan.regionSeries, slots.regions, buckets: scan.buckets.count)
    figures.products = byProduct.rows(scan.productSeries, slots.products, buckets: scan.buckets.count)
    figures.regionChoices = choices(
      regions, ticked: filter.regions.union(filter.excludedRegions), within: products)
    figures.productChoices = choices(
      products, ticked: filter.products.union(filter.excludedProducts), within: regions)
    if plan.query.parts.contains(.pivot) { figures.pivot = pivot(byRegion, byProduct) }
    if plan.query.parts.contains(.heat) { figures.heat = heat(scan.buckets) }
    figures.state = loaded.view.state
    figures.generation = loaded.view.token.generation
    return figures
  }

  /// The series slot of each region and product; -1 where it has none.
  private var slots: (regions: [Int32], products: [Int32]) {
    (slots(of: regions), slots(of: products))
  }

  /// A long list has series only for its first rows by revenue.
  private func slots(of axis: Axis) -> [Int32] {
    guard axis.names.count > room else { return Array(0..<Int32(axis.names.count)) }
    let sums = axis.totals(of: sums.now, where: isAdmitted)
    var slots = Array(repeating: Int32(-1), count: axis.names.count)
    for (slot, index) in axis.byRevenue(sums, axis.names.indices).prefix(room).enumerated() {
      slots[index] = Int32(slot)
    }
    return slots
  }

  private var room: Int { RankedRow.seriesBudget / (plan.edges.count - 1) }

  private func scan(_ slots: (regions: [Int32], products: [Int32])) -> CubeScan {
    var selection = CubeScan.Selection(isAdmitted: isAdmitted)
    for (index, pair) in directory.pairs.enumerated() where isAdmitted[index] {
      selection.slots[index] = CubeScan.Slots(
        region: slots.regions[Int(pair.region)], product: slots.products[Int(pair.product)])
    }
    selection.regionSlots = min(regions.names.count, room)
    selection.productSlots = min(products.names.count, room)
    var scan = CubeScan(loaded.view.cube, edges: plan.countedEdges, selection: selection)
    if let partial = plan.partial { scan.add(tail, bucket: partial) }
    return scan
  }

  /// Totals of the comparison by whole bucket.
  private var previous: [Totals]? {
    guard var edges = plan.previousEdges else { return nil }
    if let end = plan.end {
      let last = plan.calendar.bucket(plan.level, containing: end).lowerBound
      edges = edges.map { min($0, last) }
    }
    let scan = CubeScan(loaded.view.cube, edges: edges, selection: CubeScan.Selection(isAdmitted: isAdmitted))
    let count = plan.edges.count - 1
    return Array((scan.buckets + Array(repeating: .zero, count: count)).prefix(count))
  }
}

/// Totals of each pair before the filter. They stay the same for every filter.
struct PairSums: Sendable {
  var now: [Totals]
  /// Totals of the comparison, up to the point that the range has reached; nil without comparison.
  var before: [Totals]?

  init(
    _ plan: QueryPlan, _ cube: Cube, pairs: Int, tail: [FiguresBuilder.PairTotals],
    elapsed: [FiguresBuilder.PairTotals]
  ) {
    func sums(in range: Range<Timestamp>, and parts: [FiguresBuilder.PairTotals]) -> [Totals] {
      var sums = cube.sums(in: range)
      sums += Array(repeating: .zero, count: pairs - sums.count)
      for (pair, totals) in parts { sums[pair].add(wrapping: totals) }
      return sums
    }
    now = sums(in: plan.range.lowerBound..<(plan.cubeEnd ?? plan.range.upperBound), and: tail)
    if let previous = plan.previousRange, let cut = plan.cubeCut {
      before = sums(in: previous.lowerBound..<max(cut, previous.lowerBound), and: elapsed)
    }
  }
}

extension FiguresBuilder {
  /// One row for each bucket, region and product with sales, after the filter.
  func rows() -> [WindowRow] {
    var rows: [WindowRow] = []
    let counted = plan.countedEdges
    for index in counted.indices.dropLast() {
      let first = rows.count
      var sums = loaded.view.cube.sums(in: counted[index]..<counted[index + 1])
      sums += Array(repeating: .zero, count: directory.pairs.count - sums.count)
      if index == plan.partial { for (pair, totals) in tail { sums[pair].add(wrapping: totals) } }
      // A bucket that the period cuts keeps the times of the whole bucket.
      let bucket = plan.bucket.bucket(containing: plan.edges[index], calendar: plan.calendar)
      for (pair, totals) in sums.enumerated() where totals != .zero && isAdmitted[pair] {
        let names = directory.pairs[pair]
        rows.append(
          WindowRow(
            start: bucket.lowerBound, end: bucket.upperBound, region: regions.names[Int(names.region)],
            product: products.names[Int(names.product)], totals: totals))
      }
      rows[first...].sort { $0.precedes($1) }
    }
    return rows
  }
}

extension PairDirectory {
  /// Totals of every cell; pairs that were not known get a number.
  mutating func totals(of rollups: [Rollup]) -> [FiguresBuilder.PairTotals] {
    var last = UInt32.max - 1
    var totals: [FiguresBuilder.PairTotals] = []
    totals.reserveCapacity(rollups.reduce(0) { $0 + $1.cells.count })
    for rollup in rollups {
      for cell in rollup.cells {
        last = index(region: cell.region, product: cell.product, after: last)
        totals.append((Int(last), Totals(sales: cell.sales, refunds: cell.refunds, revenue: cell.revenue)))
      }
    }
    return totals
  }
}
