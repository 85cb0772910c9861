package import SalesCore
package import SalesPipeline

/// Copies the sales of somebody else's topic onto a log, as a consumer of a group of its own.
///
/// Offsets are committed once the log has the records. A crash before that repeats some of them, under the same ids, and
/// the store counts each once: an id is that of the record, or its topic, partition, offset and row. A record that cannot
/// be read goes on as it is and becomes a dead letter.
///
///     let copy = TopicImport(topic: topic, log: log, settings: settings, clock: ContinuousClock(), wall: WallClock.now)
///     let report = try await copy.run(group: "import-till-7", drain: false) { print($0.recipe.title) }
package struct TopicImport<C: Clock>: Sendable where C.Duration == Duration {
  let topic: any SaleLog
  let log: any SaleLog
  let settings: ImportSettings
  let clock: C
  let wall: @Sendable () -> Timestamp

  package init(
    topic: any SaleLog, log: any SaleLog, settings: ImportSettings, clock: C, wall: @escaping @Sendable () -> Timestamp
  ) {
    (self.topic, self.log, self.settings, self.clock, self.wall) = (topic, log, settings, clock, wall)
  }

  /// Runs until the task is cancelled; with `drain` until the end that the topic had at the start. Throws
  /// `ImportProblem` where the first records have no columns that a recipe or a proposal fits.
  package func run(
    group: String, drain: Bool, _ listener: ImportListener = ImportListener(),
    onOpened: @escaping @Sendable (ExaminedFile) throws -> Void = { _ in }
  ) async throws -> TopicReport {
    let ends = drain ? try await topic.partitions() : []
    let subscription = try await topic.subscribe(group: group)
    var run = TopicRun(self, subscription, listener, onOpened)
    do {
      try await run.copy(until: drain ? Dictionary(uniqueKeysWithValues: ends.map { ($0.partition, $0.end) }) : nil)
    } catch is CancellationError {
      run.report.isCancelled = true
    } catch {
      await subscription.close()
      throw error
    }
    await subscription.close()
    return run.report
  }
}

/// All that became of a topic's records.
package struct TopicReport: Sendable {
  /// Nil where no record could be read.
  package internal(set) var rows: ImportReport?
  package internal(set) var records: Int64 = 0
  /// Records that go on as they are.
  package internal(set) var passedOn: Int64 = 0
  /// Records that say that something was deleted, among them empty ones.
  package internal(set) var deleted: Int64 = 0
  /// Records of sales and of dead letters that the log has acknowledged.
  package internal(set) var appended: Int64 = 0
  package internal(set) var isCancelled = false
  /// The problems of the first few records that went on as they are, with their positions.
  package internal(set) var firstProblems: [String] = []
}
