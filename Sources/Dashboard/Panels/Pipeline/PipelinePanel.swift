import SalesAnalytics
import SalesCore
import TextUI

/// The panel of the sales' path through the pipeline.
struct PipelinePanel: Panel {
  let kind = PanelKind.pipeline
  /// The selected partition, by its number.
  private(set) var cursor = ListCursor()

  func needs(in area: Rect) -> PanelNeeds {
    PanelNeeds(rejections: PipelinePlan.hasRejections(in: area) ? PipelinePlan.mostRejections : 0)
  }

  func draw(in area: Rect, _ context: PanelContext, on canvas: inout Canvas) {
    PipelineDrawing(context.model, cursor: cursor).draw(in: area, on: &canvas)
  }

  private func partitions(_ context: PanelContext) -> [String] {
    context.model.latest?.state.checkpoints.map { String($0.partition) } ?? []
  }

  private func visible(_ context: PanelContext) -> Int {
    context.area.map { PipelinePlan(context.model, in: $0).visiblePartitions } ?? 0
  }

  mutating func settle(in area: Rect?, _ context: PanelContext) {
    let partitions = partitions(context)
    if area != nil { cursor.settle(in: partitions, visible: visible(context), isFocused: context.isFocused) }
    if context.isFocused, cursor.selected == nil, let first = partitions.first {
      cursor.select(first, in: partitions, at: .zero)
    }
  }

  mutating func perform(_ action: Action, _ context: PanelContext) -> [Intent]? {
    switch action {
    case .apply, .drillDown, .sort, .reverseSort: return []
    default:
      guard let move = ListCursor.Move(action, page: max(1, visible(context) - 1)) else {
        return neighbourIntents(action)
      }
      cursor.move(move, in: partitions(context), at: context.model.moment.uptime)
      return []
    }
  }

  func canPerform(_ action: Action, _ context: PanelContext) -> Bool? {
    switch action {
    case .apply, .drillDown, .sort, .reverseSort: false
    case .up, .down: cursor.selected != nil
    default: nil
    }
  }
}
