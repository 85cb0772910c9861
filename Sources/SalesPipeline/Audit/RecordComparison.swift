import SalesCore

/// Compares one partition's records with the stored sales and dead letters.
struct RecordComparison {
  private let partition: Int32
  private let topic: String
  /// No record was judged by a later one.
  private let clock: Timestamp?
  private var decoder: SaleDecoder
  /// Totals of the records compared so far, by the log alone.
  private(set) var counted = RunningTotals()

  /// `checkpoint` is the partition's.
  init(checkpoint: Checkpoint, topic: String, rules: SaleRules) {
    partition = checkpoint.partition
    clock = checkpoint.latestClock
    self.topic = topic
    decoder = SaleDecoder(rules: rules)
  }

  /// The records are all that the log has at the offsets of `range`.
  mutating func compare(
    _ records: RecordBatch, of range: Range<Int64>, with store: any StoreSnapshot, _ report: inout AuditReport
  ) async throws {
    var sales: [(offset: Int64, sale: Sale)] = []
    var problems: [(index: Int, problem: SaleProblem)] = []
    let letters = try await store.deadLetters(of: partition, in: range)
    records.records.bytes.withUnsafeBytes { bytes in
      for index in 0..<records.count {
        let offset = records.offsets[index]
        let record = UnsafeRawBufferPointer(rebasing: bytes[records.records.range(of: index)])
        switch decode(record, at: offset, bound: bound(of: index, in: records, letters[offset])) {
        case .success(let sale): sales.append((offset, sale))
        case .failure(let problem): problems.append((index, problem))
        }
      }
    }
    let stored = try await store.stored(ids: sales.map(\.sale.id))
    for ((offset, sale), stored) in zip(sales, stored) { compare(sale, at: offset, with: stored, &report) }
    compareDead(problems, records, with: letters, &report)
  }

  /// The time by which the consumer judged whether the record's sale is too far ahead. A dead letter tells its own.
  private func bound(of index: Int, in records: RecordBatch, _ letter: DeadLetter?) -> Timestamp {
    let time = records.appended[index]
    guard records.isProducersTime[index] else { return time }
    if let letter, letter.problem.reason == .timeRange { return max(time, letter.appended) }
    return max(time, clock ?? time)
  }

  private mutating func decode(
    _ record: UnsafeRawBufferPointer, at offset: Int64, bound: Timestamp
  ) -> Result<Sale, SaleProblem> {
    do {
      return .success(try decoder.decode(record, appended: bound, position: "\(topic)/\(partition)/\(offset)"))
    } catch {
      return .failure(error)
    }
  }

  private mutating func compare(
    _ sale: Sale, at offset: Int64, with stored: StoredSale?, _ report: inout AuditReport
  ) {
    guard let stored else {
      report.note("lost: the sale at \(topic)/\(partition)/\(offset) is not stored")
      // It counts in the log all the same.
      counted.sales += 1
      counted.revenueMinor &+= sale.amount.minorUnits
      return
    }
    let isSame = sale.hasContent(of: stored.sale)
    if stored.position == Position(partition: partition, offset: offset) {
      counted.sales += 1
      counted.revenueMinor &+= sale.amount.minorUnits
      if !isSame { report.note("altered: the stored sale of \(topic)/\(partition)/\(offset) differs from the record") }
      return
    }
    if stored.position.partition == partition, stored.position.offset > offset {
      report.note("out of order: \(topic)/\(partition)/\(offset) came before the record that owns its id")
    }
    counted.duplicates += 1
    if isSame { return }
    counted.conflicts += 1
    report.note(
      SaleConflict(sale: sale, position: Position(partition: partition, offset: offset), stored: stored))
  }

  private mutating func compareDead(
    _ problems: [(index: Int, problem: SaleProblem)], _ records: RecordBatch, with letters: [Int64: DeadLetter],
    _ report: inout AuditReport
  ) {
    counted.deadLetters += Int64(problems.count)
    var unexplained = Set(letters.keys)
    for (index, problem) in problems {
      let offset = records.offsets[index]
      unexplained.remove(offset)
      let letterName = "dead letter: \(topic)/\(partition)/\(offset)"
      guard let letter = letters[offset], letter.problem.reason == problem.reason else {
        let stored = letters[offset]?.problem.reason.rawValue ?? "nothing"
        report.note("\(letterName) is \(problem.reason.rawValue), stored as \(stored)")
        continue
      }
      if !records.bytes(of: index).elementsEqual(letter.bytes) {
        report.note("\(letterName) is stored with other bytes than the record's")
      }
    }
    for offset in unexplained.sorted() {
      report.note("dead letter: \(topic)/\(partition)/\(offset) is stored as one, the log has no such record there")
    }
  }
}
