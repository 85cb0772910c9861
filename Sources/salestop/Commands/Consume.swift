import ArgumentParser
import SalesCore
import SalesPipeline
import SalesSQLite

struct Consume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Store the log's sales exactly once and keep rollups (daemon).",
    discussion:
      "On SIGTERM or Ctrl-C it finishes the batch in hand; a second one ends it at once. Nothing is lost either way.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var fixed: StoreOptions

  @Flag(help: "End when the end that the log had at the start is stored.")
  var drain = false

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
    options.allowedLateness = try settings.duration(.allowedLateness)
    let wanted = try settings.storeSettings()
    let log = try settings.openLog(.read)
    let store = try settings.openStore(wanted)
    options.group = store.identity
    let consumer = Consumer(log: log, store: store, options: options, clock: ContinuousClock(), now: WallClock.now)
    let bar = ProgressBar("consume")
    let drain = drain
    if !drain { Messages.info("consuming \(log.path) into \(store.path)") }
    let done = try await Stopping.onSignals {
      try await consumer.run(drain: drain) { progress in
        guard drain else { return }
        let all = Double(progress.records + progress.lag)
        bar.show(all > 0 ? Double(progress.records) / all : nil, "\(progress.stored) stored")
      }
    }
    bar.end()
    Messages.info(
      "\(done.stored) sales stored, \(done.duplicates) duplicates, \(done.deadLetters) dead letters, \(done.lag) records behind"
    )
  }
}
