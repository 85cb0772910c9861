package import SalesCore
import Synchronization

/// Reads a store and holds every poll against its consumer's note: a store that went back is an error, never an older
/// state shown as the present one. Once the consumer has ended, the log itself is asked how many records wait.
///
///     let reader = WitnessedReader(try await backend.reader(), location: "store.sqlite", witness: witness)
///     let figures = try await QueryEngine(reader: reader).figures(for: query, now: now)
package struct WitnessedReader: AuditReader {
  private let reader: any AuditReader
  private let location: String
  private let witness: any StoreWitness
  private let rest = Rest()

  /// Whether the last poll found the store at rest.
  private final class Rest: Sendable {
    private let mark = Mutex(false)

    var isOn: Bool {
      get { mark.withLock { $0 } }
      set { mark.withLock { $0 = newValue } }
    }
  }

  package init(_ reader: any AuditReader, location: String, witness: any StoreWitness) {
    self.reader = reader
    self.location = location
    self.witness = witness
  }

  /// Throws `.corrupt` where the store is behind its consumer's note.
  package func poll(_ request: PollRequest) async throws -> Poll {
    // The notes first: whatever is noted by now, the store has committed before.
    let notes = witness.notes()
    var poll = try await reader.poll(request)
    if let setback = try await notes.setback(of: poll.state, log: { try await reader.settings().logIdentity }) {
      throw BackendError(.corrupt, of: .input, during: "read store \(location)", detail: "\(setback)")
    }
    rest.isOn = poll.state.heartbeat?.isLast ?? false
    if rest.isOn, let log = try await reader.settings().logIdentity, let ends = await witness.ends(of: log) {
      poll.state.heartbeat?.logEnd.merge(ends) { max($0, $1) }
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

  /// Yields for appends to the log too, while the store is at rest: they wait for a consumer.
  package func changes() -> AsyncStream<Void> {
    guard let appends = witness.appends() else { return reader.changes() }
    let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let task = Task { [reader, rest] in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in reader.changes() { continuation.yield() } }
        group.addTask {
          for await _ in appends where rest.isOn {
            // A write is told before it is committed; on a busy machine long before.
            for pause in [Duration.milliseconds(250), .milliseconds(1500)] {
              try? await Task.sleep(for: pause)
              continuation.yield()
            }
          }
        }
        await group.next()
        group.cancelAll()
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in task.cancel() }
    return changes
  }
}
