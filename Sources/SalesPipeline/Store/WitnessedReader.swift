package import SalesCore

/// Reads a store and holds every poll against its consumer's note: a store that went back is an error, never an older
/// state shown as the present one.
///
///     let reader = WitnessedReader(try await backend.reader(), location: "store.sqlite", witness: witness)
///     let figures = try await QueryEngine(reader: reader).figures(for: query, now: now)
package struct WitnessedReader: AuditReader {
  private let reader: any AuditReader
  private let location: String
  private let witness: any StoreWitness

  package init(_ reader: any AuditReader, location: String, witness: any StoreWitness) {
    self.reader = reader
    self.location = location
    self.witness = witness
  }

  /// Throws `.corrupt` where the store is behind its consumer's note.
  package func poll(_ request: PollRequest) async throws -> Poll {
    // The notes first: whatever is noted by now, the store has committed before.
    let notes = witness.notes()
    let poll = try await reader.poll(request)
    if let identity = poll.state.identity, let note = notes[identity],
      let setback = note.setback(of: poll.state, log: try await reader.settings().logIdentity)
    {
      throw BackendError(.corrupt, of: .input, during: "read store \(location)", detail: "\(setback)")
    }
    return poll
  }

  package func settings() async throws -> StoreSettings { try await reader.settings() }

  package func recount(_ level: RollupLevel, in span: Range<Timestamp>) async throws -> RecountedRollups {
    try await reader.recount(level, in: span)
  }

  package func sales(_ query: SalesQuery) async throws -> [StoredSale] { try await reader.sales(query) }

  package func rejections(newest limit: Int) async throws -> [Rejection] {
    try await reader.rejections(newest: limit)
  }

  package func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    if position == nil { _ = try await poll(PollRequest(spans: [])) }
    return try await reader.deadLetters(reason: reason, after: position, limit: limit)
  }

  package func snapshot() async throws -> any StoreSnapshot { try await reader.snapshot() }

  package func changes() -> AsyncStream<Void> { reader.changes() }
}
