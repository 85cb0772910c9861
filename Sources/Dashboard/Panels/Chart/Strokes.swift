import TextUI

/// Bars and trends for rows that stand right above each other: an eighth of each row stays free, so that they do not run
/// together.
enum Strokes {
  /// To an eighth of a column where there are signs for that; something above nothing shows.
  static func bar(_ share: Double, _ width: Int, _ symbols: Symbols) -> String {
    guard share.isFinite, share > 0, width > 0 else { return "" }
    let length = min(share, 1) * Double(width)
    if symbols.isASCII { return String(repeating: "#", count: max(1, Int(length.rounded()))) }
    let eighths = max(1, Int((length * 8).rounded()))
    return String(repeating: "▇", count: eighths / 8) + (eighths % 8 == 0 ? "" : String(parts[eighths % 8 - 1]))
  }

  private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  private static let steps: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
  private static let plainSteps: [Character] = ["_", ".", ":", "-", "=", "+", "#"]

  /// Feet as in a sparkline, the newest at the right; where there are more values than columns each column shows their mean,
  /// and where there are fewer each value takes some.
  static func trend(_ values: [Double?], _ width: Int, _ symbols: Symbols) -> String {
    let columns = condensed(values, width)
    let known = columns.compactMap { $0 }
    let low = Sparkline.foot(of: known)
    let high = known.max() ?? 0
    return String(
      columns.map { value -> Character in
        guard let value else { return " " }
        return step(high > low ? (value - low) / (high - low) : 0, symbols)
      })
  }

  /// The sign for a share of a row's height.
  static func step(_ share: Double, _ symbols: Symbols) -> Character {
    let steps = symbols.isASCII ? plainSteps : steps
    return steps[min(max(0, Int((share * Double(steps.count - 1)).rounded())), steps.count - 1)]
  }

  static func condensed(_ values: [Double?], _ width: Int) -> [Double?] {
    let values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    guard width > 0, !values.isEmpty else { return [] }
    guard values.count > width else { return (0..<width).map { values[$0 * values.count / width] } }
    return (0..<width).map { column in
      let part = values[(column * values.count / width)..<((column + 1) * values.count / width)].compactMap { $0 }
      return part.isEmpty ? nil : part.reduce(0, +) / Double(part.count)
    }
  }
}
