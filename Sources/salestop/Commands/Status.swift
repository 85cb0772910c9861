import ArgumentParser
import SalesCore
import SalesPipeline
import SalesSQLite

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Positions, lag, counts and health of the pipeline.",
    discussion: "Exit 0 when the store can be read, whatever the lag; see `health` in the output.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print JSON.")
  var json = false

  mutating func run() async throws {
    let settings = try common.settings()
    let reader = try settings.openReader()
    let poll = try await reader.poll(PollRequest(spans: []))
    // The log itself knows its end better than the last heartbeat. It may be on another machine; a broken one is told.
    let bounds: [PartitionBounds]?
    do {
      bounds = try await settings.openLog(.read).partitions()
    } catch let error as BackendError where error.kind == .missing || error.kind == .permission {
      bounds = nil
    }
    let document = StatusDocument(poll.state, log: bounds, now: WallClock.now())
    try Output.write(json ? try Output.json(document) : document.text)
  }
}

struct StatusDocument: Encodable {
  struct Partition: Encodable {
    var partition: Int32
    var next: Int64
    var logFirst: Int64?
    var logEnd: Int64?
    var lag: Int64?
    var epoch: Int64
  }

  var health: String
  var partitions: [Partition]
  var lag: Int64
  var sales: Int64
  var revenueMinor: Int64
  var duplicates: Int64
  var conflicts: Int64
  var deadLetters: Int64
  var late: Int64
  var newestSale: String?
  var watermark: String?
  var heartbeat: String?
  var storedPerSecond: Double?
  var latencyP50Milliseconds: Double?
  var latencyP99Milliseconds: Double?

  init(_ state: StoreState, log: [PartitionBounds]?, now: Timestamp) {
    partitions = state.checkpoints.map { checkpoint in
      let bounds = log?.first { $0.partition == checkpoint.partition }
      let end = bounds?.end ?? state.heartbeat?.logEnd[checkpoint.partition]
      return Partition(
        partition: checkpoint.partition, next: checkpoint.next, logFirst: bounds?.first, logEnd: end,
        lag: end.map { max(0, $0 - checkpoint.next) }, epoch: checkpoint.epoch)
    }
    lag = partitions.reduce(0) { $0 + ($1.lag ?? 0) }
    let totals = state.totals
    sales = totals.sales
    revenueMinor = totals.revenueMinor
    duplicates = totals.duplicates
    conflicts = totals.conflicts
    deadLetters = totals.deadLetters
    late = totals.late
    newestSale = state.newestSale?.text
    watermark = state.heartbeat?.watermark?.text
    heartbeat = state.heartbeat?.time.text
    storedPerSecond = state.heartbeat?.storedPerSecond
    latencyP50Milliseconds = state.heartbeat?.latencyP50
    latencyP99Milliseconds = state.heartbeat?.latencyP99
    health = Self.health(state.heartbeat, lag: lag, now: now)
  }

  private static func health(_ heartbeat: Heartbeat?, lag: Int64, now: Timestamp) -> String {
    guard let heartbeat else { return "no consumer has run" }
    // One from the future is of a consumer that ended before the clock was set back: a live one beats again within 10 s.
    if abs((now - heartbeat.time) / .seconds(1)) > 30 { return "stale: no consumer since \(heartbeat.time.text)" }
    return lag > 0 ? "lagging by \(lag) records" : "ok"
  }

  var text: String {
    var rows = [["health", health], ["lag", "\(lag)"]]
    for partition in partitions {
      let end = partition.logEnd.map(String.init) ?? "?"
      rows.append(["partition \(partition.partition)", "\(partition.next) of \(end), epoch \(partition.epoch)"])
    }
    rows += [
      ["sales", "\(sales)"], ["revenue", "\(revenueMinor) minor units"], ["duplicates", "\(duplicates)"],
      ["conflicts", "\(conflicts)"], ["dead letters", "\(deadLetters)"], ["late", "\(late)"],
      ["newest sale", newestSale ?? "-"], ["watermark", watermark ?? "-"], ["heartbeat", heartbeat ?? "-"],
      ["stored", storedPerSecond.map { "\(($0 * 10).rounded() / 10)/s" } ?? "-"],
    ]
    let width = rows.map(\.[0].count).max() ?? 0
    return rows.map { $0[0] + String(repeating: " ", count: width + 2 - $0[0].count) + $0[1] }.joined(separator: "\n")
      + "\n"
  }
}
