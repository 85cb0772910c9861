package import SalesCore

/// Turns records into sales and dead letters. With the clocks that the checkpoint has noted, the same records always give
/// the same sales, whenever they are decoded.
package struct BatchDecoder: Sendable {
  private let topic: String
  private let allowedLateness: Duration
  private var decoder: SaleDecoder

  package init(topic: String, rules: SaleRules, allowedLateness: Duration) {
    self.topic = topic
    self.allowedLateness = allowedLateness
    decoder = SaleDecoder(rules: rules)
  }

  /// - Parameters:
  ///   - checkpoint: Where the batch begins.
  ///   - now: The clock that judges records of producers' times for which the checkpoint has noted none.
  package mutating func decode(
    _ records: RecordBatch, after checkpoint: Checkpoint, now: Timestamp
  ) -> StoreBatch {
    var batch = StoreBatch(
      partition: records.partition, epoch: checkpoint.epoch, from: checkpoint.next,
      next: records.next ?? checkpoint.next)
    batch.newestSale = checkpoint.newestSale
    batch.fingerprint = records.fingerprint
    batch.entries.reserveCapacity(records.count)
    records.records.bytes.withUnsafeBytes { bytes in
      for index in 0..<records.count {
        let record = UnsafeRawBufferPointer(rebasing: bytes[records.records.range(of: index)])
        let (offset, time) = (records.offsets[index], records.appended[index])
        guard records.isProducersTime[index] else {
          decode(record, offset: offset, appended: time, bound: time, into: &batch)
          continue
        }
        let clock = checkpoint.clock(at: offset, now: now)
        let isJudged = decode(record, offset: offset, appended: time, bound: max(time, clock), into: &batch)
        if isJudged, offset >= checkpoint.clocks.last?.end ?? 0 {
          batch.clock = ClockNote(time: clock, end: batch.next)
        }
      }
    }
    return batch
  }

  /// True where the sale is too far ahead of the record's own time, so that `bound` decided.
  @discardableResult
  private mutating func decode(
    _ record: UnsafeRawBufferPointer, offset: Int64, appended: Timestamp, bound: Timestamp,
    into batch: inout StoreBatch
  ) -> Bool {
    do {
      let sale = try decoder.decode(record, appended: bound, position: "\(topic)/\(batch.partition)/\(offset)")
      batch.entries.append(.init(offset: offset, sale: sale, isLate: isLate(sale, newest: batch.newestSale)))
      batch.newestSale = max(batch.newestSale ?? sale.time, sale.time)
      return sale.time > appended + decoder.rules.maxSkew
    } catch {
      let isJudged = error.reason == .timeRange
      batch.deadLetters.append(
        DeadLetter(
          position: Position(partition: batch.partition, offset: offset), appended: isJudged ? bound : appended,
          problem: error, bytes: Array(record)))
      return isJudged
    }
  }

  /// The watermark is the newest event time less the allowed lateness; a sale is late when its minute ended before
  /// it.
  private func isLate(_ sale: Sale, newest: Timestamp?) -> Bool {
    guard let newest else { return false }
    let minuteEnd = (sale.time.milliseconds.floorDivided(by: 60_000) + 1) * 60_000
    return minuteEnd <= newest.milliseconds - allowedLateness.wholeMilliseconds
  }
}
