import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The trace that the pipeline's charts are drawn from, and the charts.
@Suite struct PipelineTraceTests {
  private func state(at second: Int64, lag: Int64 = 0, rate: Double = 4, next: Int64? = nil) -> StoreState {
    let next = next ?? 1000 + second * 4
    var heartbeat = Heartbeat(time: Shop.now + .seconds(second), logEnd: [0: next + lag], storedPerSecond: rate)
    (heartbeat.latencyP50, heartbeat.latencyP99) = (120, 22_000)
    return StoreState(checkpoints: [Checkpoint(partition: 0, epoch: 1, next: next)], heartbeat: heartbeat)
  }

  @Test("a line has a value a second, up to the last heartbeat that told something")
  func line() {
    var trace = PipelineTrace()
    #expect(trace.window == nil && trace.line { $0.storedPerSecond }.isEmpty)
    for second in 0...20 as ClosedRange<Int64> { trace.note(state(at: second, lag: second)) }
    let lags = trace.line { Double($0.lag) }
    #expect(lags.count == 60 && lags[39] == nil)
    #expect(lags.suffix(3) == [18.0, 19.0, 20.0])
    // At rest nothing moves, and what comes after it begins where it ended.
    trace.note(state(at: 21, rate: 0, next: 1080))
    let rest = trace.line { $0.storedPerSecond }
    for second in [31, 41, 51] as [Int64] { trace.note(state(at: second, rate: 0, next: 1080)) }
    #expect(trace.line { $0.storedPerSecond } == rest)
    trace.note(state(at: 52, rate: 8))
    #expect(trace.line { $0.storedPerSecond }[40] == 0 && trace.line { $0.storedPerSecond }.last == 8)
  }

  @Test("of a silence nothing is known")
  func silence() {
    var trace = PipelineTrace()
    for second in [0, 1, 2, 50, 51] as [Int64] { trace.note(state(at: second)) }
    let rates = trace.line { $0.storedPerSecond }
    #expect(rates[30] == nil && rates.last == 4 && rates[9] == 4)
  }

  @Test("no more than ten minutes are kept, and the window grows to them in steps")
  func bounded() {
    var trace = PipelineTrace()
    for second in 0...2000 as ClosedRange<Int64> {
      trace.note(state(at: second))
      if second == 61 { #expect(trace.window?.seconds == 120) }
    }
    #expect(trace.beats.count <= 601 && trace.window?.seconds == 600)
    #expect(trace.lags.count == 120)
    #expect(trace.producedPerSecond == 4)
  }

  private func panel(_ columns: Int, _ rows: Int, lag: Int64) -> String {
    var stage = Stage(columns, rows)
    stage.type("6")
    for second in 1...3 as ClosedRange<Int64> {
      var state = stage.shop.state
      state.heartbeat?.time = stage.moment.wall + .seconds(1)
      state.heartbeat?.logEnd[0]? = state.checkpoints[0].next + (second == 2 ? lag : 0)
      stage.see(state)
    }
    let area = Rect(x: 0, y: 0, width: columns, height: rows)
    var canvas = Canvas(stage.model.size)
    stage.model.draw(.pipeline, in: area, on: &canvas)
    return canvas.text()
  }

  @Test("free rows have charts, each with what it is now; a lag of a record is drawn low")
  func charts() {
    let wide = panel(160, 40, lag: 1)
    for text in ["log → stored  p50 0.2s  p99 0.6s", "log → drawn", "lag  0  most 3", "stored  12/s  most 12/s"] {
      #expect(wide.contains(text), "\(text)")
    }
    #expect(wide.contains("100"))
    #expect(panel(160, 40, lag: 40_000).contains("most 40.0k"))
    #expect(panel(72, 32, lag: 1).contains("log → drawn"))
    #expect(!panel(80, 20, lag: 1).contains("log →"))
  }
}
