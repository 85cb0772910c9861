/// Adds a view up into figures: pure, so that a change of filter costs this and nothing else.
struct FigureAssembly {
  let plan: FigurePlan
  let stock: FigureStock
  /// The cube's, and after its pairs those that are only in the parts beside it.
  let directory: PairDirectory
  let regions: Axis
  let products: Axis
  /// What the comparison's partial bucket, and the bucket in which the figures end, have beside the cube, by pair.
  private let elapsed: [PairTotals]
  private let tail: [PairTotals]
  /// By pair of the directory.
  let isAdmitted: [Bool]

  typealias PairTotals = (pair: Int, totals: Totals)

  init(_ plan: FigurePlan, _ stock: FigureStock) {
    self.plan = plan
    self.stock = stock
    // A pair that sold nothing in the cube but in there gets a number of its own.
    var directory = stock.view.cube.directory
    elapsed = directory.totals(of: stock.elapsedRollups(plan))
    tail = directory.totals(of: stock.tailRollups(plan))
    self.directory = directory
    let (filter, names) = (plan.query.filter, stock.names)
    let regions = Axis(directory.regions, names, directory.pairs.map(\.region)) { filter.admits(region: $0) }
    let products = Axis(directory.products, names, directory.pairs.map(\.product)) { filter.admits(product: $0) }
    self.regions = regions
    self.products = products
    isAdmitted = directory.pairs.map { regions.isAdmitted[Int($0.region)] && products.isAdmitted[Int($0.product)] }
  }

  func figures() -> Figures {
    var figures = Figures(
      query: plan.query, asOf: plan.asOf, range: plan.range, bucket: plan.bucket, edges: plan.edges)
    let scan = scanNow()
    let before = scanBefore()
    figures.partial = plan.partial
    figures.buckets = scan.buckets
    figures.total = scan.buckets.reduce(.zero, +)
    figures.unfiltered = scan.pairs.reduce(.zero, +)
    if let before {
      let count = figures.buckets.count
      figures.previous = Array((before.buckets + Array(repeating: .zero, count: count)).prefix(count))
      figures.previousTotal = zip(isAdmitted, before.pairs).reduce(.zero) { $1.0 ? $0 + $1.1 : $0 }
    }
    let filter = plan.query.filter
    let byRegion = ranking(regions, scan.pairs, before: before?.pairs)
    let byProduct = ranking(products, scan.pairs, before: before?.pairs)
    figures.regions = byRegion.rows(scan.regionSeries, scan.slots.regions, buckets: scan.buckets.count)
    figures.products = byProduct.rows(scan.productSeries, scan.slots.products, buckets: scan.buckets.count)
    figures.regionChoices = choices(
      regions, scan.pairs, ticked: filter.regions.union(filter.excludedRegions), within: products)
    figures.productChoices = choices(
      products, scan.pairs, ticked: filter.products.union(filter.excludedProducts), within: regions)
    if plan.query.parts.contains(.pivot) { figures.pivot = pivot(byRegion, byProduct, scan.pairs) }
    if plan.query.parts.contains(.heat) { figures.heat = heat(scan.buckets) }
    figures.state = stock.view.state
    figures.generation = stock.view.token.generation
    return figures
  }

  private func scanNow() -> CubeScan {
    let count = plan.edges.count - 1
    let room = RankedRow.seriesBudget / count
    var selection = CubeScan.Selection(isAdmitted: isAdmitted)
    // A long list has series for its first rows only, and which these are takes a look of its own.
    let isLong = max(regions.names.count, products.names.count) > room
    let sums = isLong ? counted() : []
    let slots = (regions: slots(of: regions, sums, room), products: slots(of: products, sums, room))
    for (index, pair) in directory.pairs.enumerated() {
      selection.regionSlot[index] = slots.regions[Int(pair.region)]
      selection.productSlot[index] = slots.products[Int(pair.product)]
    }
    selection.regionSlots = min(regions.names.count, room)
    selection.productSlots = min(products.names.count, room)
    let segments = CubeScan.segments(plan.countedEdges)
    var scan = CubeScan(stock.view.cube, segments: segments, buckets: count, selection: selection)
    scan.slots = slots
    if let partial = plan.partial { scan.add(tail, bucket: partial) }
    return scan
  }

  /// By pair, what counts of the range.
  private func counted() -> [Totals] {
    let none = Array(repeating: Totals.zero, count: directory.pairs.count - stock.view.cube.directory.pairs.count)
    var sums = stock.view.cube.sums(in: plan.range.lowerBound..<(plan.cubeEnd ?? plan.range.upperBound)) + none
    for (pair, totals) in tail { sums[pair].add(wrapping: totals) }
    return sums
  }

  /// The series slot of each name, the first `room` by revenue where there are more names than that.
  private func slots(of axis: Axis, _ pairs: [Totals], _ room: Int) -> [Int32] {
    guard axis.names.count > room else { return Array(0..<Int32(axis.names.count)) }
    let sums = axis.totals(of: pairs, where: isAdmitted)
    var slots = Array(repeating: Int32(-1), count: axis.names.count)
    for (slot, index) in axis.byRevenue(sums, axis.names.indices).prefix(room).enumerated() {
      slots[index] = Int32(slot)
    }
    return slots
  }

  private func scanBefore() -> (buckets: [Totals], pairs: [Totals])? {
    guard var edges = plan.previousEdges, let cut = plan.cubeCut else { return nil }
    if let end = plan.end {
      let last = plan.calendar.bucket(plan.bucket.level, containing: end).lowerBound
      edges = edges.map { min($0, last) }
    }
    let scan = CubeScan(
      stock.view.cube, segments: CubeScan.segments(edges, countedUpTo: cut), buckets: edges.count - 1,
      selection: CubeScan.Selection(isAdmitted: isAdmitted))
    var pairs = scan.pairs
    for (pair, totals) in elapsed { pairs[pair].add(wrapping: totals) }
    return (scan.buckets, pairs)
  }
}

extension FigureAssembly {
  /// Bucket × region × product after the filter.
  func rows() -> [WindowRow] {
    var rows: [WindowRow] = []
    let counted = plan.countedEdges
    for index in counted.indices.dropLast() {
      let first = rows.count
      var sums = stock.view.cube.sums(in: counted[index]..<counted[index + 1])
      sums += Array(repeating: .zero, count: directory.pairs.count - sums.count)
      if index == plan.partial { for (pair, totals) in tail { sums[pair].add(wrapping: totals) } }
      for (pair, totals) in sums.enumerated() where totals != .zero && isAdmitted[pair] {
        let names = directory.pairs[pair]
        rows.append(
          WindowRow(
            start: plan.edges[index], end: plan.edges[index + 1], region: regions.names[Int(names.region)],
            product: products.names[Int(names.product)], totals: totals))
      }
      rows[first...].sort { $0.precedes($1) }
    }
    return rows
  }
}

extension PairDirectory {
  /// Cell by cell, pairs that were not known given a number.
  mutating func totals(of rollups: [Rollup]) -> [FigureAssembly.PairTotals] {
    var last = UInt32.max - 1
    var totals: [FigureAssembly.PairTotals] = []
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
