import SalesAnalytics
import SalesCore
import SalesPipeline

/// `status`, as text and as JSON.
struct StatusDocument: Encodable {
  struct Partition: Encodable {
    var partition: Int32
    var next: Int64
    var logFirst: Int64?
    var logEnd: Int64?
    var lag: Int64?
    var epoch: Int64

    var range: String { "\(next) of \(logEnd.map(String.init) ?? "?")" }
  }

  /// Records of other currencies than the store's, and what they come to in minor units.
  struct OtherCurrencies: Encodable {
    var records: Int64
    /// Of them, those whose currency or amount cannot be read.
    var untold: Int64
    var revenueMinor: [String: Int64]

    init?(_ money: LeftOutMoney) {
      guard money.records > 0 else { return nil }
      (records, untold) = (money.records, money.untold)
      revenueMinor = Dictionary(uniqueKeysWithValues: money.sums.map { ($0.currency.code, $0.minorUnits) })
    }
  }

  private enum CodingKeys: String, CodingKey {
    case health, problems, logUnreachable, partitions, lag, sales, revenueMinor, duplicates, conflicts, deadLetters
    case otherCurrencies, late, newestSale, watermark, heartbeat, storedPerSecond, latencyP50Milliseconds
    case latencyP99Milliseconds
  }

  var health: String
  /// One line each: what a person should look into, whatever the health.
  var problems: [String]
  /// The reason why the log could not be asked; its ends are then those of the last heartbeat.
  var logUnreachable: String?
  var partitions: [Partition]
  var lag: Int64
  var sales: Int64
  var revenueMinor: Int64
  var duplicates: Int64
  var conflicts: Int64
  var deadLetters: Int64
  var otherCurrencies: OtherCurrencies?
  private let leftOut: String?
  var late: Int64
  var newestSale: String?
  var watermark: String?
  var heartbeat: String?
  var storedPerSecond: Double?
  var latencyP50Milliseconds: Double?
  var latencyP99Milliseconds: Double?

  init(
    _ state: StoreState, log: [PartitionBounds]?, logProblem: String? = nil, leftOut: LeftOutMoney = LeftOutMoney(),
    now: Timestamp
  ) {
    logUnreachable = logProblem
    partitions = Self.partitions(state, log)
    lag = partitions.reduce(0) { $0 + ($1.lag ?? 0) }
    let totals = state.totals
    problems = totals.conflicts > 0 ? [ConflictText.advice(totals.conflicts)] : []
    sales = totals.sales
    revenueMinor = totals.revenueMinor
    duplicates = totals.duplicates
    conflicts = totals.conflicts
    deadLetters = totals.deadLetters
    otherCurrencies = OtherCurrencies(leftOut)
    self.leftOut = leftOut.text
    late = totals.late
    newestSale = state.newestSale?.text
    watermark = state.heartbeat?.watermark?.text
    heartbeat = state.heartbeat?.time.text
    storedPerSecond = state.heartbeat?.storedPerSecond
    latencyP50Milliseconds = state.heartbeat?.latencyP50
    latencyP99Milliseconds = state.heartbeat?.latencyP99
    health = Self.text(of: StreamHealth(of: state, lag: lag, at: now), heartbeat)
  }

  /// The partitions of the log and of the store. One that no consumer has taken yet is behind by all its records.
  private static func partitions(_ state: StoreState, _ log: [PartitionBounds]?) -> [Partition] {
    let bounds = Dictionary((log ?? []).map { ($0.partition, $0) }, uniquingKeysWith: { $1 })
    let checkpoints = Dictionary(state.checkpoints.map { ($0.partition, $0) }, uniquingKeysWith: { $1 })
    let seen = state.heartbeat?.logEnd ?? [:]
    return Set(bounds.keys).union(checkpoints.keys).union(seen.keys).sorted().map { number in
      let next = checkpoints[number]?.next ?? bounds[number]?.first ?? 0
      let end = bounds[number]?.end ?? seen[number]
      return Partition(
        partition: number, next: next, logFirst: bounds[number]?.first, logEnd: end,
        lag: end.map { max(0, $0 - next) }, epoch: checkpoints[number]?.epoch ?? 0)
    }
  }

  private static func text(of health: StreamHealth, _ heartbeat: String?) -> String {
    switch health {
    case .live, .quiet: "ok"
    case .lagging(let lag): "lagging by \(lag) records"
    case .atRest: "at rest since \(heartbeat ?? "?")"
    case .left(_, let lag): "no consumer since \(heartbeat ?? "?"), \(lag) records wait"
    case .stale: heartbeat.map { "stale: no consumer since \($0)" } ?? "no consumer has run"
    }
  }

  private static let mostPartitions = 24

  var text: String {
    var rows = [["health", health]] + problems.map { ["problem", $0] }
    if let logUnreachable { rows.append(["log unreachable", logUnreachable]) }
    rows.append(["lag", "\(lag)"])
    if partitions.count == 1, let partition = partitions.first {
      rows.append(["partition \(partition.partition)", "\(partition.range), epoch \(partition.epoch)"])
    } else if !partitions.isEmpty {
      let ends = partitions.compactMap(\.logEnd)
      let end = ends.count == partitions.count ? "\(ends.reduce(0, +))" : "?"
      rows.append(["partitions", "\(partitions.count), \(partitions.reduce(0) { $0 + $1.next }) of \(end)"])
    }
    rows += [
      ["sales", "\(sales)"], ["revenue", "\(revenueMinor) minor units"], ["duplicates", "\(duplicates)"],
      ["conflicts", "\(conflicts)"], ["dead letters", "\(deadLetters)"],
    ]
    if let leftOut { rows.append(["left out", leftOut]) }
    rows += [
      ["late", "\(late)"],
      ["newest sale", newestSale ?? "-"], ["watermark", watermark ?? "-"], ["heartbeat", heartbeat ?? "-"],
      ["stored", storedPerSecond.map { "\(($0 * 10).rounded() / 10)/s" } ?? "-"],
    ]
    let width = rows.map(\.[0].count).max() ?? 0
    let lines = rows.map { $0[0] + String(repeating: " ", count: width + 2 - $0[0].count) + $0[1] }
    return (lines + table).joined(separator: "\n") + "\n"
  }

  /// One line a partition where there are several; of very many those that are furthest behind.
  private var table: [String] {
    guard partitions.count > 1 else { return [] }
    let furthest = partitions.sorted { ($0.lag ?? .max, $1.partition) > ($1.lag ?? .max, $0.partition) }
    let shown = furthest.prefix(Self.mostPartitions).sorted { $0.partition < $1.partition }
    let rows = shown.map { partition in
      [
        "\(partition.partition)", "\(partition.next)", partition.logEnd.map(String.init) ?? "?",
        partition.lag.map(String.init) ?? "?", "\(partition.epoch)",
      ]
    }
    let left = partitions.count - shown.count
    return ["", Output.columns([["partition", "next", "end", "lag", "epoch"]] + rows, leading: [])]
      + (left > 0 ? ["\(left) more partitions are no further behind; --json lists all"] : [])
  }
}
