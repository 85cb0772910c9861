import SalesAnalytics
import SalesCore
import TextUI

/// The stages produced → logged → stored → drawn, each with its records, rate and latency since the append.
struct PipelineStages {
  private struct Stage {
    var name: String
    var records: Int64?
    var perSecond: Double?
    /// Since the append, in milliseconds.
    var p50: Double?
    var p99: Double?
    var hasLatency = false
  }

  private let model: Model
  private let state: StoreState

  init(_ model: Model, _ state: StoreState) {
    self.model = model
    self.state = state
  }

  private var stages: [Stage] {
    let heartbeat = state.heartbeat
    let stored = state.checkpoints.reduce(Int64(0)) { $0 + $1.next }
    let isLive = model.pause == nil && model.replay == nil
    // Without a consumer the current rates are not known.
    let isKnown = model.silentSince == nil
    // A single heartbeat gives no rate, but with nothing stored and no lag the rate is zero.
    let atRest: Double? = heartbeat?.storedPerSecond == 0 && state.lag == 0 ? 0 : nil
    let produced = isKnown ? model.health.trace.producedPerSecond ?? atRest : nil
    return [
      Stage(name: "produced", perSecond: produced),
      Stage(name: "logged", records: heartbeat == nil ? nil : stored + state.lag, perSecond: produced),
      Stage(
        name: "stored", records: stored, perSecond: isKnown ? heartbeat?.storedPerSecond : nil,
        p50: heartbeat?.latencyP50,
        p99: heartbeat?.latencyP99, hasLatency: true),
      Stage(
        name: "drawn", records: isLive ? stored : model.health.drawn.records,
        perSecond: isKnown ? model.health.drawn.perSecond ?? atRest : nil,
        p50: model.health.drawn.p50, p99: model.health.drawn.p99, hasLatency: true),
    ]
  }

  /// Draws a row for each stage; with fewer than five rows the first stage is left out for the head.
  func drawRows(in area: Rect, on canvas: inout Canvas) {
    let shown = area.height >= 5 ? stages : stages.dropFirst().map { $0 }
    let figures = shown.map { stage in
      [
        stage.name == "produced" ? "" : model.grouped(stage.records),
        stage.name == "logged" && shown.count == stages.count ? "" : rate(stage.perSecond),
        stage.hasLatency ? latency(stage.p50) : "", stage.hasLatency ? latency(stage.p99) : "",
      ]
    }
    let fixed = [7, 6, 4, 4].enumerated().map { column, least in
      figures.reduce(least) { max($0, DisplayWidth.of($1[column])) }
    }
    let room = area.width - fixed.reduce(0) { $0 + $1 + 1 }
    let heads = ["records", "rate", "p50", "p99"].enumerated().map { index, head in
      TableColumn(head, width: .fixed(fixed[index]), alignment: .trailing, priority: 8 - index)
    }
    let first = TableColumn(room < 11 ? "" : "from append", width: .atLeast(7, share: 1), priority: 9)
    let rows = zip(shown, figures).map { stage, texts in
      [TableCell(stage.name, .dim)] + texts.enumerated().map { TableCell($1, $0 == 0 ? .number : .text) }
    }
    let table = Table(columns: [first] + heads, rows: rows)
    let wide = Rect(x: area.x - 1, y: area.y, width: area.width + 1, height: area.height)
    table.draw(in: wide, on: &canvas, look: model.look)
  }

  /// Draws a box for each stage, with arrows between them.
  func drawBoxes(in area: Rect, on canvas: inout Canvas) {
    let arrow = String(repeating: String(model.look.symbols.horizontal), count: 2) + String(model.look.symbols.pointer)
    let parts = area.columns([
      .share(1), .fixed(3), .share(1), .fixed(3), .share(1), .fixed(3), .share(1),
    ])
    for (index, stage) in stages.enumerated() {
      draw(stage, in: parts[index * 2], on: &canvas)
      guard index > 0 else { continue }
      let gap = parts[index * 2 - 1]
      canvas.write(arrow, x: gap.x, y: gap.y + 2, style: .dim, in: gap)
    }
  }

  private func draw(_ stage: Stage, in box: Rect, on canvas: inout Canvas) {
    let inner = TitledBox(title: stage.name).draw(in: box, on: &canvas, look: model.look).inset(dx: 1, dy: 0)
    let head = stage.name == "produced" ? rate(stage.perSecond) : records(stage.records, room: inner.width)
    canvas.write(head, x: inner.x, y: inner.y, style: Style(.number).bold(), in: inner)
    switch stage.name {
    case "produced": canvas.write("to the log", x: inner.x, y: inner.y + 1, style: .dim, in: inner)
    case "logged":
      let role: Role = state.lag > 0 ? .warning : .dim
      var lag = [Span("lag " + model.amounts.brief(state.lag), style: Style(role))]
      let lags = model.health.trace.lags
      let most = Span(", most " + model.amounts.brief(Int64(lags.max() ?? 0)), Role.dim)
      if lags.contains(where: { $0 > 0 }), (lag + [most]).width <= inner.width { lag.append(most) }
      canvas.write(lag, x: inner.x, y: inner.y + 1, in: inner)
      // A sparkline would make a lag of a few records look like a backlog.
      guard lags.contains(where: { $0 >= PipelineCharts.leastLag }) else { return }
      Sparkline(values: lags).draw(
        in: Rect(x: inner.x, y: inner.y + 2, width: inner.width, height: 2), on: &canvas, look: model.look)
    default:
      canvas.write(rate(stage.perSecond), x: inner.x, y: inner.y + 1, style: .text, in: inner)
      for (index, quantile) in [("p50", stage.p50), ("p99", stage.p99)].enumerated() {
        let spans = [Span(quantile.0 + " ", Role.dim), Span(latency(quantile.1))]
        canvas.write(spans, x: inner.x, y: inner.y + 2 + index, in: inner)
      }
    }
  }

  private func records(_ count: Int64?, room: Int) -> String {
    let whole = model.grouped(count)
    return whole.count <= room ? whole : model.amounts.brief(count)
  }

  private func rate(_ perSecond: Double?) -> String {
    perSecond.map(AmountText.rate) ?? String(model.look.symbols.dash)
  }

  private func latency(_ milliseconds: Double?) -> String {
    milliseconds.map { AmountText.latency(Duration(latency: $0)) } ?? String(model.look.symbols.dash)
  }
}
