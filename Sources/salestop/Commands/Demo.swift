import ArgumentParser
import Dashboard
import Foundation
import SalesAnalytics
import SalesCore
import SalesPipeline
import SalesSources
import TextUI

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The whole chain in one process: a week of sales and then live ones, with the dashboard open.",
    discussion: """
      It works in a folder of its own (demo in the state directory), made anew each time. Without a terminal it produces and stores \
      the week, prints one frame, the totals and where the CSV is, and ends.
      """)

  @Option(
    help: .init("Where the demo's log and store are kept; what a demo left there is replaced.", valueName: "folder"))
  var stateDir: String?

  @Option(help: "Sales a second, in the history too.")
  var rate = 2

  @Option(help: .init("The history's length.", valueName: "span"))
  var history = "7d"

  @Option(help: .init("A theme's name, such as auto-light or nord, or its file.", valueName: "theme"))
  var theme: String?

  mutating func validate() throws {
    guard (1...10_000).contains(rate) else { throw ValidationError("--rate must be from 1 to 10000") }
    guard (try? TimeSpan(parsing: history)) != nil else {
      throw ValidationError("--history: `\(history)` is not a span such as 12h or 7d")
    }
  }

  mutating func run() async throws {
    var flags: [SettingKey: String] = [.period: history, .source: "demo"]
    if let theme { flags[.theme] = theme }
    let base = try Settings(flags: flags, configPath: nil)
    let chain = try await DemoChain(
      folder: stateDir ?? base.stateDirectory + "/demo", settings: base, rate: rate, history: TimeSpan(parsing: history)
    )
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      try await chain.show()
    } else {
      try await chain.print()
    }
  }
}

/// Producer, log, consumer, store and screen of a demo.
struct DemoChain {
  private let chain: SaleChain
  private let producer: ProducerSettings
  private let generator: Generator
  private let configuration: DashboardConfiguration

  init(folder: String, settings: Settings, rate: Int, history: TimeSpan) async throws {
    chain = try await SaleChain(folder: folder)
    guard let rate = Rate(perSecond: rate) else { throw CommandProblem.usage("--rate: \(rate) cannot be paced") }
    var producer = ProducerSettings(pace: .rate(rate))
    producer.backfill = history.nominalLength
    producer.batchLimit = 20_000
    self.producer = producer
    generator = try settings.generator(followsDemand: true, faults: nil)
    var configuration = try settings.dashboard(filter: SaleFilter())
    configuration.command = ["salestop", "dash", "--store", chain.storePath]
    self.configuration = configuration
  }

  private func producer(_ settings: ProducerSettings) -> Producer<Generator, ContinuousClock> {
    Producer(source: generator, log: chain.log, settings: settings, clock: ContinuousClock(), wall: WallClock.now)
  }

  /// Everything at once; ends when the dashboard is left.
  func show() async throws {
    try await chain.show(configuration) { _ = try await producer(producer).run() }
  }

  /// One part after the other, and what came of it in text.
  func print() async throws {
    // The history alone: once it has reached now, this run is over.
    let sent = try await Task {
      try await producer(producer).run(onProgress: { progress in
        if progress.isLive { withUnsafeCurrentTask { $0?.cancel() } }
      })
    }.value
    try await chain.consumer.run(drain: true)
    let now = WallClock.now()
    try await chain.printFrame(configuration, now: now)
    let report = try await chain.audit()
    try Output.write(try await summary(sent, report, now: now))
    if !report.isOK { throw ArgumentParser.ExitCode(Exit.data) }
  }

  private func summary(_ sent: ProducerSummary, _ report: AuditReport, now: Timestamp) async throws -> String {
    let currency = generator.catalog.currency
    var query = FigureQuery(period: .all, comparison: .none)
    query.bucket = try BucketSize(parsing: "1h")
    let (figures, rows) = try await QueryEngine(reader: chain.reader).rows(for: query, now: now)
    let path = try ExportFile(try await chain.reader.settings()).write(rows, to: chain.folder + "/sales-all.csv")
    func money(_ minor: Int64) -> String { Money(minorUnits: minor).text(currency) + " " + currency.code }
    return """
      produced  \(sent.appended) sales, \(money(sent.ledger.revenueMinor))
      stored    \(report.store.sales) sales, \(money(report.store.revenueMinor))
      shown     \(figures.total.sales) sales, \(money(figures.total.revenue))
      verify    \((report.differences + [Verify.verdict(report)]).joined(separator: "; "))
      CSV       \(Output.safe(path))
      again     salestop verify --state-dir \(Output.safe(chain.folder))

      """
  }
}
