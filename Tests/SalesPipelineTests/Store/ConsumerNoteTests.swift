import SalesCore
import SalesPipeline
import Testing

struct ConsumerNoteTests {
  static let cases: [(note: [Int32: Int64], log: String?, stored: [Int32: Int64], setback: Setback?)] = [
    ([0: 5], "log-a", [0: 5], nil),
    ([0: 5], "log-a", [0: 9], nil),
    ([0: 5], "log-a", [0: 4], Setback(partition: 0, next: 4, noted: 5)),
    // The whole table of checkpoints is gone.
    ([0: 5], "log-a", [:], Setback(partition: 0, next: 0, noted: 5)),
    ([0: 0], "log-a", [:], nil),
    ([:], "log-a", [:], nil),
    // Of another log, whose positions mean nothing here.
    ([0: 5], "log-b", [0: 4], nil),
    // Of an older consumer: the store's name is proof enough.
    ([0: 5], nil, [0: 4], Setback(partition: 0, next: 4, noted: 5)),
    ([0: 5, 1: 7, 2: 9], "log-a", [0: 5, 1: 6, 2: 8], Setback(partition: 1, next: 6, noted: 7)),
  ]

  @Test("a store is behind its note only where it holds less of the same log", arguments: cases)
  func setback(note: [Int32: Int64], log: String?, stored: [Int32: Int64], expected: Setback?) {
    let state = StoreState(checkpoints: stored.map { Checkpoint(partition: $0.key, epoch: 1, next: $0.value) })
    let note = ConsumerNote(log: log, next: note)
    #expect(note.setback(of: state, log: LogIdentity("log-a", isDense: true)) == expected)
  }

  @Test("a store that has lost the name of its log is held against the note all the same")
  func nameless() {
    let note = ConsumerNote(log: "log-a", next: [0: 5])
    #expect(note.setback(of: StoreState(), log: nil) == Setback(partition: 0, next: 0, noted: 5))
  }
}
