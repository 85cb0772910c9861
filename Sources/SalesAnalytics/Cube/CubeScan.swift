import SalesCore

/// One pass over a cube, after the filter: totals by bucket, and series by slot.
struct CubeScan {
  /// Where a pair's sales go.
  struct Slots {
    /// The row of the region's and of the product's series; negative for none.
    var region: Int32 = -1
    var product: Int32 = -1

    /// What the filter does not let through.
    static let excluded = Slots(region: .min, product: .min)
    var isAdmitted: Bool { region != .min }
  }

  /// By pair of the cube's directory, or of one that has some more.
  struct Selection {
    var slots: [Slots]
    var regionSlots = 0
    var productSlots = 0

    /// What the filter lets through, no series.
    init(isAdmitted: [Bool]) {
      slots = isAdmitted.map { $0 ? Slots() : .excluded }
    }
  }

  private(set) var buckets: [Totals]
  /// `bucket × slots + slot`
  private(set) var regionSeries: [Totals]
  private(set) var productSeries: [Totals]
  private let selection: Selection

  /// The buckets lie between the edges; neighbours may be equal.
  init(_ cube: Cube, edges: [Timestamp], selection: Selection) {
    self.selection = selection
    let count = edges.count - 1
    buckets = Array(repeating: .zero, count: count)
    regionSeries = Array(repeating: .zero, count: count * selection.regionSlots)
    productSeries = Array(repeating: .zero, count: count * selection.productSlots)
    var sums = Array(repeating: Totals.zero, count: selection.slots.count)
    precondition(sums.count >= cube.directory.pairs.count)
    // One borrow for the whole pass: in the loop each array would be checked for being shared at each cell.
    regionSeries.withUnsafeMutableBufferPointer { regions in
      productSeries.withUnsafeMutableBufferPointer { products in
        selection.slots.withUnsafeBufferPointer { slots in
          for index in 0..<count where edges[index] < edges[index + 1] {
            var row = Row(
              slots: slots, regions: regions.row(index, width: selection.regionSlots),
              products: products.row(index, width: selection.productSlots))
            row.add(cube.slices[cube.indices(of: edges[index]..<edges[index + 1])], &sums)
            buckets[index] = row.whole
          }
        }
      }
    }
  }

  /// Takes in what the cube does not hold.
  mutating func add(_ parts: [(pair: Int, totals: Totals)], bucket: Int) {
    for (pair, totals) in parts {
      let slot = selection.slots[pair]
      guard slot.isAdmitted else { continue }
      buckets[bucket].add(wrapping: totals)
      let (region, product) = (Int(slot.region), Int(slot.product))
      if region >= 0 { regionSeries[bucket * selection.regionSlots + region].add(wrapping: totals) }
      if product >= 0 { productSeries[bucket * selection.productSlots + product].add(wrapping: totals) }
    }
  }

  /// The hot loop. Sums wrap rather than trap: no total of a store comes near the limit.
  fileprivate static func add(_ cells: ContiguousArray<CubeCell>, to sums: inout [Totals]) {
    let count = sums.count
    sums.withUnsafeMutableBufferPointer { sums in
      cells.withUnsafeBufferPointer { cells in
        for cell in cells {
          let pair = Int(cell.pair)
          precondition(pair < count)
          sums[pair].add(wrapping: cell.totals)
        }
      }
    }
  }
}

/// One bucket of a pass. Cells of a region tend to stand together, so its sum is carried on until another comes.
private struct Row {
  let slots: UnsafeBufferPointer<CubeScan.Slots>
  let regions: UnsafeMutableBufferPointer<Totals>
  let products: UnsafeMutableBufferPointer<Totals>
  var whole = Totals.zero
  private var region = Int32(-1)
  private var ofRegion = Totals.zero

  init(
    slots: UnsafeBufferPointer<CubeScan.Slots>, regions: UnsafeMutableBufferPointer<Totals>,
    products: UnsafeMutableBufferPointer<Totals>
  ) {
    self.slots = slots
    self.regions = regions
    self.products = products
  }

  /// `sums` is all zeros before and after.
  mutating func add(_ slices: ArraySlice<CubeSlice>, _ sums: inout [Totals]) {
    let cells = slices.reduce(0) { $0 + $1.cells.count }
    // Sums by pair first where cells share pairs, so that the scattered part is done once a pair and not once a cell.
    if cells >= 2 * sums.count {
      for slice in slices { CubeScan.add(slice.cells, to: &sums) }
      for pair in sums.indices where sums[pair] != .zero {
        add(sums[pair], pair: pair)
        sums[pair] = .zero
      }
    } else {
      for slice in slices {
        slice.cells.withUnsafeBufferPointer { cells in
          for cell in cells { add(cell.totals, pair: Int(cell.pair)) }
        }
      }
    }
    flush(to: -1)
  }

  @inline(__always)
  private mutating func add(_ totals: Totals, pair: Int) {
    precondition(pair < slots.count)
    let slot = slots[pair]
    guard slot.isAdmitted else { return }
    if slot.region != region { flush(to: slot.region) }
    ofRegion.add(wrapping: totals)
    if slot.product >= 0 { products[Int(slot.product)].add(wrapping: totals) }
  }

  private mutating func flush(to next: Int32) {
    whole.add(wrapping: ofRegion)
    if region >= 0 { regions[Int(region)].add(wrapping: ofRegion) }
    ofRegion = .zero
    region = next
  }
}

extension UnsafeMutableBufferPointer {
  fileprivate func row(_ index: Int, width: Int) -> Self {
    Self(rebasing: self[index * width..<(index + 1) * width])
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

extension Totals {
  @inline(__always)
  mutating func add(wrapping other: Totals) {
    sales &+= other.sales
    refunds &+= other.refunds
    revenue &+= other.revenue
  }
}
