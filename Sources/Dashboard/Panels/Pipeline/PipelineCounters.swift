import SalesAnalytics
import SalesCore
import TextUI

/// Counters of records that are no new sales, and the times of oldest, newest and final sales, in a grid.
struct PipelineCounters {
  private struct Item {
    var label: String
    var value: String
    var role: Role
    /// The count in fewer columns; nil for a time.
    var brief: String?
  }

  static let count = 8
  private static let leastWidth = 20
  private static let gap = 2

  private let items: [Item]

  /// `hasLag` shows the lag in place of the oldest sale, for panels without stage boxes.
  init(_ model: Model, _ state: StoreState, hasLag: Bool) {
    let sums = Reconciliation(state, isDense: model.setup.isLogDense)
    func item(_ label: String, _ count: Int64, _ role: Role) -> Item {
      Item(
        label: label, value: model.grouped(count), role: count > 0 ? role : .dim, brief: model.amounts.brief(count))
    }
    items = [
      item("rejected", sums.totals.deadLetters, .warning), item("duplicates", sums.totals.duplicates, .number),
      item("conflicts", sums.totals.conflicts, .error), item("late", sums.totals.late, .number),
      item("lost", sums.lost, .error),
      hasLag
        ? item("lag", state.lag, .warning) : Item(label: "oldest", value: model.clock(state.oldestSale), role: .text),
      Item(label: "newest", value: model.clock(state.newestSale), role: .text),
      Item(label: "final to", value: model.clock(state.heartbeat?.watermark), role: .text),
    ]
  }

  private static func columns(width: Int) -> Int { min(4, max(1, (width + gap) / (leastWidth + gap))) }

  static func rows(of count: Int, width: Int) -> Int {
    let columns = columns(width: width)
    return (count + columns - 1) / columns
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let columns = Self.columns(width: area.width)
    let width = (area.width - Self.gap * (columns - 1)) / columns
    for (index, item) in items.enumerated() where index / columns < area.height {
      let cell = Rect(
        x: area.x + index % columns * (width + Self.gap), y: area.y + index / columns, width: width, height: 1)
      let room = cell.width - DisplayWidth.of(item.label) - 1
      let value = DisplayWidth.of(item.value) <= room ? item.value : item.brief ?? item.value
      let left = cell.right - DisplayWidth.of(value)
      guard left >= cell.x else { continue }
      canvas.write(item.label, x: cell.x, y: cell.y, style: .dim, maxWidth: max(0, left - 1 - cell.x), in: cell)
      canvas.write(value, x: left, y: cell.y, style: Style(item.role), in: cell)
    }
  }
}
