/// A row of eighth blocks, one value a column, the newest at the right. Where there are more values than columns, each
/// column shows the greatest of its values.
package struct Sparkline: Sendable {
  package var values: [Double?]
  package var role: Role

  package init(values: [Double?], role: Role = .chartLine) {
    self.values = values
    self.role = role
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    guard !area.isEmpty, !values.isEmpty else { return }
    let shown = Sparkline.condensed(values, to: area.width)
    let finite = shown.compactMap { $0 }
    let low = Sparkline.foot(of: finite)
    let high = max(finite.max() ?? 0, low)
    let steps = look.symbols.graph == .ascii ? Sparkline.asciiSteps : Sparkline.blocks
    let start = area.right - shown.count
    for (offset, value) in shown.enumerated() {
      guard let value else { continue }
      let share = high > low ? (value - low) / (high - low) : 0
      let step = steps[Int((share * Double(steps.count - 1)).rounded())]
      canvas.write(String(step), x: start + offset, y: area.bottom - 1, style: Style(role), in: area)
    }
  }

  /// The value at the foot: zero, unless all values lie so far above it that their shape would be lost. Even then the
  /// height stands for at least three tenths of the greatest value, so that noise does not look like a trend.
  package static func foot(of values: [Double]) -> Double {
    guard let least = values.min(), let most = values.max() else { return 0 }
    return least > most / 2 ? min(2 * least - most, 0.7 * most) : min(0, least)
  }

  /// At most `count` values, each the greatest of the values it replaces; nil where all of these are missing.
  static func condensed(_ values: [Double?], to count: Int) -> [Double?] {
    let values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    guard count > 0 else { return [] }
    guard values.count > count else { return values }
    return (0..<count).map { slot in
      values[(slot * values.count / count)..<((slot + 1) * values.count / count)].compactMap { $0 }.max()
    }
  }

  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let asciiSteps: [Character] = ["_", ".", ":", "-", "=", "+", "*", "#"]
}
