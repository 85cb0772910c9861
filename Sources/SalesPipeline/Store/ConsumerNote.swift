package import SalesCore

/// How far a store is, as its consumer has noted it beside the log for retention. A position is noted only once the store
/// has committed it, so a healthy store is never behind its note, whatever crashes when.
package struct ConsumerNote: Hashable, Sendable {
  /// The log's identity; nil in a note of an older consumer.
  package var log: String?
  /// The next offset to consume, by partition.
  package var next: [Int32: Int64]

  package init(log: String? = nil, next: [Int32: Int64] = [:]) {
    self.log = log
    self.next = next
  }

  /// The first partition in which the store is behind this note; nil without one, or where the note is of another log
  /// than the one that the store has consumed (`log`; nil where that is not known).
  package func setback(of state: StoreState, log: LogIdentity?) -> Setback? {
    if let own = self.log, let log, own != log.name { return nil }
    let stored = Dictionary(state.checkpoints.map { ($0.partition, $0.next) }, uniquingKeysWith: { $1 })
    return next.sorted { $0.key < $1.key }
      .map { Setback(partition: $0.key, next: stored[$0.key] ?? 0, noted: $0.value) }.first { $0.next < $0.noted }
  }
}

extension [String: ConsumerNote] {
  /// The setback of a store, by the note under its identity. Only where the store is behind that note is `log` asked for
  /// the log that it has consumed.
  package func setback(of state: StoreState, log: () async throws -> LogIdentity?) async rethrows -> Setback? {
    guard let note = state.identity.flatMap({ self[$0] }), note.setback(of: state, log: nil) != nil else { return nil }
    return note.setback(of: state, log: try await log())
  }
}

/// A store that holds less than its consumer had stored: the newest part of its file was damaged or removed, so that
/// SQLite fell back to an older state, or an older copy was put in its place.
package struct Setback: Hashable, Sendable, CustomStringConvertible {
  package var partition: Int32
  /// Where the store is.
  package var next: Int64
  /// Where its consumer was.
  package var noted: Int64

  package init(partition: Int32, next: Int64, noted: Int64) {
    self.partition = partition
    self.next = next
    self.noted = noted
  }

  package var description: String {
    "the store went back: partition \(partition) is at \(next), its consumer had stored up to \(noted); its file was "
      + "damaged, or an older copy put in its place; `salestop consume` stores the rest again from the log"
  }
}
