import SalesAnalytics
import SalesCore
import Testing
import TextUI

@testable import Dashboard

/// The words of the reconciliation line, and the log's growth.
@Suite struct ReconciliationTextTests {
  private func state(next: Int64, sales: Int64, end: Int64? = nil, conflicts: Int64 = 0) -> StoreState {
    var totals = RunningTotals()
    (totals.sales, totals.duplicates, totals.conflicts, totals.deadLetters) = (sales, 3, conflicts, 2)
    let checkpoint = Checkpoint(partition: 4, epoch: 1, next: next, totals: totals)
    let whole = Checkpoint(partition: 5, epoch: 1, next: 0)
    return StoreState(
      checkpoints: [checkpoint, whole], heartbeat: Heartbeat(time: Shop.now, logEnd: [4: end ?? next, 5: 0]))
  }

  @Test(
    "the light says what is, as far as there is room",
    arguments: [
      (80, "● reconciled  105 taken = 100 sales + 3 duplicates + 2 rejected"), (30, "● reconciled  105 taken"),
      (13, "● reconciled"),
    ])
  func words(width: Int, text: String) {
    let words = ReconciliationText(Reconciliation(state(next: 105, sales: 100), isDense: true), symbols: .unicode)
    #expect(words.spans(width: width).map(\.text).joined() == text)
  }

  @Test("what does not add up is told with its number")
  func wrong() {
    let broken = ReconciliationText(Reconciliation(state(next: 105, sales: 99), isDense: true), symbols: .ascii)
    #expect(
      broken.spans(width: 80).map(\.text).joined() == "! does not add up  partition 4: 1 fewer than it took")
    let skipped = ReconciliationText(Reconciliation(state(next: 105, sales: 99), isDense: false), symbols: .ascii)
    #expect(
      skipped.spans(width: 90).map(\.text).joined()
        == "! 1 offset without a record  105 taken = 99 sales + 3 duplicates + 2 rejected + 1 without")
  }

  @Test(
    "conflicts are a problem in the problem's colour, though everything adds up",
    arguments: [
      (1, 80, "▲ 1 conflict  left out: an id that is stored with other content"),
      (1200, 30, "▲ 1,200 conflicts  left out"),
      (2, 13, "▲ 2 conflicts"),
    ])
  func conflicts(count: Int64, width: Int, text: String) {
    let sums = Reconciliation(state(next: 105, sales: 100, conflicts: count), isDense: true)
    let words = ReconciliationText(sums, symbols: .unicode)
    let spans = words.spans(width: width)
    #expect(spans.map(\.text).joined() == text)
    #expect(spans[0].style.foreground == .error && spans[1].style.foreground == .error)
    #expect(words.proof == "salestop verify shows the first of them")
  }

  @Test("the log's growth between heartbeats is the rate at which is produced")
  func produced() throws {
    var trace = PipelineTrace()
    #expect(trace.producedPerSecond == nil)
    for second in 0...30 as ClosedRange<Int64> {
      var state = state(next: 105, sales: 100, end: 100 + second * 40)
      state.heartbeat?.time = Shop.now + .seconds(second)
      trace.note(state)
      trace.note(state)
    }
    #expect(trace.producedPerSecond == 40)
    #expect(trace.lags.count == 31 && trace.lags.last == 1195)
    // Ten seconds later it has not grown; nothing in its line of lags moves.
    var still = state(next: 105, sales: 100, end: 1300)
    still.heartbeat?.time = Shop.now + .seconds(40)
    trace.note(still)
    #expect(trace.producedPerSecond == 0 && trace.lags.count == 31)
    // A partition that is seen for the first time has not grown by all that it holds.
    still.heartbeat?.logEnd[9] = 1_000_000
    still.heartbeat?.time = Shop.now + .seconds(41)
    trace.note(still)
    #expect(trace.producedPerSecond == 0)
    // A clock that was set back begins anew.
    still.heartbeat?.time = Shop.now
    trace.note(still)
    #expect(trace.producedPerSecond == nil && trace.lags.count == 1)
  }
}
