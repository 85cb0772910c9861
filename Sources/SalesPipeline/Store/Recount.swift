import Foundation
package import SalesCore

/// Counts rollups afresh from stored sales, by the rules by which the store keeps them.
package struct Recount: Sendable {
  /// First bucket that counts, by level.
  private let since: [(level: RollupLevel, bucket: Timestamp)]
  private let other: NameID
  private var memo: BucketMemo
  private var documents: [Rollup.Key: RollupCells] = [:]

  /// - Parameters:
  ///   - since: The levels to count, each with its first bucket.
  ///   - other: `NameID` of `(other)`.
  package init(since: [RollupLevel: Timestamp], calendar: ReportingCalendar, other: NameID) {
    self.since = since.map { ($0, $1) }
    self.other = other
    memo = BucketMemo(calendar: calendar)
  }

  /// Counts a sale in those of its rollups that are wanted. Which cells come before `(other)` in a flood of names
  /// depends on the order of sales; nothing else does.
  package mutating func add(_ sale: SaleFigures, where isWanted: (Rollup.Key) -> Bool = { _ in true }) {
    for (level, first) in since {
      let bucket = memo.bucket(level, containing: sale.time).lowerBound
      if bucket < first { continue }
      let key = Rollup.Key(level: level, bucket: bucket, partition: sale.position.partition)
      if isWanted(key) { documents[key, default: RollupCells()].add(sale, other: other) }
    }
  }

  /// Sorted by bucket, then partition.
  package func rollups(_ level: RollupLevel) -> [Rollup] {
    documents.compactMap { key, document in
      guard key.level == level else { return nil }
      return Rollup(
        level: level, bucket: key.bucket, partition: key.partition, through: document.through, cells: document.cells)
    }
    .sorted { ($0.bucket, $0.partition) < ($1.bucket, $1.partition) }
  }

  /// Rollups of one level. The sales may come in any order; they are counted in order of position.
  package static func rollups(
    of figures: [SaleFigures], level: RollupLevel, calendar: ReportingCalendar, other: NameID
  ) -> [Rollup] {
    var recount = Recount(since: [level: .distantPast], calendar: calendar, other: other)
    for sale in figures.sorted(by: { $0.position < $1.position }) { recount.add(sale) }
    return recount.rollups(level)
  }
}

extension RollupCells {
  fileprivate mutating func add(_ sale: SaleFigures, other: NameID) {
    add(region: sale.region, product: sale.product, amount: sale.amount, other: other)
    through = max(through, sale.position.offset)
  }
}

extension ReportingCalendar {
  /// Throws `.mismatch` where this machine does not know the zone.
  package init(named zone: String, during: String) throws {
    guard let timeZone = TimeZone(identifier: zone) else {
      throw BackendError(.mismatch, during: during, detail: "this machine does not know the time zone \(zone)")
    }
    self.init(timeZone: timeZone)
  }
}
