import SalesAnalytics
import SalesCore
import TextUI

/// Draws the path of the sales: produced → logged → stored → drawn, with counters, partitions and the reconciliation.
struct PipelineDrawing {
  let model: Model
  /// The selected partition.
  let cursor: ListCursor

  init(_ model: Model, cursor: ListCursor) {
    self.model = model
    self.cursor = cursor
  }

  private var isFocused: Bool { model.focus == .pipeline }

  func draw(in area: Rect, on canvas: inout Canvas) {
    TitledBox(title: "Pipeline", trailing: heartbeat, focused: isFocused).draw(in: area, on: &canvas, look: model.look)
    guard let state = model.latest?.state else { return }
    let plan = PipelinePlan(model, in: area)
    let light = ReconciliationText(
      Reconciliation(state, isDense: model.setup.isLogDense), symbols: model.look.symbols)
    canvas.write(light.spans(width: plan.light.width), x: plan.light.x, y: plan.light.y, in: plan.light)
    if light.proof.count <= plan.proof.width {
      canvas.write(light.proof, x: plan.proof.x, y: plan.proof.y, style: .dim, in: plan.proof)
    }
    let stages = PipelineStages(model, state)
    if plan.hasBoxes {
      stages.drawBoxes(in: plan.stages, on: &canvas)
    } else {
      stages.drawRows(in: plan.stages, on: &canvas)
    }
    PipelineCounters(model, state, hasLag: !plan.hasBoxes).draw(in: plan.counters, on: &canvas)
    drawPartitions(state, in: plan.partitions, on: &canvas)
    drawRejections(in: plan.rejections, on: &canvas)
    PipelineCharts(model, state).draw(in: plan.charts, on: &canvas)
  }

  /// The heartbeat's age, only when it is overdue, so that an idle consumer does not change the screen; the time of the
  /// last one of a consumer that ended.
  private var heartbeat: String? {
    guard let state = model.latest?.state else { return nil }
    guard let heartbeat = state.heartbeat else { return "no heartbeat" }
    switch StreamHealth(of: state, at: model.moment.wall) {
    case .atRest(let since): return "at rest since \(model.clock(since))"
    case .left(let since, _): return "no consumer since \(model.clock(since))"
    case .live, .quiet, .lagging, .stale: break
    }
    let age = model.moment.wall - heartbeat.time
    guard age >= StreamHealth.patience(with: state) else { return "heartbeat on time" }
    return "heartbeat \(AgeStep.text(age) ?? "0s") ago"
  }

  private func drawPartitions(_ state: StoreState, in area: Rect, on canvas: inout Canvas) {
    guard area.height >= 2 else { return }
    let shown = Array(state.checkpoints.dropFirst(cursor.offset).prefix(area.height - 1))
    var table = Table(
      columns: [
        TableColumn("partition", width: .fixed(9), alignment: .trailing, priority: 9),
        TableColumn("next", width: .fixed(11), alignment: .trailing, priority: 8),
        TableColumn("end", width: .fixed(11), alignment: .trailing, priority: 7),
        TableColumn("lag", width: .fixed(7), alignment: .trailing, priority: 6),
        TableColumn("sales", width: .fixed(11), alignment: .trailing, priority: 1),
        TableColumn("duplicates", width: .fixed(10), alignment: .trailing),
        TableColumn("rejected", width: .fixed(9), alignment: .trailing),
        TableColumn("late", width: .fixed(9), alignment: .trailing),
        TableColumn("epoch", width: .fixed(5), alignment: .trailing, priority: 2),
        TableColumn("newest sale", width: .fixed(11), alignment: .trailing, priority: 3),
        TableColumn("adds up", width: .fixed(8), alignment: .trailing, priority: 4),
      ], rows: shown.map { cells($0, state) })
    table.fitFigures()
    // The widest gap at which all columns fit; more than 6 would make rows hard to read.
    table.gap =
      (3...6).last { gap in
        table.gap = gap
        return table.visibleColumns(width: area.width).count == table.columns.count
      } ?? 2
    table.isFocused = isFocused
    table.selected = isFocused ? shown.firstIndex { String($0.partition) == cursor.selected } : nil
    table.draw(in: area, on: &canvas, look: model.look)
  }

  private func cells(_ checkpoint: Checkpoint, _ state: StoreState) -> [TableCell] {
    let end = state.heartbeat?.logEnd[checkpoint.partition].map { max($0, checkpoint.next) }
    let lag = end.map { $0 - checkpoint.next }
    let over = checkpoint.overcount
    let sum = over == 0 ? "yes" : (over > 0 ? "+" : "") + model.grouped(over)
    let isWrong = over > 0 || (over < 0 && model.setup.isLogDense)
    let totals = checkpoint.totals
    func count(_ count: Int64, _ role: Role) -> TableCell { TableCell(model.grouped(count), count > 0 ? role : .dim) }
    return [
      TableCell(String(checkpoint.partition)), TableCell(model.grouped(checkpoint.next), .number),
      TableCell(model.grouped(end), .number), TableCell(model.grouped(lag), lag ?? 0 > 0 ? .warning : .dim),
      count(totals.sales, .text), count(totals.duplicates, .text), count(totals.deadLetters, .warning),
      count(totals.late, .text), TableCell(model.grouped(checkpoint.epoch), .dim),
      TableCell(model.clock(checkpoint.newestSale)),
      TableCell(sum, over == 0 ? .good : isWrong ? .error : .warning),
    ]
  }

  private func drawRejections(in area: Rect, on canvas: inout Canvas) {
    guard area.height >= 2 else { return }
    let shown = model.rejections.prefix(area.height - 1)
    let texts = shown.map { rejection in
      [
        model.clock(rejection.appended), "\(rejection.position.partition)/\(rejection.position.offset)",
        rejection.problem.reason.rawValue, rejection.problem.message,
      ]
    }
    let roles: [Role] = [.dim, .dim, .warning, .text]
    let widths = (0..<3).map { column in max(8, texts.map { $0[column].count }.max() ?? 0) }
    var table = Table(
      columns: [
        TableColumn("rejected", width: .fixed(widths[0]), priority: 2),
        TableColumn("position", width: .fixed(widths[1]), priority: 1),
        TableColumn("reason", width: .fixed(widths[2]), priority: 4),
        TableColumn("message", width: .atLeast(12, share: 1), priority: 3),
      ], rows: texts.map { zip($0, roles).map { TableCell($0, $1) } })
    table.gap = 2
    table.draw(in: area, on: &canvas, look: model.look)
  }
}

extension Model {
  func grouped(_ count: Int64?) -> String {
    count.map { CompactNumber.grouped(Int($0)) } ?? String(look.symbols.dash)
  }

  /// "14:32:07" of today, "11-20 14:32" of another day of the year, else "2025-11-20".
  func clock(_ time: Timestamp?) -> String {
    guard let time else { return String(look.symbols.dash) }
    let local = setup.calendar.local(time).text
    let now = setup.calendar.local(moment.wall).text
    if local.prefix(10) == now.prefix(10) { return String(local.dropFirst(11).prefix(8)) }
    if local.prefix(4) != now.prefix(4) { return String(local.prefix(10)) }
    return local.dropFirst(5).prefix(5) + " " + local.dropFirst(11).prefix(5)
  }

  /// The same without seconds: "14:32".
  func minute(_ time: Timestamp) -> String {
    let clock = clock(time)
    return clock.count == 8 ? String(clock.prefix(5)) : clock
  }
}
