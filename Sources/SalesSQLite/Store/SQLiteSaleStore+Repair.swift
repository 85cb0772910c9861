import GRDB
package import SalesCore
import SalesPipeline

/// The process that opened the store for writing holds its lock, so no consumer runs during a repair.
extension SQLiteSaleStore {
  package func beginRepair() async throws {
    try writing("begin to repair") { db in
      try db.execute(sql: "UPDATE checkpoints SET epoch = epoch + 1")
      try Self.raiseGeneration(db)
    }
  }

  package func replace(_ span: RollupSpan, with rollups: [Rollup], names: [String]) async throws {
    try writing("repair rollups") { db in
      try db.execute(
        sql: "DELETE FROM rollups WHERE level = ? AND bucket >= ? AND bucket < ?",
        arguments: [
          span.level.rawValue, span.range.lowerBound.milliseconds, span.range.upperBound.milliseconds,
        ])
      // The cached rollups are out of date.
      self.rollups = RollupCache()
      for var rollup in rollups {
        for index in rollup.cells.indices {
          rollup.cells[index].region = try self.names.id(of: names[Int(rollup.cells[index].region)], db)
          rollup.cells[index].product = try self.names.id(of: names[Int(rollup.cells[index].product)], db)
        }
        try RollupCache.write(rollup, db)
      }
      try Self.raiseGeneration(db)
    }
  }

  private static func raiseGeneration(_ db: Database) throws {
    try db.execute(sql: "UPDATE settings SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")
  }
}
