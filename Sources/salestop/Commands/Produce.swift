import ArgumentParser
import Foundation
import SalesAnalytics
import SalesCore
import SalesPipeline
import SalesSources

struct Produce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put sales on the log: generated ones, or those of a file (daemon).",
    discussion: """
      Sale n comes from (seed, n): the same --source, --seed, --start, --rate and --count give the same bytes. Sales number on \
      after the last one that the log acknowledged, so no two runs make one id.
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "Sales a second, evenly, or max.")
  var rate: String?

  @Option(help: "End after so many sales.")
  var count: Int64?

  @Option(help: .init("History to send first, such as 7d; live sales follow in the same sequence.", valueName: "span"))
  var backfill: String?

  @Flag(help: "Let demand follow hour, weekday and the regions' clocks around the rate, with a trend and promotions.")
  var curve = false

  @Option(help: "The seed that the sales come from.")
  var seed: String?

  @Option(
    help: .init("Event time of sale 0, RFC 3339 (default: sales are stamped as they are sent).", valueName: "time"))
  var start: String?

  @Option(help: .init("Faults to inject, such as late=0.01,duplicate=0.01,malformed=0.001.", valueName: "shares"))
  var inject: String?

  @Option(help: .init("The producer's name in its sales' ids.", valueName: "name"))
  var source: String?

  @Option(help: .init("The catalog of products and regions.", valueName: "file"))
  var catalog: String?

  @Option(help: "How many partitions a Kafka topic gets that is made here.")
  var partitions: String?

  @Option(help: "How many brokers keep a copy of a Kafka topic that is made here.")
  var replication: String?

  @Option(help: .init("How long the log keeps consumed records: a span such as 7d, or none.", valueName: "span"))
  var retainLog: String?

  @Flag(help: "Let --retain-log take records that a known consumer has not stored yet.")
  var forceRetention = false

  @Option(
    parsing: .upToNextOption,
    help: .init(
      "Import files or folders of CSV or JSON, - for standard input, or kafka://host:9092/topic instead.",
      valueName: "file"))
  var from: [String] = []

  @Flag(help: "With a topic: end at the end that it has at the start.")
  var drain = false

  @OptionGroup(title: "Import") var importing: ImportOptions

  mutating func validate() throws {
    let generating: [(String, Bool)] = [
      ("--rate", rate != nil), ("--count", count != nil), ("--backfill", backfill != nil), ("--curve", curve),
      ("--seed", seed != nil), ("--start", start != nil), ("--inject", inject != nil), ("--catalog", catalog != nil),
    ]
    if !from.isEmpty, let wrong = generating.first(where: \.1) {
      throw ValidationError("\(wrong.0) is for generated sales and does not go with --from")
    }
    if from.isEmpty, let wrong = importing.given.first(where: \.isGiven) {
      throw ValidationError("\(wrong.name) is for imports; give --from too")
    }
    try importing.checkTopic(from, option: "--from")
    if drain, !from.contains(where: TopicJob.isTopic) {
      throw ValidationError("--drain goes with --from kafka://…; a file ends by itself")
    }
    if importing.follow, from.count != 1 { throw ValidationError("--follow goes with one file") }
  }

  mutating func run() async throws {
    let settings = try common.settings([
      .rate: rate, .seed: seed, .source: source, .catalog: catalog, .retainLog: retainLog,
      .partitions: partitions, .replication: replication,
    ])
    let retention = try settings.logRetention(isForced: forceRetention)
    if let address = from.first, TopicJob.isTopic(address) {
      let manager = ServiceManager(socket: settings.notifySocket)
      return try await Stopping.onSignals(manager) { [importing, drain] in
        try await Self.importTopic(address, importing, settings, drain: drain, manager)
      }
    }
    if !from.isEmpty {
      return try await Stopping.onSignals { [importing, from] in
        try await Self.importFiles(from, importing, settings)
      }
    }
    let pace = try producerSettings(settings)
    let backend = try settings.log()
    let generator = try settings.generator(followsDemand: curve, faults: inject)
    try await settings.checkCurrency(of: generator.catalog)
    let manager = ServiceManager(socket: settings.notifySocket)
    let summary = try await Stopping.onSignals(manager) {
      let log = try await Patience.open(isDaemon: true, manager) { try await backend.open(.produce) }
      let work = "producing as \(generator.source.text) to \(log.location)"
      Messages.info(work)
      manager.ready(work)
      return try await log.pruning(retention) { try await Self.generate(generator, pace, log, manager) }
    }
    Messages.info(Self.text(summary, generator.catalog.currency))
  }

  private static func importTopic(
    _ address: String, _ options: ImportOptions, _ settings: Settings, drain: Bool, _ manager: ServiceManager
  ) async throws {
    let target = try await settings.importTarget()
    let job = TopicJob(
      topic: try settings.topic(address), settings: try options.importSettings(settings, target: target),
      group: "import-\(try settings.sourceName().text)")
    let backend = try settings.log()
    let log = try await Patience.open(isDaemon: !drain, manager) { try await backend.open(.produce) }
    let first = try await settings.firstImport()
    job.tell(
      try await job.run(to: log, drain: drain, manager, onOpened: first), name: Redaction.redact(address))
  }

  private static func importFiles(_ names: [String], _ options: ImportOptions, _ settings: Settings) async throws {
    let backend = try settings.log()
    let target = try await settings.importTarget()
    let job = ImportJob(
      options: options, settings: try options.importSettings(settings, target: target),
      spoolFolder: settings.stateDirectory)
    if names == ["-"], options.follow {
      let (file, report) = try await job.appendPipe(
        to: try await backend.open(.produce), onOpened: try await settings.firstImport())
      return try job.tell([file], [report], isCheck: false)
    }
    let files = try await job.examine(try await job.inputs(names))
    let log = options.check ? nil : try await backend.open(.produce)
    if !options.check {
      files.forEach(job.tell)
      try files.forEach(try await settings.firstImport())
    }
    let reports = try await job.append(files, to: log, follows: options.follow)
    try job.tell(files, reports, isCheck: options.check)
  }

  private static func generate(
    _ generator: Generator, _ pace: ProducerSettings, _ log: any SaleLog, _ manager: ServiceManager
  ) async throws -> ProducerSummary {
    let producer = Producer(
      source: generator, log: log, settings: pace, clock: ContinuousClock(), wall: WallClock.now)
    let outage = Outage(manager)
    let bar = ProgressBar("produce")
    defer { bar.end() }
    return try await producer.run(
      onRetry: { outage.goesOn($0, wait: $1) },
      onProgress: { progress in
        let detail = "\(progress.appended) sales, \(Int(progress.rate.rounded()))/s"
        bar.show(progress.total.map { Double(progress.appended) / Double(max(1, $0)) }, detail)
        outage.isOver(detail)
        manager.now(detail)
      })
  }

  private func producerSettings(_ settings: Settings) throws -> ProducerSettings {
    let pace = try settings.value(.rate, as: "a number of sales a second, or max") { try ProducerSettings.Pace($0) }
    var producer = ProducerSettings(pace: pace)
    producer.retry = Patience.daemon
    producer.count = count
    if let backfill {
      guard let span = try? TimeSpan(parsing: backfill) else {
        throw CommandProblem.usage("--backfill: `\(backfill)` is not a span such as 12h or 7d")
      }
      producer.backfill = span.nominalLength
    }
    if let start {
      guard let time = Timestamp(rfc3339: start) else {
        throw CommandProblem.usage("--start: `\(start)` is not a time such as 2026-11-21T06:20:48Z")
      }
      producer.start = time
    }
    try producer.check(now: WallClock.now())
    return producer
  }

  /// The summary as one line, with the counts of injected faults.
  static func text(_ summary: ProducerSummary, _ currency: Currency) -> String {
    let ledger = summary.ledger
    var parts = ["\(summary.appended) sales appended"]
    if let first = summary.sequences.first, let last = summary.sequences.last {
      parts.append("numbers \(first) to \(last)")
    }
    parts.append("revenue \(Money(minorUnits: ledger.revenueMinor).text(currency)) \(currency.code)")
    let malformed = ledger.malformed.values.reduce(0, +)
    if ledger.late + ledger.duplicates + malformed > 0 {
      let reasons = ledger.malformed.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        "\($0.key.rawValue) \($0.value)"
      }
      parts.append(
        "injected: \(ledger.late) late, \(ledger.duplicates) duplicates, \(malformed) malformed"
          + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"))
    }
    let seconds = Double(summary.duration.components.seconds) + Double(summary.duration.components.attoseconds) / 1e18
    parts.append(String(format: "%.1f s", seconds))
    if summary.isCancelled { parts.append("stopped before its end") }
    return parts.joined(separator: "; ")
  }
}
