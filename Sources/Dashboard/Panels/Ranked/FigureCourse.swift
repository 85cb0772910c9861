import TextUI

/// The course of a key figure in one row of low blocks: how it went, not how much it was.
enum FigureCourse {
  /// What fills the height at the least, as a share of the greatest value: noise stays noise.
  private static let leastSpread = 0.1

  /// From its least value to its greatest, over the whole width: between two values it goes straight from one to the other, and
  /// of several in a column it takes the mean.
  static func text(_ values: [Double?], _ width: Int, _ symbols: Symbols) -> String {
    let columns = columns(values, width)
    let known = columns.compactMap { $0 }
    guard let least = known.min(), let most = known.max() else { return "" }
    let spread = max(most - least, leastSpread * max(abs(most), abs(least)))
    let low = (most + least - spread) / 2
    return String(
      columns.map { value in
        guard let value else { return " " }
        return Strokes.step(spread > 0 ? (value - low) / spread : 0, symbols)
      })
  }

  private static func columns(_ values: [Double?], _ width: Int) -> [Double?] {
    let values = Strokes.condensed(values, min(values.count, width))
    guard values.count < width, !values.isEmpty else { return values }
    return (0..<width).map { column in
      let place = Double(column * (values.count - 1)) / Double(max(1, width - 1))
      let before = Int(place)
      guard let from = values[before] else { return nil }
      guard before + 1 < values.count, let to = values[before + 1] else { return from }
      return from + (to - from) * (place - Double(before))
    }
  }
}
