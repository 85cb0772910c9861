/// One pass over a cube: totals by bucket and series by slot after the filter, totals by pair before it.
struct CubeScan {
  /// A stretch of the pass. Sales of a segment that is not counted show in their bucket only, not in the totals by pair.
  struct Segment {
    var range: Range<Timestamp>
    var bucket: Int
    var isCounted = true
  }

  /// By pair of the cube's directory, or of one that has some more.
  struct Selection {
    /// What the filter lets through.
    var isAdmitted: [Bool]
    /// The row of the region's and of the product's series; negative for none.
    var regionSlot: [Int32]
    var productSlot: [Int32]
    var regionSlots = 0
    var productSlots = 0

    /// No series.
    init(isAdmitted: [Bool]) {
      self.isAdmitted = isAdmitted
      regionSlot = Array(repeating: -1, count: isAdmitted.count)
      productSlot = regionSlot
    }
  }

  /// After the filter.
  private(set) var buckets: [Totals]
  /// Before the filter; what the filter lets through is their sum over admitted pairs.
  private(set) var pairs: [Totals]
  /// `bucket × slots + slot`, after the filter.
  private(set) var regionSeries: [Totals]
  private(set) var productSeries: [Totals]
  /// By region and by product of the directory: its slot in the series; negative for none.
  var slots: (regions: [Int32], products: [Int32]) = ([], [])
  private let selection: Selection

  init(_ cube: Cube, segments: [Segment], buckets count: Int, selection: Selection) {
    self.selection = selection
    buckets = Array(repeating: .zero, count: count)
    pairs = Array(repeating: .zero, count: selection.isAdmitted.count)
    regionSeries = Array(repeating: .zero, count: count * selection.regionSlots)
    productSeries = Array(repeating: .zero, count: count * selection.productSlots)
    var sums = pairs
    // One borrow for the whole pass: in the loop each array would be checked for being shared at each cell.
    precondition(selection.isAdmitted.count >= cube.directory.pairs.count)
    pairs.withUnsafeMutableBufferPointer { pairs in
      buckets.withUnsafeMutableBufferPointer { buckets in
        regionSeries.withUnsafeMutableBufferPointer { regions in
          productSeries.withUnsafeMutableBufferPointer { products in
            let sink = Sink(
              pairs: pairs, buckets: buckets, regions: regions, products: products, selection: selection)
            for segment in segments { sink.add(cube, segment, &sums) }
          }
        }
      }
    }
  }

  /// Takes in what the cube does not hold.
  mutating func add(_ parts: [(pair: Int, totals: Totals)], bucket: Int) {
    for (pair, totals) in parts {
      pairs[pair].add(wrapping: totals)
      guard selection.isAdmitted[pair] else { continue }
      buckets[bucket].add(wrapping: totals)
      let region = Int(selection.regionSlot[pair])
      if region >= 0 { regionSeries[bucket * selection.regionSlots + region].add(wrapping: totals) }
      let product = Int(selection.productSlot[pair])
      if product >= 0 { productSeries[bucket * selection.productSlots + product].add(wrapping: totals) }
    }
  }

  /// The hot loop. Sums wrap rather than trap: no total of a store comes near the limit.
  fileprivate static func add(_ cells: ContiguousArray<CubeCell>, to sums: inout [Totals]) {
    let count = sums.count
    sums.withUnsafeMutableBufferPointer { sums in
      cells.withUnsafeBufferPointer { cells in
        for index in cells.indices {
          let cell = cells[index]
          let pair = Int(cell.pair)
          precondition(pair < count)
          sums[pair].sales &+= Int64(cell.sales)
          sums[pair].refunds &+= Int64(cell.refunds)
          sums[pair].revenue &+= cell.revenue
        }
      }
    }
  }
}

/// Where a pass adds to.
private struct Sink {
  let pairs: UnsafeMutableBufferPointer<Totals>
  let buckets: UnsafeMutableBufferPointer<Totals>
  let regions: UnsafeMutableBufferPointer<Totals>
  let products: UnsafeMutableBufferPointer<Totals>
  let selection: CubeScan.Selection

  /// `sums` is all zeros before and after.
  func add(_ cube: Cube, _ segment: CubeScan.Segment, _ sums: inout [Totals]) {
    let slices = cube.slices[cube.indices(of: segment.range)]
    let cells = slices.reduce(0) { $0 + $1.cells.count }
    // Sums by pair first where cells share pairs, so that the scattered part is done once a pair and not once a cell.
    if cells >= 2 * sums.count {
      for slice in slices { CubeScan.add(slice.cells, to: &sums) }
      for pair in sums.indices where sums[pair] != .zero {
        add(sums[pair], pair: pair, segment)
        sums[pair] = .zero
      }
    } else {
      for slice in slices {
        for cell in slice.cells {
          let totals = Totals(sales: Int64(cell.sales), refunds: Int64(cell.refunds), revenue: cell.revenue)
          add(totals, pair: Int(cell.pair), segment)
        }
      }
    }
  }

  @inline(__always)
  private func add(_ totals: Totals, pair: Int, _ segment: CubeScan.Segment) {
    precondition(pair < pairs.count && segment.bucket < buckets.count)
    if segment.isCounted { pairs[pair].add(wrapping: totals) }
    guard selection.isAdmitted[pair] else { return }
    buckets[segment.bucket].add(wrapping: totals)
    let region = Int(selection.regionSlot[pair])
    if region >= 0 { regions[segment.bucket * selection.regionSlots + region].add(wrapping: totals) }
    let product = Int(selection.productSlot[pair])
    if product >= 0 { products[segment.bucket * selection.productSlots + product].add(wrapping: totals) }
  }
}

extension Cube {
  /// By pair of the directory, what the range came to.
  func sums(in range: Range<Timestamp>) -> [Totals] {
    var sums = Array(repeating: Totals.zero, count: directory.pairs.count)
    for slice in slices[indices(of: range)] { CubeScan.add(slice.cells, to: &sums) }
    return sums
  }
}

extension CubeScan {
  /// One segment a bucket.
  static func segments(_ edges: [Timestamp]) -> [Segment] {
    zip(edges, edges.dropFirst()).enumerated().compactMap { index, edge in
      edge.0 < edge.1 ? Segment(range: edge.0..<edge.1, bucket: index) : nil
    }
  }

  /// As above, but only what lies before `cut` is counted.
  static func segments(_ edges: [Timestamp], countedUpTo cut: Timestamp) -> [Segment] {
    segments(edges).flatMap { segment -> [Segment] in
      let range = segment.range
      guard cut < range.upperBound else { return [segment] }
      guard cut > range.lowerBound else { return [Segment(range: range, bucket: segment.bucket, isCounted: false)] }
      return [
        Segment(range: range.lowerBound..<cut, bucket: segment.bucket),
        Segment(range: cut..<range.upperBound, bucket: segment.bucket, isCounted: false),
      ]
    }
  }
}

extension Totals {
  @inline(__always)
  mutating func add(wrapping other: Totals) {
    sales &+= other.sales
    refunds &+= other.refunds
    revenue &+= other.revenue
  }
}
