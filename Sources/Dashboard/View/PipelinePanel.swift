import SalesCore
import TextUI

/// How the sales get here: what was logged and stored, at what pace, and what did not count.
struct PipelinePanel {
  let model: Model

  init(_ model: Model) { self.model = model }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inner = Panel(title: "Pipeline").draw(in: area, on: &canvas, look: model.look).inset(dx: 1, dy: 0)
    guard let state = model.latest?.state else { return }
    for (index, line) in lines(state).prefix(inner.height).enumerated() {
      let y = inner.y + index
      canvas.write(line.label, x: inner.x, y: y, style: .dim, in: inner)
      let width = line.value.width
      canvas.write(line.value, x: max(inner.x + 14, inner.right - width), y: y, in: inner)
    }
  }

  private struct Line {
    var label: String
    var value: [Span]

    init(_ label: String, _ text: String, _ role: Role = .number) {
      self.label = label
      self.value = [Span(text, role)]
    }

    init(_ label: String, _ value: [Span]) {
      self.label = label
      self.value = value
    }
  }

  private func lines(_ state: StoreState) -> [Line] {
    let totals = state.totals
    let heartbeat = state.heartbeat
    let logged = heartbeat.map { beat in
      beat.logEnd.reduce(Int64(0)) { $0 + max(0, $1.value) }
    }
    let stored = state.checkpoints.reduce(Int64(0)) { $0 + $1.next }
    return [
      Line("State", StreamText(model.stream, symbols: model.look.symbols).spans(width: 28)),
      Line("Logged", logged.map { grouped(max($0, stored)) } ?? dash),
      Line("Taken", grouped(stored)),
      Line("Lag", grouped(state.lag), state.lag > 0 ? .warning : .number),
      Line("Stored", heartbeat.map { AmountText.rate($0.storedPerSecond) } ?? dash),
      Line("Latency p50", latency(heartbeat?.latencyP50)),
      Line("Latency p99", latency(heartbeat?.latencyP99)),
      Line("Sales", grouped(totals.sales)),
      Line("Rejected", grouped(totals.deadLetters), totals.deadLetters > 0 ? .warning : .number),
      Line("Duplicates", grouped(totals.duplicates)),
      Line("Conflicts", grouped(totals.conflicts), totals.conflicts > 0 ? .error : .number),
      Line("Late", grouped(totals.late)),
      Line("Newest sale", clock(state.newestSale)),
      Line("Final up to", clock(heartbeat?.watermark)),
    ]
  }

  private var dash: String { String(model.look.symbols.dash) }

  private func grouped(_ count: Int64) -> String { CompactNumber.grouped(Int(count)) }

  private func latency(_ milliseconds: Double?) -> String {
    guard let milliseconds, milliseconds.isFinite else { return dash }
    return AmountText.latency(.milliseconds(Int64(max(0, min(milliseconds, 1e12)))))
  }

  private func clock(_ time: Timestamp?) -> String {
    guard let time else { return dash }
    let local = Timestamp(milliseconds: time.milliseconds + model.setup.calendar.offset(at: time)).text
    return local.prefix(10) + " " + local.dropFirst(11).prefix(8)
  }
}
