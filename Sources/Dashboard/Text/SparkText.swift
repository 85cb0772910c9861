import TextUI

/// Bars and sparklines as text, one row high. An eighth of the row stays free, so that rows right above each other do
/// not run together.
enum SparkText {
  private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  private static let steps: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
  private static let plainSteps: [Character] = ["_", ".", ":", "-", "=", "+", "#"]

  /// A bar to an eighth of a column, or to a column in ASCII. A share above zero always shows.
  static func bar(_ share: Double, _ width: Int, _ symbols: Symbols) -> String {
    guard share.isFinite, share > 0, width > 0 else { return "" }
    let length = min(share, 1) * Double(width)
    if symbols.isASCII { return String(repeating: "#", count: max(1, Int(length.rounded()))) }
    let eighths = max(1, Int((length * 8).rounded()))
    return String(repeating: "▇", count: eighths / 8) + (eighths % 8 == 0 ? "" : String(parts[eighths % 8 - 1]))
  }

  /// A sparkline from the foot that `Sparkline` uses, the newest value at the right. Each column shows the mean of its
  /// values; when there are fewer values than columns, each takes several columns.
  static func trend(_ values: [Double?], _ width: Int, _ symbols: Symbols) -> String {
    let columns = condensed(values, width)
    let known = columns.compactMap { $0 }
    let low = Sparkline.foot(of: known)
    return text(columns, from: low, spread: (known.max() ?? 0) - low, symbols)
  }

  /// The least spread of a curve, as a share of its greatest value, so that noise stays low.
  private static let leastSpread = 0.1

  /// A sparkline of the shape alone, from the least value to the greatest. Fewer values than columns are joined by
  /// straight lines. Empty without values.
  static func curve(_ values: [Double?], _ width: Int, _ symbols: Symbols) -> String {
    let columns = interpolated(values, width)
    let known = columns.compactMap { $0 }
    guard let least = known.min(), let most = known.max() else { return "" }
    let spread = max(most - least, leastSpread * max(abs(most), abs(least)))
    return text(columns, from: (most + least - spread) / 2, spread: spread, symbols)
  }

  private static func text(_ columns: [Double?], from low: Double, spread: Double, _ symbols: Symbols) -> String {
    let steps = symbols.isASCII ? plainSteps : steps
    return String(
      columns.map { value -> Character in
        guard let value else { return " " }
        let share = spread > 0 ? (value - low) / spread : 0
        return steps[min(max(0, Int((share * Double(steps.count - 1)).rounded())), steps.count - 1)]
      })
  }

  private static func condensed(_ values: [Double?], _ width: Int) -> [Double?] {
    let values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    guard width > 0, !values.isEmpty else { return [] }
    guard values.count > width else { return (0..<width).map { values[$0 * values.count / width] } }
    return (0..<width).map { column in
      let part = values[(column * values.count / width)..<((column + 1) * values.count / width)].compactMap { $0 }
      return part.isEmpty ? nil : part.reduce(0, +) / Double(part.count)
    }
  }

  private static func interpolated(_ values: [Double?], _ width: Int) -> [Double?] {
    let values = condensed(values, min(values.count, width))
    guard values.count < width, !values.isEmpty else { return values }
    return (0..<width).map { column in
      let position = Double(column * (values.count - 1)) / Double(max(1, width - 1))
      let index = Int(position)
      guard let from = values[index] else { return nil }
      guard index + 1 < values.count, let to = values[index + 1] else { return from }
      return from + (to - from) * (position - Double(index))
    }
  }
}
