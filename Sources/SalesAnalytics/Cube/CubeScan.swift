import SalesCore

/// One pass over a cube: totals by bucket after the filter, and series by slot.
struct CubeScan {
  /// The series to which a pair's sales are added.
  struct Slots {
    /// Slot of the region's and of the product's series; negative for none.
    var region: Int32 = -1
    var product: Int32 = -1

    /// A pair that the filter does not admit.
    static let excluded = Slots(region: .min, product: .min)
    var isAdmitted: Bool { region != .min }
  }

  /// Slots by pair of the cube's directory, or of one with additional pairs.
  struct Selection {
    var slots: [Slots]
    var regionSlots = 0
    var productSlots = 0

    /// The admitted pairs, without series.
    init(isAdmitted: [Bool]) { slots = isAdmitted.map { $0 ? Slots() : .excluded } }
  }

  private(set) var buckets: [Totals]
  /// Index: bucket × slots + slot.
  private(set) var regionSeries: [Totals]
  private(set) var productSeries: [Totals]
  private let selection: Selection

  /// Scans the buckets between the edges. Neighbouring edges may be equal.
  init(_ cube: Cube, edges: [Timestamp], selection: Selection) {
    self.selection = selection
    let count = edges.count - 1
    buckets = Array(repeating: .zero, count: count)
    regionSeries = Array(repeating: .zero, count: count * selection.regionSlots)
    productSeries = Array(repeating: .zero, count: count * selection.productSlots)
    var sums = Array(repeating: Totals.zero, count: selection.slots.count)
    precondition(sums.count >= cube.directory.pairs.count)
    // One borrow for the whole pass: inside the loop each array would be checked for uniqueness at every cell.
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

  /// Adds totals that the cube does not hold.
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

  /// The hot loop. Sums wrap instead of trapping: no total of a store comes near the limit.
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

/// One bucket of a pass. Cells of a region tend to stand together, so its sum is kept back until another region comes.
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

  /// `sums` must be all zeros, and is again afterwards.
  mutating func add(_ slices: ArraySlice<CubeSlice>, _ sums: inout [Totals]) {
    let cells = slices.reduce(0) { $0 + $1.cells.count }
    // Where cells share pairs, sum by pair first, so that the scattered writes happen once a pair and not once a cell.
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
  /// Totals of the range by pair of the directory.
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
