/// A consumer's clock, kept in the checkpoint: it judges how far ahead the sales of some records are.
///
/// A record whose time is its producer's word (Kafka's CreateTime) may bear any time, so a sale that is too far ahead of
/// that is held against the consumer's clock as well. The clock is noted before anything is stored by it. Whoever judges
/// the same records again, be it after a crash or years later, takes the noted one and comes to the same.
///
///     let clock = checkpoint.clock(at: offset, now: now)  // the noted one where there is one
///     checkpoint.note(ClockNote(time: clock, end: batch.next))
package struct ClockNote: Hashable, Sendable {
  package var time: Timestamp
  /// The records before this offset are judged by it, from the end of the note before on.
  package var end: Int64

  package init(time: Timestamp, end: Int64) {
    self.time = time
    self.end = end
  }
}

extension Checkpoint {
  /// The clock that judges the record at `offset`: the one noted for it, or `now`, but never one that is earlier than a
  /// noted one.
  package func clock(at offset: Int64, now: Timestamp) -> Timestamp {
    if let note = clocks.first(where: { offset < $0.end }) { return note.time }
    return max(now, latestClock ?? now)
  }

  /// No record before `next` was judged by a later one.
  package var latestClock: Timestamp? { clocks.last?.time }

  /// Adds a note. Of those that `next` has passed, none is needed any more beside it.
  package mutating func note(_ clock: ClockNote) {
    if clocks.contains(clock) { return }
    clocks.removeAll { $0.end <= next }
    clocks.append(clock)
  }
}
