/// The orders that fit all dates of a file whose three numbers could have several.
struct OrderProof: Sendable {
  private struct Sighting: Sendable {
    var cell: CellSighting
    var day: OpenDay
  }

  /// By the index of an order: the first cell that fits another, but not this one. A year of four digits at the end
  /// says nothing about whether two digits at the beginning are a year.
  private var refuters: [Sighting?] = [nil, nil, nil]
  /// By the index of an order: the first cell that means different days under the two others.
  private var openings: [Sighting?] = [nil, nil, nil]
  /// The first cell with a year of four digits at its end.
  private var longYear: Sighting?
  private let likely: LikelyDays

  init(likely: LikelyDays) { self.likely = likely }

  mutating func add(_ day: OpenDay, _ cell: UnsafeRawBufferPointer, line: Int) {
    let fits = day.fits
    guard !fits.isEmpty else { return }
    let allowed = day.hasLongYear ? fits.union(DayOrder.ymd.only) : fits
    for order in DayOrder.allCases {
      if refuters[order.index] == nil, !allowed.contains(order.only), isLikely(day) {
        refuters[order.index] = Sighting(cell: CellSighting(cell, line: line), day: day)
      }
      if openings[order.index] == nil, !day.isSame(under: fits.subtracting(order.only)) {
        openings[order.index] = Sighting(cell: CellSighting(cell, line: line), day: day)
      }
    }
    if day.hasLongYear, longYear == nil, isLikely(day) {
      longYear = Sighting(cell: CellSighting(cell, line: line), day: day)
    }
  }

  /// False for what is rather typed wrong, which must not decide for all: `31.06.26` is a day of 2031 if the year is
  /// first, and else none.
  private func isLikely(_ day: OpenDay) -> Bool {
    DayOrder.allCases.contains { order in day.date(order).map(likely.contains) ?? false }
  }

  /// The orders under which all cells mean the same: usually one, more where no cell tells them apart.
  func decided() throws(ReadingProblem) -> DayOrders {
    let orders: DayOrders = DayOrder.allCases.reduce(into: []) { orders, order in
      if refuters[order.index] == nil { orders.insert(order.only) }
    }
    if orders.isEmpty || longYear != nil && orders == DayOrder.ymd.only { throw contradiction }
    for order in DayOrder.allCases where DayOrders.all.subtracting(order.only).isSubset(of: orders) {
      if let opening = openings[order.index] { throw ambiguity(opening, orders) }
    }
    return orders
  }

  /// `line 3: 31/12/2025 can only be day/month/year, line 2: 12/31/2025 only month/day/year`
  private var contradiction: ReadingProblem {
    var evidence = [refuters[DayOrder.mdy.index], refuters[DayOrder.dmy.index]].compactMap { $0 }
    if evidence.count < 2 || !evidence[0].day.fits.isDisjoint(with: evidence[1].day.fits) {
      evidence += [refuters[DayOrder.ymd.index] ?? longYear].compactMap { $0 }
    }
    var orders: DayOrders = []
    var texts: [String] = []
    for sighting in evidence where !texts.contains(where: { $0.hasPrefix("line \(sighting.cell.line):") }) {
      let fits = sighting.day.fits
      orders.formUnion(fits)
      let verb = texts.isEmpty ? "can only be" : "only"
      texts.append("line \(sighting.cell.line): \(sighting.cell.text) \(verb) \(fits.names)")
    }
    return ReadingProblem(message: "\(texts.joined(separator: ", ")); \(orders.advice)", flag: "--dates")
  }

  private func ambiguity(_ sighting: Sighting, _ orders: DayOrders) -> ReadingProblem {
    let fits = sighting.day.fits.intersection(orders)
    let readings = sighting.day.readings(fits)
    return ReadingProblem(
      message: "line \(sighting.cell.line): \(sighting.cell.text) can be \(readings); \(fits.advice)", flag: "--dates")
  }
}
