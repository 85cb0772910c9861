package import SalesCore

/// Turns records into sales and dead letters. The same records always give the same batch, whenever they are decoded.
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
  ///   - from: The checkpoint before the batch.
  ///   - newestSale: The partition's newest event time before the batch.
  package mutating func decode(
    _ records: RecordBatch, from: Int64, epoch: Int64, newestSale: Timestamp?
  ) -> StoreBatch {
    let partition = records.partition
    var batch = StoreBatch(partition: partition, epoch: epoch, from: from, next: records.next ?? from)
    batch.newestSale = newestSale
    batch.fingerprint = records.fingerprint
    batch.entries.reserveCapacity(records.count)
    records.records.bytes.withUnsafeBytes { bytes in
      for index in 0..<records.count {
        let record = UnsafeRawBufferPointer(rebasing: bytes[records.records.range(of: index)])
        decode(record, offset: records.offsets[index], appended: records.appended[index], into: &batch)
      }
    }
    return batch
  }

  private mutating func decode(
    _ record: UnsafeRawBufferPointer, offset: Int64, appended: Timestamp, into batch: inout StoreBatch
  ) {
    do {
      let sale = try decoder.decode(
        record, appended: appended, position: "\(topic)/\(batch.partition)/\(offset)")
      batch.entries.append(.init(offset: offset, sale: sale, isLate: isLate(sale, newest: batch.newestSale)))
      batch.newestSale = max(batch.newestSale ?? sale.time, sale.time)
    } catch {
      batch.deadLetters.append(
        DeadLetter(
          position: Position(partition: batch.partition, offset: offset), appended: appended, problem: error,
          bytes: Array(record)))
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
