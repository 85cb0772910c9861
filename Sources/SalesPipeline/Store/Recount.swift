import Foundation
package import SalesCore

/// Rollups counted afresh from stored sales, by the same rules by which the store keeps them.
package enum Recount {
  /// `figures` in any order; they are counted in order of position. `other` is the number of `(other)`. The rollups
  /// come sorted by bucket, then partition.
  package static func rollups(
    of figures: [SaleFigures], level: RollupLevel, calendar: ReportingCalendar, other: NameID
  ) -> [Rollup] {
    struct Key: Hashable {
      var bucket: Timestamp
      var partition: Int32
    }
    var memo = BucketMemo(calendar: calendar)
    var documents: [Key: RollupDocument] = [:]
    for sale in figures.sorted(by: { $0.position < $1.position }) {
      let bucket = memo.bucket(level, containing: sale.time).lowerBound
      let key = Key(bucket: bucket, partition: sale.position.partition)
      documents[key, default: RollupDocument()].add(
        region: sale.region, product: sale.product, amount: sale.amount, other: other)
      documents[key]?.through = sale.position.offset
    }
    return documents.map { key, document in
      Rollup(
        level: level, bucket: key.bucket, partition: key.partition, through: document.through, cells: document.cells)
    }
    .sorted { ($0.bucket, $0.partition) < ($1.bucket, $1.partition) }
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
