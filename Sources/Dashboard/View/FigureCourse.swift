import TextUI

/// The course of a key figure in one row of low blocks: how it went, not how much it was.
enum FigureCourse {
  private static let steps: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
  private static let plainSteps: [Character] = ["_", ".", ":", "-", "=", "+", "#"]
  /// What fills the height at the least, as a share of the greatest value: noise stays noise.
  private static let leastSpread = 0.1

  /// From its least value to its greatest, over the whole width: between two values it goes straight from one to the other, and
  /// of several in a column it takes the mean.
  static func text(_ values: [Double?], _ width: Int, _ symbols: Symbols) -> String {
    let columns = columns(values.map { $0.flatMap { $0.isFinite ? $0 : nil } }, width)
    let known = columns.compactMap { $0 }
    guard let least = known.min(), let most = known.max() else { return "" }
    let spread = max(most - least, leastSpread * max(abs(most), abs(least)))
    let low = (most + least - spread) / 2
    let steps = symbols.isASCII ? plainSteps : steps
    return String(
      columns.map { value in
        guard let value else { return " " }
        let share = spread > 0 ? (value - low) / spread : 0
        return steps[min(max(0, Int((share * Double(steps.count - 1)).rounded())), steps.count - 1)]
      })
  }

  private static func columns(_ values: [Double?], _ width: Int) -> [Double?] {
    guard width > 0, !values.isEmpty else { return [] }
    guard values.count < width else {
      return (0..<width).map { column in
        let part = values[(column * values.count / width)..<((column + 1) * values.count / width)].compactMap { $0 }
        return part.isEmpty ? nil : part.reduce(0, +) / Double(part.count)
      }
    }
    return (0..<width).map { column in
      let place = Double(column * (values.count - 1)) / Double(max(1, width - 1))
      let before = Int(place)
      guard let from = values[before] else { return nil }
      guard before + 1 < values.count, let to = values[before + 1] else { return from }
      return from + (to - from) * (place - Double(before))
    }
  }
}
