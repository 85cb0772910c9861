import SalesCore
import SalesPipeline
import Synchronization
import TextUI

@testable import SalesMongo

/// A rollup with names in place of numbers, which differ from client to client.
struct NamedRollup: Hashable, Sendable {
  struct Cell: Hashable, Sendable {
    var region: String
    var product: String
    var totals: Totals
  }

  var through: Int64
  var cells: Set<Cell>

  init(_ rollup: Rollup, names: [String]) {
    through = rollup.through
    cells = Set(
      rollup.cells.map {
        Cell(
          region: names[Int($0.region)], product: names[Int($0.product)],
          totals: Totals(sales: $0.sales, refunds: $0.refunds, revenue: $0.revenue))
      })
    // Cells that are the same twice over would be one here.
    if cells.count < rollup.cells.count { through = .min }
  }
}

/// The rollups that a dashboard keeps: it only ever replaces those that a poll brings.
final class ModelReader: Sendable {
  private struct State {
    var token: PollToken?
    var rollups: [Rollup.Key: NamedRollup] = [:]
    var retainedFrom: [RollupLevel: Timestamp] = [:]
    var hasGoneBack = false
    var hasBroughtPassed = false
  }

  private let state = Mutex(State())

  static let spans = RollupLevel.allCases.map {
    RollupSpan(level: $0, range: .distantPast..<Timestamp.distantFuture)
  }

  /// Those that retention has not passed.
  var rollups: [Rollup.Key: NamedRollup] {
    state.withLock { state in
      state.rollups.filter { key, _ in key.bucket >= state.retainedFrom[key.level] ?? .distantPast }
    }
  }

  /// One poll; what it brought.
  @discardableResult
  func follow(_ reader: any QueryReader) async throws -> [Rollup.Key: NamedRollup] {
    let token = state.withLock { $0.token }
    let poll = try await reader.poll(PollRequest(spans: Self.spans, after: token))
    let brought = Dictionary(
      uniqueKeysWithValues: poll.rollups.map { ($0.key, NamedRollup($0, names: poll.names)) })
    state.withLock { state in
      for (partition, next) in state.token?.next ?? [:] where poll.token.next[partition] ?? 0 < next {
        state.hasGoneBack = true
      }
      if poll.isComplete { state.rollups = [:] }
      state.rollups.merge(brought) { _, new in new }
      state.token = poll.token
      state.retainedFrom = poll.state.retainedFrom
      if poll.rollups.contains(where: { $0.isPassed(by: poll.state.retainedFrom) }) { state.hasBroughtPassed = true }
    }
    return brought
  }

  /// A poll's checkpoints were behind those of the poll before.
  var hasGoneBack: Bool { state.withLock { $0.hasGoneBack } }

  /// A poll brought a rollup that, by its own account, retention has passed.
  var hasBroughtPassed: Bool { state.withLock { $0.hasBroughtPassed } }

  /// How far what it shows goes: each partition's checkpoint of the last poll.
  func shows(_ position: Position) -> Bool {
    state.withLock { position.offset < $0.token?.next[position.partition] ?? 0 }
  }

  func isKept(_ key: Rollup.Key) -> Bool {
    state.withLock { key.bucket >= $0.retainedFrom[key.level] ?? .distantPast }
  }

  static func fresh(_ reader: any QueryReader) async throws -> [Rollup.Key: NamedRollup] {
    let once = ModelReader()
    try await once.follow(reader)
    return once.rollups
  }
}
