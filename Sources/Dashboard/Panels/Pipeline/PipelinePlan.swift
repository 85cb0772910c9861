import SalesAnalytics
import SalesCore
import TextUI

/// The areas of the pipeline panel's parts. Drawing uses them, and `update` for the size of a page of partitions.
struct PipelinePlan: Equatable, Sendable {
  static let mostRejections = 16
  private static let leastRowsOfTables = 19
  private static let leastColumnsOfBoxes = 60
  /// With fewer rows below the counters the tables may take the charts' room.
  private static let leastRowsToShare = 16

  /// The row of the reconciliation line.
  private(set) var light = Rect.zero
  /// The row that names the command to verify it; empty when there is no room.
  private(set) var proof = Rect.zero
  private(set) var stages = Rect.zero
  /// The stages have a box each, side by side, instead of a row.
  private(set) var hasBoxes = false
  private(set) var counters = Rect.zero
  private(set) var partitions = Rect.zero
  private(set) var rejections = Rect.zero
  /// Charts over the last minutes, in the room that is left; empty when that is too little.
  private(set) var charts = Rect.zero

  /// Rows for partitions below the table's head.
  var visiblePartitions: Int { max(0, partitions.height - 1) }

  static func hasRejections(in area: Rect) -> Bool { area.height >= leastRowsOfTables }

  init(_ model: Model, in area: Rect) {
    self.init(
      in: area, partitions: model.latest?.state.checkpoints.count ?? 0, rejections: model.rejections.count,
      counters: PipelineCounters.count)
  }

  init(in area: Rect, partitions count: Int, rejections rejected: Int, counters counted: Int) {
    let content = TitledBox.content(in: area)
    let inner = content.width > 8 ? content.inset(dx: 1, dy: 0) : content
    let isRoomy = area.height >= Self.leastRowsOfTables
    hasBoxes = isRoomy && inner.width >= Self.leastColumnsOfBoxes
    var rest = inner
    light = rest.cut(1)
    if inner.height >= 12 { proof = rest.cut(1) }
    if inner.height >= 14 { _ = rest.cut(1) }
    stages = rest.cut(hasBoxes ? 6 : inner.height >= 8 ? 5 : 4)
    if inner.height >= 13, !hasBoxes { _ = rest.cut(1) }
    counters = rest.cut(PipelineCounters.rows(of: counted, width: inner.width))
    guard isRoomy, count > 0 else { return }
    _ = rest.cut(1)
    // Partitions can be scrolled, so the charts keep their rows; tables take no more than they need.
    let kept = rest.height >= Self.leastRowsToShare ? PipelineCharts.leastRows + 1 : 0
    defer {
      _ = rest.cut(1)
      if rest.height >= PipelineCharts.leastRows, rest.width >= PipelineCharts.leastColumns { charts = rest }
    }
    let tables = rest.height - kept
    let wanted = min(rejected, Self.mostRejections)
    // The rejections get at most half when there are many partitions.
    let below = wanted > 0 ? min(wanted + 2, max(0, tables - min(count + 1, tables / 2))) : 0
    self.partitions = rest.cut(min(count + 1, tables - (below >= 3 ? below : 0)))
    guard below >= 3 else { return }
    _ = rest.cut(1)
    rejections = rest.cut(below - 1)
  }
}

extension Rect {
  /// Takes rows off the top.
  fileprivate mutating func cut(_ rows: Int) -> Rect {
    let taken = min(max(0, rows), height)
    defer { self = Rect(x: x, y: y + taken, width: width, height: height - taken) }
    return Rect(x: x, y: y, width: width, height: taken)
  }
}
