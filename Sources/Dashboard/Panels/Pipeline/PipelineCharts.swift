import SalesAnalytics
import SalesCore
import TextUI

/// Charts of rate, lag and latencies over the last minutes, as many as fit, each headed by its current value.
struct PipelineCharts {
  static let leastRows = 5
  static let leastColumns = 30
  private static let gap = 2
  /// A lag below this is a batch under way, and the lag chart draws it low.
  static let leastLag = 100.0

  private let model: Model
  private let state: StoreState
  private let trace: PipelineTrace

  init(_ model: Model, _ state: StoreState) {
    self.model = model
    self.state = state
    trace = model.health.trace
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty, trace.window != nil else { return }
    let charts = [rate, lag, latency("stored", \.stored), latency("drawn", \.drawn)]
    let wide = (area.width + Self.gap) / (Self.leastColumns + Self.gap)
    let across = wide >= charts.count ? charts.count : min(wide, 2)
    let down = min(charts.count / across, (area.height + 1) / (Self.leastRows + 1))
    let columns = area.columns(Self.parts(across, gap: Self.gap))
    let rows = area.rows(Self.parts(down, gap: 1))
    for (index, chart) in charts.prefix(across * down).enumerated() {
      let (column, row) = (columns[index % across * 2], rows[index / across * 2])
      draw(chart, in: Rect(x: column.x, y: row.y, width: column.width, height: row.height), on: &canvas)
    }
  }

  /// Equal parts with gaps between them.
  private static func parts(_ count: Int, gap: Int) -> [Length] {
    [Length.share(1)] + (1..<count).flatMap { _ in [Length.fixed(gap), .share(1)] }
  }

  private struct Chart {
    /// The heading and current values, the most important first.
    var head: [[Span]]
    var lines: LineChart
  }

  private func draw(_ chart: Chart, in area: Rect, on canvas: inout Canvas) {
    let head = [Span].fitting(chart.head, separator: Span("  "), width: area.width)
    canvas.write(head, x: area.x, y: area.y, in: area)
    var lines = chart.lines
    lines.gutter = ScreenLayout.gutter
    if let (from, seconds) = trace.window {
      let ends = [(0, from), (seconds - 1, from + .seconds(Int64(seconds)))]
      lines.xLabels = ends.map { (index: $0.0, text: model.clock($0.1)) }
    }
    let below = Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1)
    lines.draw(in: below, on: &canvas, look: model.look)
  }

  private func name(_ text: String) -> [Span] { [Span(text, Role.header)] }

  private func value(_ text: String, _ role: Role = .number) -> [Span] { [Span(text, style: Style(role).bold())] }

  private var rate: Chart {
    let values = trace.line { $0.storedPerSecond }
    let now = model.silentSince == nil ? state.heartbeat.map { AmountText.rate($0.storedPerSecond) } : nil
    let most = values.compactMap { $0 }.max().map { [Span("most " + AmountText.rate($0), Role.dim)] } ?? []
    var lines = LineChart(series: [ChartSeries(values: values)])
    lines.fill = .area
    return Chart(head: [name("stored"), value(now ?? model.amounts.dash), most], lines: lines)
  }

  private var lag: Chart {
    let values = trace.line { Double($0.lag) }
    let most = values.compactMap { $0 }.max() ?? 0
    var lines = LineChart(series: [ChartSeries(values: values)])
    lines.fill = .area
    // A lag of one second's records or of a few is no backlog, so it stays low.
    let floor = max(Self.leastLag, trace.beats.map(\.storedPerSecond).max() ?? 0)
    if most < floor { lines.yRange = 0...floor }
    let now = value(model.amounts.brief(state.lag), state.lag > 0 ? .warning : .number)
    return Chart(
      head: [name("lag"), now, [Span("most " + model.amounts.brief(Int64(nearest: most)), Role.dim)]], lines: lines)
  }

  /// Latency since the append. The axis is logarithmic, because one slow batch is a hundred times the others.
  private func latency(_ end: String, _ latency: KeyPath<PipelineTrace.Beat, PipelineTrace.Latency>) -> Chart {
    let quantiles: [(String, KeyPath<PipelineTrace.Latency, Double?>, Role, LinePattern)] = [
      ("p50", \.p50, .series(0), .solid), ("p99", \.p99, .series(1), .dash),
    ]
    let series = quantiles.map { quantile in
      ChartSeries(
        values: trace.line { $0[keyPath: latency][keyPath: quantile.1] }, role: quantile.2, pattern: quantile.3)
    }
    var lines = LineChart(series: series) { AmountText.latency(Duration(latency: $0)) }
    lines.isLogarithmic = true
    let now = trace.beats.last?[keyPath: latency]
    let head = quantiles.map { name, quantile, role, _ in
      let text = now?[keyPath: quantile].map { AmountText.latency(Duration(latency: $0)) } ?? model.amounts.dash
      return [Span(name + " ", role), Span(text, style: Style(.number).bold())]
    }
    return Chart(head: [name("log \(model.look.symbols.right) \(end)")] + head, lines: lines)
  }
}
