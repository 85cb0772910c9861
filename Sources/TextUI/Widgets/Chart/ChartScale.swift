/// The y axis: its range, the position of a value on it, and its labelled ticks. Ticks are a whole number of rows
/// apart, unless the range is locked.
struct ChartScale {
  /// Values at the foot and the top of the plot; on a logarithmic axis their logarithms.
  private let foot, top: Double
  let isLogarithmic: Bool
  /// Values and their labels, from low to high; all labels differ.
  private(set) var ticks: [(value: Double, label: String)] = []
  /// True where the row under the plot is the axis: the value at the foot lies in that row then.
  private let hasAxisRow: Bool

  /// `values` are all that will be drawn; `locked` is used in their stead; `rows` is the height of the plot in cells.
  init(
    values: [Double], locked: ClosedRange<Double>?, isLogarithmic: Bool, beginsAtNought: Bool = true, rows: Int,
    hasAxisRow: Bool = true, format: (Double) -> String
  ) {
    self.hasAxisRow = hasAxisRow
    let locked = locked.flatMap { $0.upperBound > $0.lowerBound && ($0.upperBound - $0.lowerBound).isFinite ? $0 : nil }
    let lowest = values.min() ?? 0
    let least = locked?.lowerBound ?? (beginsAtNought ? min(0, lowest) : lowest)
    let most = locked?.upperBound ?? max(values.max() ?? 0, 0)
    // Rows between the first label and the last.
    let steps = max(1, hasAxisRow ? rows : rows - 1)
    self.isLogarithmic = isLogarithmic && most > 0
    let span: Span
    if self.isLogarithmic {
      span = locked.map { Self.lockedDecades($0, rows: steps) } ?? Self.decades(values, most, rows: steps)
    } else {
      span = locked.map { Self.locked($0, rows: steps) } ?? Self.even(least, most, rows: steps)
    }
    foot = span.foot
    top = span.top
    ticks = Self.labelled(span.ticks, format: format)
  }

  private struct Span {
    var foot, top: Double
    var ticks: [Double]
  }

  /// The values at the foot and at the top of the plot.
  var low: Double { isLogarithmic ? Self.power(ofTen: foot) : foot }
  var high: Double { isLogarithmic ? Self.power(ofTen: top) : top }

  /// From 0 at the foot of the plot to 1 at its top, clamped. Zero and less are at the foot of a logarithmic axis.
  func share(of value: Double) -> Double {
    if isLogarithmic, value <= 0 { return 0 }
    let share = ((isLogarithmic ? Self.log10(value) : value) - foot) / (top - foot)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }

  /// The dot row of a value, counted from 0 at the top.
  func dot(of value: Double, height: Int) -> Int {
    let down = 1 - share(of: value)
    let dot = hasAxisRow ? down * Double(height) : down * Double(height - 1)
    return min(max(0, Int(dot.rounded())), max(0, height - 1))
  }

  /// The row of a tick's label in a plot of `rows` rows; `rows` itself is the axis row.
  func row(ofTick value: Double, rows: Int) -> Int {
    Int(((1 - share(of: value)) * Double(hasAxisRow ? rows : max(0, rows - 1))).rounded())
  }

  /// Chooses the step and its number of rows so that little height is wasted and there are a few ticks.
  private static func even(_ least: Double, _ most: Double, rows: Int) -> Span {
    let most = most > least ? most : least + max(1, least / 50)
    let wanted = most - least
    guard wanted.isFinite else { return Span(foot: least, top: most, ticks: []) }
    var best: (cost: Double, span: Span)?
    for height in min(rows, rows < 4 ? 1 : 2)...rows {
      var step = Ticks.niceStep(wanted / Double(rows) * Double(height))
      for _ in 0..<4 {
        let unit = step / Double(height)
        // Zero lies between two rows, so that each side has rows of its own. An axis that does not reach zero begins at
        // a tick.
        let below =
          least > 0
          ? -(least / step + 1e-9).rounded(.down) * Double(height) : (max(0, -least) / unit - 1e-9).rounded(.up)
        let above = Double(rows) - below
        if above * unit >= most * (1 - 1e-9), above >= 0 {
          let cost = (unit * Double(rows) / wanted - 1) + crowding(rows / height, rows: rows)
          if best.map({ cost < $0.cost }) ?? true {
            let (low, high) = (below == 0 ? 0 : -below * unit, above * unit)
            best = (cost, Span(foot: low, top: high, ticks: Ticks.multiples(of: step, low: low, high: high)))
          }
          break
        }
        step = Ticks.niceStep(step * 1.01)
      }
    }
    return best?.span ?? Span(foot: least, top: most, ticks: [least, most])
  }

  /// The cost of a number of ticks, added to that of wasted height: one tick in three rows is best, and a single one is
  /// of little use.
  private static func crowding(_ ticks: Int, rows: Int) -> Double {
    let ideal = min(max((rows + 1) / 3, 1), 6)
    return 0.12 * Double(abs(ticks - ideal)) + (ticks < 2 && rows >= 6 ? 0.3 : 0)
  }

  /// A range that a chart of the same height chose keeps its even ticks; any other range gets the round values inside
  /// it.
  private static func locked(_ range: ClosedRange<Double>, rows: Int) -> Span {
    let (low, high) = (range.lowerBound, range.upperBound)
    let unit = (high - low) / Double(rows)
    let isAligned = abs((low / unit).rounded() - low / unit) < 1e-6
    let heights = (min(2, rows)...max(rows, 1)).filter { height in
      let step = unit * Double(height)
      return isAligned && abs(Ticks.niceStep(step * (1 - 1e-9)) - step) < 1e-6 * step
    }
    let best = heights.min { crowding(rows / $0, rows: rows) < crowding(rows / $1, rows: rows) }
    let ticks =
      best.map { Ticks.multiples(of: Ticks.niceStep(unit * Double($0) * (1 - 1e-9)), low: low, high: high) }
      ?? Ticks.nice(low: low, high: high, count: min(max(rows / 3, 1), 6))
    return Span(foot: low, top: high, ticks: ticks)
  }

  /// The axis begins at the last row below the least value, with a whole number of rows a decade. Where that gives too
  /// few ticks, it begins at a power of ten, with a whole number of rows a decade or of decades a row.
  private static func decades(_ values: [Double], _ most: Double, rows: Int) -> Span {
    let least = log10(values.filter { $0 > 0 }.min() ?? most)
    if values.allSatisfy({ $0 > 0 }), let near = nearDecades(least, log10(most), rows: rows) { return near }
    var foot = (least + 1e-6).rounded(.down)
    // Zero lies at the foot, so the least value must lie above it.
    if least - foot < 0.3, values.contains(where: { $0 <= 0 }) { foot -= 1 }
    let wanted = max(1, log10(most) - foot)
    let perDecade = (Double(rows) / wanted + 1e-6).rounded(.down)
    let unit = perDecade >= 1 ? 1 / perDecade : (wanted / Double(rows)).rounded(.up)
    let top = foot + unit * Double(rows)
    return Span(foot: foot, top: top, ticks: logTicks(foot, top, rows: rows))
  }

  private static func nearDecades(_ least: Double, _ most: Double, rows: Int) -> Span? {
    let perDecade = Int(Double(rows) / max(0.3, most - least) + 1e-6)
    for perDecade in stride(from: perDecade, to: 0, by: -1) {
      let unit = 1 / Double(perDecade)
      let foot = (least / unit + 1e-6).rounded(.down) * unit
      let top = foot + unit * Double(rows)
      let ticks = logTicks(foot, top, rows: rows)
      if top >= most - 1e-6, ticks.count > 1 { return Span(foot: foot, top: top, ticks: ticks) }
    }
    return nil
  }

  private static func lockedDecades(_ range: ClosedRange<Double>, rows: Int) -> Span {
    let top = log10(range.upperBound)
    // A range that begins at zero or below has no logarithm there: show four decades of it.
    let foot = range.lowerBound > 0 ? log10(range.lowerBound) : top - 4
    return Span(foot: foot, top: top, ticks: logTicks(foot, top, rows: rows))
  }

  /// Powers of ten, at least two rows apart, with 2 and 5 between them where there is room.
  private static func logTicks(_ foot: Double, _ top: Double, rows: Int) -> [Double] {
    let perDecade = Double(rows) / max(top - foot, 1e-9)
    let every = max(1, Int((2 / perDecade).rounded(.up)))
    let factors = perDecade >= 5 ? [1.0, 2, 5] : [1]
    let first = Int(factors.count > 1 ? (foot + 1e-6).rounded(.down) : (foot - 1e-6).rounded(.up))
    let last = Int((top + 1e-6).rounded(.down))
    guard first <= last else { return [power(ofTen: foot), power(ofTen: top)] }
    let ticks = stride(from: first, through: last, by: every).flatMap { exponent in
      factors.map { $0 * power(ofTen: Double(exponent)) }
    }
    return ticks.filter { log10($0) >= foot - 1e-6 && log10($0) <= top + 1e-6 }
  }

  /// Keeps every second tick, every third and so on, until all labels differ.
  private static func labelled(_ ticks: [Double], format: (Double) -> String) -> [(value: Double, label: String)] {
    let labels = ticks.map { (value: $0, label: format($0)) }
    let origin = ticks.firstIndex(of: 0) ?? 0
    for every in 1...max(1, ticks.count) {
      let kept = labels.enumerated().filter { ($0.offset - origin) % every == 0 }.map(\.element)
      if Set(kept.map(\.label)).count == kept.count, kept.count > 1 || ticks.count < 2 { return kept }
    }
    // Where both ends have the same label, keep the upper one.
    return labels.last.map { [$0] } ?? []
  }
}
