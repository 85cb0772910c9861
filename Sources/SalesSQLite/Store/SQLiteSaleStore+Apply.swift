import Foundation
import GRDB
package import SalesCore
package import SalesPipeline

extension SQLiteSaleStore {
  /// The steps of a batch, in order; a test lets it end at one of them.
  enum Step: CaseIterable, Sendable { case salesInserted, rollupsWritten, checkpointMoved }

  func crash(at point: (@Sendable (Step) throws -> Void)?) { crashPoint = point }

  package func apply(_ batch: StoreBatch) async throws -> Checkpoint {
    try writing("store sales") { db in
      var checkpoint = try Self.checkpoint(of: batch.partition, db)
      guard checkpoint.epoch == batch.epoch else {
        throw BackendError(
          .fenced, during: "store sales of partition \(batch.partition)",
          detail: "another consumer has taken the partition")
      }
      // A batch that was applied before: its effect stands.
      if batch.next <= checkpoint.next { return checkpoint }
      guard batch.from <= checkpoint.next else {
        throw BackendError(
          .mismatch, during: "store sales of partition \(batch.partition)",
          detail: "the batch begins at \(batch.from), the checkpoint is \(checkpoint.next)")
      }
      if let clock = batch.clock { checkpoint.note(clock) }
      try insert(batch, &checkpoint, db)
      try crashPoint?(.salesInserted)
      try insertDeadLetters(batch, &checkpoint, db)
      try rollups.write(db)
      try crashPoint?(.rollupsWritten)
      if let lost = batch.lost, lost.upperBound > checkpoint.next {
        checkpoint.lost.append(max(lost.lowerBound, checkpoint.next)..<lost.upperBound)
      }
      checkpoint.next = batch.next
      checkpoint.fingerprint = batch.fingerprint ?? checkpoint.fingerprint
      checkpoint.newestSale = batch.newestSale ?? checkpoint.newestSale
      try Self.save(checkpoint, db)
      try crashPoint?(.checkpointMoved)
      return checkpoint
    }
  }

  private func insert(_ batch: StoreBatch, _ checkpoint: inout Checkpoint, _ db: Database) throws {
    let insert = try RawStatement(
      db,
      #"""
      INSERT INTO sales (id, time, amount, region, product, partition, "offset") VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """#)
    let other = try names.id(of: RollupCells.otherName, db)
    insert.bind(Int64(batch.partition), at: 6)
    for entry in batch.entries where entry.offset >= checkpoint.next {
      let figures = SaleFigures(
        time: entry.sale.time, amount: entry.sale.amount.minorUnits, region: try names.id(of: entry.sale.region, db),
        product: try names.id(of: entry.sale.product, db),
        position: Position(partition: batch.partition, offset: entry.offset))
      if try store(figures, id: entry.sale.id, insert) {
        try count(figures, other: other, db)
        checkpoint.totals.sales += 1
        checkpoint.totals.revenueMinor &+= figures.amount
        if entry.isLate { checkpoint.totals.late += 1 }
      } else {
        checkpoint.totals.duplicates += 1
        if try isConflict(figures, id: entry.sale.id, db) { checkpoint.totals.conflicts += 1 }
      }
    }
  }

  /// False where the id is stored already.
  private func store(_ figures: SaleFigures, id: String, _ insert: RawStatement) throws -> Bool {
    insert.bind(figures.time.milliseconds, at: 2)
    insert.bind(figures.amount, at: 3)
    insert.bind(Int64(figures.region), at: 4)
    insert.bind(Int64(figures.product), at: 5)
    insert.bind(figures.position.offset, at: 7)
    return try insert.withText(id, at: 1) {
      try insert.run()
      return insert.changes == 1
    }
  }

  private func count(_ figures: SaleFigures, other: NameID, _ db: Database) throws {
    for level in RollupLevel.allCases {
      let bucket = buckets.bucket(level, containing: figures.time).lowerBound
      if let since = retainedFrom[level], bucket < since { continue }
      try rollups.add(figures, to: level, bucket: bucket, other: other, db)
    }
  }

  private func isConflict(_ figures: SaleFigures, id: String, _ db: Database) throws -> Bool {
    let select = try RawStatement(db, "SELECT time, amount, region, product FROM sales WHERE id = ?")
    defer { select.reset() }
    return try select.withText(id, at: 1) {
      try select.step()
        && (select.integer(0) != figures.time.milliseconds || select.integer(1) != figures.amount
          || select.integer(2) != Int64(figures.region) || select.integer(3) != Int64(figures.product))
    }
  }

  private func insertDeadLetters(_ batch: StoreBatch, _ checkpoint: inout Checkpoint, _ db: Database) throws {
    for letter in batch.deadLetters where letter.position.offset >= checkpoint.next {
      try db.execute(
        sql: "INSERT INTO dead_letters VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          letter.position.partition, letter.position.offset, letter.appended.milliseconds,
          letter.problem.reason.rawValue,
          letter.problem.message, letter.bytes.withUnsafeBytes { Data($0) },
        ])
      checkpoint.totals.deadLetters += 1
    }
  }

  private static func save(_ checkpoint: Checkpoint, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE checkpoints SET next = ?, newest = ?, sales = ?, revenue = ?, duplicates = ?, conflicts = ?,
          dead_letters = ?, late = ?, fingerprint = ? WHERE partition = ? AND epoch = ?
        """,
      arguments: [
        checkpoint.next, checkpoint.newestSale?.milliseconds, checkpoint.totals.sales, checkpoint.totals.revenueMinor,
        checkpoint.totals.duplicates, checkpoint.totals.conflicts, checkpoint.totals.deadLetters,
        checkpoint.totals.late, checkpoint.fingerprint,
        checkpoint.partition, checkpoint.epoch,
      ])
    if let clock = checkpoint.clocks.last {
      try db.execute(
        sql: "INSERT OR REPLACE INTO clocks VALUES (?, ?, ?)",
        arguments: [checkpoint.partition, clock.time.milliseconds, clock.end])
    }
    for range in checkpoint.lost {
      try db.execute(
        sql: "INSERT OR REPLACE INTO lost VALUES (?, ?, ?)",
        arguments: [checkpoint.partition, range.lowerBound, range.upperBound])
    }
  }
}
