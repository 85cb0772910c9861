import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline
import SalesSources

/// The import of a topic of somebody else's, with what is told of it on the way.
struct TopicJob: Sendable {
  let topic: LogBackend
  let settings: ImportSettings
  /// The name of the consumer group; what it has committed is not read again.
  let group: String

  static func isTopic(_ name: String) -> Bool { name.hasPrefix("kafka://") }

  /// Copies to the end that the topic has now, or until the task is cancelled.
  func run(
    to log: any SaleLog, drain: Bool, _ manager: ServiceManager = ServiceManager(socket: nil),
    onOpened: @escaping @Sendable (ExaminedFile) throws -> Void = { _ in }
  ) async throws -> TopicReport {
    let source = try await Patience.open(isDaemon: !drain, manager) { try await topic.open(.read) }
    let work = "importing \(source.location) to \(log.location)"
    if !drain { Messages.info(work) }
    manager.ready(work)
    let bar = ProgressBar("import")
    defer { bar.end() }
    let outage = Outage(manager)
    var listener = ImportListener()
    listener.onRetry = { outage.goesOn($0, wait: $1) }
    listener.onProgress = { progress in
      let detail = "\(progress.read) records, \(progress.rejected) passed on as they are"
      bar.show(nil, detail)
      outage.isOver(detail)
      manager.now(detail)
    }
    let copy = TopicImport(
      topic: source, log: log, settings: settings, clock: ContinuousClock(), wall: WallClock.now)
    return try await ImportJob.naming(source.location) {
      try await copy.run(group: group, drain: drain, listener) { file in
        Messages.info("\(file.name): \(ImportText.origin(file))")
        for note in ImportText.notes(file) { Messages.info("\(file.name): \(note)") }
        try onOpened(file)
      }
    }
  }

  func tell(_ report: TopicReport, name: String) {
    for problem in report.firstProblems { Messages.warning(problem) }
    if report.passedOn > report.firstProblems.count {
      Messages.warning("\(report.passedOn) records cannot be read; they go on as they are and become dead letters")
    }
    var words = "\(report.records) records: "
    words += report.rows.map { ImportText.summary($0) } ?? (report.records == 0 ? "nothing new" : "none could be read")
    if report.deleted > 0 { words += "; \(report.deleted) deletions passed over" }
    Messages.info("\(name): \(words); \(report.appended) appended" + (report.isCancelled ? "; stopped" : ""))
  }
}
