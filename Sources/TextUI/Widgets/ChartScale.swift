/// The y axis: which values it spans, where a value lies on it, and its labelled ticks.
struct ChartScale {
  let low: Double
  let high: Double
  let isLogarithmic: Bool
  /// Values and their labels from low to high; no label twice.
  let ticks: [(value: Double, label: String)]

  /// `values` are all that will be drawn; `locked` takes their place; `rows` is the height of the plot in cells.
  init(
    values: [Double], locked: ClosedRange<Double>?, isLogarithmic: Bool, rows: Int, format: (Double) -> String
  ) {
    var least = min(0, values.min() ?? 0)
    var most = max(values.max() ?? 0, least)
    if let locked, locked.upperBound > locked.lowerBound {
      least = locked.lowerBound
      most = locked.upperBound
    }
    let isLog = isLogarithmic && most > 0
    self.isLogarithmic = isLog
    let positive = values.filter { $0 > 0 }.min() ?? 1
    let span = isLog ? Self.decades(least: positive, most: most) : Self.linear(least, most, isLocked: locked != nil)
    low = span.low
    high = span.high
    ticks = Self.labelled(rows: rows, format: format) { count in
      if isLog { return Self.logTicks(span, count) }
      // A low plot has room for its ends only.
      return rows < 5 ? [span.low, span.high] : Ticks.nice(low: span.low, high: span.high, count: count)
    }
  }

  /// 0 at the foot of the plot, 1 at its top; clamped.
  func share(of value: Double) -> Double {
    let share =
      isLogarithmic
      ? (Self.log10(max(value, low)) - Self.log10(low)) / (Self.log10(high) - Self.log10(low))
      : (value - low) / (high - low)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }

  /// The dot row of a value, 0 at the top.
  func dot(of value: Double, height: Int) -> Int {
    Int(((1 - share(of: value)) * Double(max(0, height - 1))).rounded())
  }

  /// How many ticks a plot of so many rows can carry without crowding.
  private static func tickCount(rows: Int) -> Int { min(max(rows / 3 + 1, 1), 6) }

  private static func linear(_ least: Double, _ most: Double, isLocked: Bool) -> (low: Double, high: Double) {
    guard most > least else { return (least, least + 1) }
    if isLocked { return (least, most) }
    // Rounded up a little, the axis stands still while values move a little.
    let step = Ticks.niceStep((most - least) / 10)
    let high = (most / step - 1e-9).rounded(.up) * step
    let low = (least / step + 1e-9).rounded(.down) * step
    return high.isFinite && low.isFinite && high > low ? (low, high) : (least, most)
  }

  private static func decades(least: Double, most: Double) -> (low: Double, high: Double) {
    var low = 1.0
    while low > least, low > 1e-300 { low /= 10 }
    while low * 10 <= least, low < 1e300 { low *= 10 }
    var high = low * 10
    while high < most, high < 1e300 { high *= 10 }
    return (low, high)
  }

  private static func logTicks(_ span: (low: Double, high: Double), _ count: Int) -> [Double] {
    var ticks: [Double] = []
    var at = span.low
    while at <= span.high * 1.000001, ticks.count < 400 {
      ticks.append(at)
      at *= 10
    }
    let every = max(1, (ticks.count + count - 1) / max(count, 1))
    return ticks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  }

  /// Fewer ticks until all labels differ.
  private static func labelled(
    rows: Int, format: (Double) -> String, _ ticks: (Int) -> [Double]
  ) -> [(value: Double, label: String)] {
    for count in stride(from: tickCount(rows: rows), through: 1, by: -1) {
      let labelled = ticks(count).map { (value: $0, label: format($0)) }
      if Set(labelled.map(\.label)).count == labelled.count { return labelled }
    }
    // Two ends that read alike: the upper one says more.
    return ticks(1).last.map { [(value: $0, label: format($0))] } ?? []
  }

  // The logarithm by halving: there is no log10 without a C library.
  static func log10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var rest = value
    var whole = 0.0
    while rest >= 10, whole < 400 {
      rest /= 10
      whole += 1
    }
    while rest < 1, whole > -400 {
      rest *= 10
      whole -= 1
    }
    var part = 0.0
    var bit = 0.5
    for _ in 0..<24 {
      rest *= rest
      if rest >= 10 {
        rest /= 10
        part += bit
      }
      bit /= 2
    }
    return whole + part
  }
}
