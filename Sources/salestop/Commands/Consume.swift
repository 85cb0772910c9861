import ArgumentParser
import SalesPipeline

struct Consume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Store the log's sales exactly once and keep rollups (daemon).",
    discussion:
      "On SIGTERM or Ctrl-C it finishes the batch in hand; a second one ends it at once. Nothing is lost either way.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var fixed: StoreOptions

  @Flag(help: "End when the end that the log had at the start is stored.")
  var drain = false

  @Flag(help: "Go on behind records that retention took before they were stored; the store notes them as lost.")
  var acceptGap = false

  @Option(help: .init("How far behind the newest sale another one is not yet late.", valueName: "span"))
  var allowedLateness: String?

  @Option(help: "The most records stored in one step.")
  var batchSize = ConsumerOptions().batchSize

  mutating func validate() throws {
    guard (1...100_000).contains(batchSize) else { throw ValidationError("--batch-size must be from 1 to 100000") }
  }

  mutating func run() async throws {
    var flags = fixed.settings
    flags[.allowedLateness] = allowedLateness
    let settings = try common.settings(flags)
    var options = ConsumerOptions()
    options.batchSize = batchSize
    options.acceptGap = acceptGap
    options.onGap = { Messages.warning("\($0); they are noted as lost, and verify names them from now on") }
    options.retry = drain ? Patience.command : Patience.daemon
    options.allowedLateness = try settings.duration(.allowedLateness)
    let (logBackend, storeBackend) = (try settings.log(), try settings.store())
    // A value that makes no sense is told before anything is waited for.
    try await settings.checkStoreSettings(storeBackend)
    let manager = ServiceManager(socket: settings.notifySocket)
    let done = try await Stopping.onSignals(manager) { [drain, options] in
      // The log first: without one there is nothing to make a store for.
      let log = try await Patience.open(isDaemon: !drain, manager) { try await logBackend.open(.read) }
      let store = try await Patience.open(isDaemon: !drain, manager) {
        let settings = try await settings.withStoresOwn(storeBackend)
        if let text = settings.firstImportText { Messages.info("the store is made with \(text), of the first import") }
        return try await storeBackend.open(settings.storeSettings())
      }
      if let other = settings.witness?.another(than: store.identity) { Messages.info(other) }
      let work = "consuming \(log.location) into \(store.location)"
      if !drain { Messages.info(work) }
      manager.ready(work)
      return try await Self.consume(log, store, options, drain: drain, manager)
    }
    let same = done.duplicates - done.conflicts
    let were = same == 1 ? "was there already and counts once" : "were there already and count once"
    let repeats = same > 0 ? "; \(same) of the sales \(were)" : ""
    let conflicts = done.conflicts > 0 ? "; " + ConflictText.advice(done.conflicts) : ""
    Messages.info("\(Self.text(done)), \(done.lag) records behind\(repeats)\(conflicts)")
  }

  private static func consume(
    _ log: any SaleLog, _ store: any SaleStore, _ options: ConsumerOptions, drain: Bool, _ manager: ServiceManager
  ) async throws -> ConsumerProgress {
    var options = options
    options.group = store.identity
    let consumer = Consumer(log: log, store: store, options: options, clock: ContinuousClock(), now: WallClock.now)
    let outage = Outage(manager)
    let warning = ConflictWarning()
    let bar = ProgressBar("consume")
    defer { bar.end() }
    return try await consumer.run(
      drain: drain,
      progress: { progress in
        outage.isOver("\(text(progress)), \(progress.lag) records behind")
        manager.now("\(text(progress)), \(progress.lag) records behind")
        warning.note(progress.conflicts)
        guard drain else { return }
        let all = Double(progress.records + progress.lag)
        bar.show(all > 0 ? Double(progress.records) / all : nil, "\(progress.stored) stored")
      },
      onRetry: { outage.goesOn($0, wait: $1) })
  }

  private static func text(_ progress: ConsumerProgress) -> String {
    "\(progress.stored) sales stored, \(progress.duplicates) duplicates, \(progress.deadLetters) dead letters"
  }
}
