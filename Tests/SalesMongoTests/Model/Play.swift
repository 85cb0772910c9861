import SalesCore
import SalesPipeline
import Synchronization
import TestSupport
import Testing
import TextUI

@testable import SalesMongo

/// One history on one stage: the clients that a test starts, a reader that follows, and what was found wrong on the
/// way.
struct Play: Sendable {
  let log: ModelLog
  let stage: Stage
  let reader = ModelReader()
  private let documents: FakeDocuments
  private let polled: MongoStoreReader
  private let findings = Findings()

  /// Rollups are held against the sales with every write, except while some are wrong on purpose.
  private final class Findings: Sendable {
    let lines = Mutex<[String]>([])
    let isTampered = Mutex(false)

    func check(_ problem: @autoclosure () -> String?) {
      if isTampered.withLock({ $0 }) { return }
      if let problem = problem() { lines.withLock { $0.append(problem) } }
    }
  }

  init(_ log: ModelLog, random: SeededGenerator? = nil, isTraced: Bool = false) {
    self.log = log
    stage = Stage(random: random, isTraced: isTraced) { [findings] database, key in
      findings.check(ModelChecks.isPure(key, in: database))
    }
    documents = FakeDocuments(stage: stage)
    polled = MongoStoreReader(ofMade: documents, rows: documents)
  }

  var isTampered: Bool { findings.isTampered.withLock { $0 } }

  /// Makes rollups wrong, as a bug or a person would.
  func tamper(_ body: @Sendable (inout FakeDatabase) -> Void) {
    findings.isTampered.withLock { $0 = true }
    stage.tamper(body)
  }

  /// A repair that began after the last tampering has come to its end.
  func noteRepaired() {
    findings.isTampered.withLock { $0 = false }
    let database = stage.database
    for key in database.rollups.keys { findings.check(ModelChecks.isPure(key, in: database)) }
  }

  /// A poll by the reader between two steps of the others.
  func poll() async throws {
    guard stage.peek({ $0.settings != nil }) else { return }
    let wasTampered = isTampered
    check(try await reader.follow(polled), wasTampered)
  }

  /// A poll that others come between.
  func pollingClient() -> @Sendable (FakeDocuments) async throws -> Void {
    { documents in
      let wasTampered = isTampered
      check(try await reader.follow(MongoStoreReader(ofMade: documents, rows: documents)), wasTampered)
    }
  }

  private func check(_ rollups: [Rollup.Key: NamedRollup], _ wasTampered: Bool) {
    findings.check(reader.hasGoneBack ? "a checkpoint has gone back" : nil)
    findings.check(reader.hasBroughtPassed ? "a poll brings what retention has passed" : nil)
    if wasTampered { return }
    let database = stage.database
    findings.check(ModelChecks.isComplete(reader, in: database))
    for (key, rollup) in rollups { findings.check(ModelChecks.isPure(rollup, key, in: database)) }
  }

  /// A repair by the test itself.
  func repair() async throws {
    try await ModelClients.repair()(documents)
    noteRepaired()
  }

  /// Ends whoever is still on, consumes the log to its end, and returns all that is wrong.
  func end() async throws -> [String] {
    while let client = stage.waiting.first { await stage.advance(client, .crash) }
    while stage.lateCount > 0 { stage.doLate() }
    try await ModelClients.consumer(log, batch: 3, clock: ModelLog.start + .hours(2))(documents)
    if isTampered { try await repair() }
    try await poll()
    var found = findings.lines.withLock { $0 }
    let database = stage.database
    found += ModelChecks.differences(database, log)
    let fresh = try await ModelReader.fresh(polled)
    if reader.rollups != fresh { found.append("the reader shows \(reader.rollups), a fresh one \(fresh)") }
    found += try await compareSnapshot(with: fresh, database)
    return found
  }

  private func compareSnapshot(
    with fresh: [Rollup.Key: NamedRollup], _ database: FakeDatabase
  ) async throws -> [String] {
    var found: [String] = []
    let snapshot = try await polled.snapshot()
    var rollups: [Rollup.Key: NamedRollup] = [:]
    for span in ModelReader.spans {
      for rollup in try await snapshot.rollups(span) {
        rollups[rollup.key] = NamedRollup(rollup, names: try await snapshot.names)
      }
    }
    if rollups != fresh { found.append("the snapshot has \(rollups), a poll \(fresh)") }
    let state = try await snapshot.state
    if state.checkpoints != database.checkpoints.values.sorted(by: { $0.partition < $1.partition }) {
      found.append("the snapshot has other checkpoints")
    }
    if try await snapshot.deadLetterCount() != state.totals.deadLetters {
      found.append("the snapshot counts other dead letters")
    }
    return found
  }
}
