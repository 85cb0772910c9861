import SalesAnalytics
import SalesCore
import Testing

@Suite struct ReconciliationTests {
  private func state(
    next: Int64, sales: Int64, lost: Range<Int64>? = nil, end: Int64? = nil, conflicts: Int64 = 0
  ) -> StoreState {
    var totals = RunningTotals()
    (totals.sales, totals.duplicates, totals.conflicts, totals.deadLetters) = (sales, 3, conflicts, 2)
    var checkpoint = Checkpoint(partition: 4, epoch: 1, next: next, totals: totals)
    checkpoint.lost = lost.map { [$0] } ?? []
    let whole = Checkpoint(partition: 5, epoch: 1, next: 0)
    return StoreState(
      checkpoints: [checkpoint, whole], heartbeat: Heartbeat(time: .epoch, logEnd: [4: end ?? next, 5: 0]))
  }

  @Test(
    "consumed offsets are sales, duplicates, dead letters and lost ones",
    arguments: [
      (105, 100, nil, true, Reconciliation.Verdict.reconciled), (112, 100, 0..<7, true, .reconciled),
      (105, 100, nil, false, .reconciled), (104, 100, nil, true, .broken(partition: 4, by: 1)),
      (104, 100, nil, false, .broken(partition: 4, by: 1)), (107, 100, nil, true, .broken(partition: 4, by: -2)),
      (107, 100, nil, false, .skipped(2)),
    ])
  func verdict(next: Int64, sales: Int64, lost: Range<Int64>?, isDense: Bool, verdict: Reconciliation.Verdict) {
    #expect(Reconciliation(state(next: next, sales: sales, lost: lost), isDense: isDense).verdict == verdict)
  }

  @Test("conflicts are told before all but a partition that does not add up")
  func conflicts() {
    #expect(Reconciliation(state(next: 105, sales: 100, conflicts: 3), isDense: true).verdict == .conflicting(3))
    #expect(
      Reconciliation(state(next: 107, sales: 100, end: 999, conflicts: 1), isDense: false).verdict == .conflicting(1))
    #expect(
      Reconciliation(state(next: 104, sales: 100, conflicts: 1), isDense: true).verdict
        == .broken(partition: 4, by: 1))
  }

  @Test("a log that is ahead is told before all but a partition that does not add up")
  func behind() {
    #expect(Reconciliation(state(next: 105, sales: 100, end: 999), isDense: true).verdict == .behind(894))
    #expect(Reconciliation(state(next: 105, sales: 100, end: 110), isDense: true).verdict == .reconciled)
    #expect(
      Reconciliation(state(next: 105, sales: 101, end: 999), isDense: true).verdict == .broken(partition: 4, by: 1))
    #expect(Reconciliation(StoreState(), isDense: true).verdict == .empty)
  }
}
