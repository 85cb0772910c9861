import SalesCore

@testable import SalesMongo

/// A way in which rollups can be wrong without anybody having written them so.
enum Tampering: CaseIterable, Sendable {
  /// Everything counted twice, under the same revision.
  case doubled
  case deleted
  /// One a day ahead, where there are no sales, or not yet.
  case invented
  /// It claims to have counted what it has not.
  case ahead

  func apply(to database: inout FakeDatabase) {
    for (key, stored) in database.rollups where self != .invented {
      var stored = stored
      switch self {
      case .deleted: database.rollups[key] = nil
      case .doubled, .invented: for index in stored.rollup.cells.indices { stored.rollup.cells[index].sales *= 2 }
      case .ahead: stored.rollup.through += 100
      }
      if self != .deleted { database.rollups[key] = stored }
    }
    guard self == .invented, let partition = database.checkpoints.keys.min() else { return }
    let time = ModelLog.start + .days(1)
    let cell = RollupCell(
      region: database.names.id(of: "EMEA"), product: database.names.id(of: "Desk"), sales: 1, refunds: 0, revenue: 1)
    for level in RollupLevel.allCases {
      let rollup = Rollup(
        level: level, bucket: ReportingCalendar.utc.bucket(level, containing: time).lowerBound,
        partition: partition, through: 0, cells: [cell])
      database.rollups[rollup.key] = StoredRollup(rollup: rollup, generation: 0)
    }
  }
}
