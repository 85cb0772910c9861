/// Adds a view up into figures: pure, so that a change of filter costs this and nothing else.
struct FigureAssembly {
  let plan: FigurePlan
  let view: FigureView
  private let directory: PairDirectory
  private enum Dimension {
    case region
    case product
  }

  /// The elapsed part of the comparison's partial bucket, by pair.
  private let elapsed: [(pair: Int, totals: Totals)]
  private let regionNames: [String]
  private let productNames: [String]
  private let admitsRegion: [Bool]
  private let admitsProduct: [Bool]

  init(_ plan: FigurePlan, _ view: FigureView, elapsed cells: [RollupCell]) {
    self.plan = plan
    self.view = view
    // A pair that sold nothing in the cube but in there gets a number of its own.
    var directory = view.cube.directory
    elapsed = cells.map { cell in
      let pair = directory.index(region: cell.region, product: cell.product, after: .max - 1)
      return (Int(pair), Totals(sales: cell.sales, refunds: cell.refunds, revenue: cell.revenue))
    }
    self.directory = directory
    // A number without a name would be the reader's defect; its figures still count.
    func name(_ id: NameID) -> String { view.names.indices.contains(Int(id)) ? view.names[Int(id)] : "#\(id)" }
    regionNames = directory.regions.map(name)
    productNames = directory.products.map(name)
    let filter = plan.query.filter
    admitsRegion = regionNames.map { filter.admits(region: $0) }
    admitsProduct = productNames.map { filter.admits(product: $0) }
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
    figures.regions = rows(scan, before?.pairs, .region, regionNames, scan.regionSeries)
    figures.products = rows(scan, before?.pairs, .product, productNames, scan.productSeries)
    figures.regionChoices = choices(scan, .region, regionNames, filter.regions.union(filter.excludedRegions)) {
      admitsProduct[Int($0.product)]
    }
    figures.productChoices = choices(scan, .product, productNames, filter.products.union(filter.excludedProducts)) {
      admitsRegion[Int($0.region)]
    }
    figures.state = view.state
    figures.generation = view.token.generation
    return figures
  }

  /// By pair of the directory.
  private var isAdmitted: [Bool] {
    directory.pairs.map { admits($0) }
  }

  private func scanNow() -> CubeScan {
    let segments = CubeScan.segments(plan.edges)
    let buckets = plan.edges.count - 1
    var selection = CubeScan.Selection(isAdmitted: Array(isAdmitted.prefix(view.cube.directory.pairs.count)))
    let room = RankedRow.seriesBudget / buckets
    let isLong = max(regionNames.count, productNames.count) > room
    // A long list has series for its first rows only, and which these are takes a look of its own.
    let pairs = isLong ? view.cube.sums(in: plan.range) : []
    let (regions, products) = (slots(.region, regionNames, pairs, room), slots(.product, productNames, pairs, room))
    for (index, pair) in view.cube.directory.pairs.enumerated() {
      selection.regionSlot[index] = regions[Int(pair.region)]
      selection.productSlot[index] = products[Int(pair.product)]
    }
    selection.regionSlots = min(regionNames.count, room)
    selection.productSlots = min(productNames.count, room)
    var scan = CubeScan(view.cube, segments: segments, buckets: buckets, selection: selection)
    scan.slots = (regions, products)
    return scan
  }

  /// The series slot of each name, the first `room` by revenue where there are more names than that.
  private func slots(
    _ dimension: Dimension, _ names: [String], _ pairs: [Totals], _ room: Int
  ) -> [Int32] {
    guard names.count > room else { return Array(0..<Int32(names.count)) }
    let sums = totals(of: pairs, dimension, names.count) { admits($0) }
    var slots = Array(repeating: Int32(-1), count: names.count)
    for (slot, index) in byRevenue(names.indices, sums, names).prefix(room).enumerated() { slots[index] = Int32(slot) }
    return slots
  }

  private func scanBefore() -> (buckets: [Totals], pairs: [Totals])? {
    guard let edges = plan.previousEdges, let cut = plan.cubeCut else { return nil }
    let selection = CubeScan.Selection(isAdmitted: Array(isAdmitted.prefix(view.cube.directory.pairs.count)))
    let scan = CubeScan(
      view.cube, segments: CubeScan.segments(edges, countedUpTo: cut), buckets: edges.count - 1, selection: selection)
    var pairs = scan.pairs + Array(repeating: .zero, count: directory.pairs.count - scan.pairs.count)
    for (pair, totals) in elapsed { pairs[pair].add(wrapping: totals) }
    return (scan.buckets, pairs)
  }

  private func admits(_ pair: PairDirectory.Pair) -> Bool {
    admitsRegion[Int(pair.region)] && admitsProduct[Int(pair.product)]
  }

  /// Sums of pairs by one of their two names, of those that pass.
  private func totals(
    of pairs: [Totals], _ dimension: Dimension, _ count: Int,
    where passes: (PairDirectory.Pair) -> Bool
  ) -> [Totals] {
    var sums = Array(repeating: Totals.zero, count: count)
    for (pair, totals) in zip(directory.pairs, pairs) where passes(pair) {
      sums[Int(dimension == .region ? pair.region : pair.product)].add(wrapping: totals)
    }
    return sums
  }

  private func rows(
    _ scan: CubeScan, _ before: [Totals]?, _ dimension: Dimension, _ names: [String],
    _ series: [Totals]
  ) -> [RankedRow] {
    let now = totals(of: scan.pairs, dimension, names.count) { admits($0) }
    let before = before.map { totals(of: $0, dimension, names.count) { admits($0) } }
    let slots = dimension == .region ? scan.slots.regions : scan.slots.products
    let width = min(names.count, RankedRow.seriesBudget / scan.buckets.count)
    let places = before.map { ranks(of: $0, names) }
    let shown = names.indices.filter { now[$0].sales != 0 || before?[$0].sales ?? 0 != 0 }
    return byRevenue(shown, now, names).map { index in
      let slot = Int(slots[index])
      return RankedRow(
        name: names[index], totals: now[index], previous: before?[index],
        series: slot < 0 ? [] : scan.buckets.indices.map { series[$0 * width + slot] },
        previousRank: places?[index])
    }
  }

  /// Revenue descending, ties by name.
  private func byRevenue(_ indices: some Sequence<Int>, _ totals: [Totals], _ names: [String]) -> [Int] {
    indices.sorted { left, right in
      let (first, second) = (totals[left].revenue, totals[right].revenue)
      return first == second ? names[left] < names[right] : first > second
    }
  }

  private func ranks(of totals: [Totals], _ names: [String]) -> [Int?] {
    var ranks = [Int?](repeating: nil, count: totals.count)
    let sold = totals.indices.filter { totals[$0].sales != 0 }
    for (rank, index) in byRevenue(sold, totals, names).enumerated() { ranks[index] = rank + 1 }
    return ranks
  }

  /// What is ticked stays in the list, with nothing sold as well.
  private func choices(
    _ scan: CubeScan, _ dimension: Dimension, _ names: [String], _ ticked: Set<String>,
    where passes: (PairDirectory.Pair) -> Bool
  ) -> [RankedRow] {
    let sums = totals(of: scan.pairs, dimension, names.count, where: passes)
    var rows = zip(names, sums).filter { $0.1.sales != 0 }.map { RankedRow(name: $0.0, totals: $0.1) }
    let missing = ticked.subtracting(rows.map(\.name))
    rows += missing.map { RankedRow(name: $0, totals: .zero) }
    return rows.sorted { left, right in
      left.totals.revenue == right.totals.revenue ? left.name < right.name : left.totals.revenue > right.totals.revenue
    }
  }
}

extension FigureAssembly {
  /// Bucket × region × product after the filter.
  func rows() -> [WindowRow] {
    var rows: [WindowRow] = []
    for (start, end) in zip(plan.edges, plan.edges.dropFirst()) {
      let first = rows.count
      for (pair, totals) in zip(directory.pairs, view.cube.sums(in: start..<end)) where totals != .zero {
        guard admits(pair) else { continue }
        rows.append(
          WindowRow(
            start: start, end: end, region: regionNames[Int(pair.region)], product: productNames[Int(pair.product)],
            totals: totals))
      }
      rows[first...].sort { $0.precedes($1) }
    }
    return rows
  }
}
