import SalesCore
import SalesPipeline
import TextUI

@testable import SalesMongo

/// Invariants of the documents. Each check returns the violations, in words.
enum ModelChecks {
  /// At any time: the rollup holds the stored sales of its bucket and partition up to `through`, no more and no less.
  static func isPure(_ key: Rollup.Key, in database: FakeDatabase) -> String? {
    guard let stored = database.rollups[key] else { return nil }
    return isPure(NamedRollup(stored.rollup, names: database.names.names), key, in: database)
  }

  static func isPure(_ rollup: NamedRollup, _ key: Rollup.Key, in database: FakeDatabase) -> String? {
    if let since = database.settings?.retainedFrom[key.level], key.bucket < since { return nil }
    let expected = recount(database) { sale in
      sale.position.partition == key.partition && sale.position.offset <= rollup.through
        && bucket(key.level, sale.sale.time) == key.bucket
    }[key]
    return expected == rollup ? nil : "\(key): \(rollup) is not \(expected.map { "\($0)" } ?? "nothing")"
  }

  /// After any poll: it shows every sale before the checkpoints that it names, in every bucket that it says is kept.
  static func isComplete(_ reader: ModelReader, in database: FakeDatabase) -> String? {
    let shown = reader.rollups
    for stored in database.sales.values where reader.shows(stored.position) {
      for level in RollupLevel.allCases {
        let key = Rollup.Key(
          level: level, bucket: bucket(level, stored.sale.time), partition: stored.position.partition)
        if reader.isKept(key), shown[key].map({ $0.through < stored.position.offset }) ?? true {
          return "a poll shows nothing of \(stored.sale.id) in \(key)"
        }
      }
    }
    return nil
  }

  /// In UTC.
  private static func bucket(_ level: RollupLevel, _ time: Timestamp) -> Timestamp {
    let length: Int64 = [1000, 60_000, 3_600_000, 86_400_000][level.rawValue]
    return Timestamp(milliseconds: time.milliseconds.floorDivided(by: length) * length)
  }

  /// By a way of its own, and in no order.
  private static func recount(
    _ database: FakeDatabase, where isCounted: (StoredSale) -> Bool = { _ in true }
  ) -> [Rollup.Key: NamedRollup] {
    var rollups: [Rollup.Key: NamedRollup] = [:]
    for stored in database.sales.values where isCounted(stored) {
      for level in RollupLevel.allCases {
        let bucket = bucket(level, stored.sale.time)
        if let since = database.settings?.retainedFrom[level], bucket < since { continue }
        let key = Rollup.Key(level: level, bucket: bucket, partition: stored.position.partition)
        rollups[key, default: NamedRollup()].add(stored)
      }
    }
    return rollups
  }

  /// When the log is consumed to its end.
  static func differences(_ database: FakeDatabase, _ log: ModelLog) -> [String] {
    var found: [String] = []
    var letters: Set<DeadLetter> = []
    for partition in log.partitions {
      var expected = Checkpoint(
        partition: partition, epoch: database.checkpoints[partition]?.epoch ?? 0, next: log.end(of: partition))
      expected.fingerprint = expected.next * 1000 + Int64(partition)
      // The clocks are those of whoever came; what was judged by them is held against them.
      expected.clocks = database.checkpoints[partition]?.clocks ?? []
      for (offset, record) in log.records[Int(partition)].enumerated() {
        let position = Position(partition: partition, offset: Int64(offset))
        switch record {
        case .broken:
          letters.insert(ModelLog.letter(position))
          expected.totals.deadLetters += 1
        case .ahead(let sale):
          switch (database.letters[position], database.sale(sale.id)) {
          case (let letter?, nil) where letter.appended < sale.time:
            letters.insert(letter)
            expected.totals.deadLetters += 1
          case (nil, let stored?) where sale.time <= expected.latestClock ?? .distantPast:
            expected.newestSale = max(expected.newestSale ?? sale.time, sale.time)
            expected.totals.count(sale, at: position, stored)
          case (let letter, let stored):
            let (isLetter, isStored) = (letter != nil, stored != nil)
            found.append("\(sale.id): a dead letter: \(isLetter), a sale: \(isStored), clocks \(expected.clocks)")
          }
        case .sale(let sale):
          expected.newestSale = max(expected.newestSale ?? sale.time, sale.time)
          guard let stored = database.sale(sale.id) else {
            found.append("\(sale.id) is not stored")
            continue
          }
          expected.totals.count(sale, at: position, stored)
        }
      }
      let actual = database.checkpoints[partition]
      if actual != expected { found.append("checkpoint \(actual.map { "\($0)" } ?? "none") is not \(expected)") }
    }
    if Set(database.letters.values) != letters { found.append("other dead letters are stored") }
    for stored in database.sales.values where !log.holds(stored) {
      found.append("\(stored.sale.id) is stored for \(stored.position), which does not bring it first")
    }
    let kept = database.rollups.filter { key, _ in
      database.settings?.retainedFrom[key.level].map { key.bucket >= $0 } ?? true
    }
    .mapValues { NamedRollup($0.rollup, names: database.names.names) }
    if kept != recount(database) { found.append("rollups \(kept) are not \(recount(database))") }
    return found
  }
}

extension RunningTotals {
  fileprivate mutating func count(_ sale: Sale, at position: Position, _ stored: StoredSale) {
    guard stored.position == position else {
      duplicates += 1
      if stored.sale != sale { conflicts += 1 }
      return
    }
    sales += 1
    revenueMinor += sale.amount.minorUnits
    if ModelLog.isLate(position.offset) { late += 1 }
  }
}

extension ModelLog {
  /// The position is the first of its partition with that id, and the sale is what it holds.
  fileprivate func holds(_ stored: StoredSale) -> Bool {
    let sales = records[Int(stored.position.partition)].map(\.possibleSale)
    guard let first = sales.firstIndex(where: { $0?.id == stored.sale.id }) else { return false }
    return Int64(first) == stored.position.offset && sales[first] == stored.sale
  }
}

extension ModelLog.Record {
  fileprivate var possibleSale: Sale? {
    switch self {
    case .sale(let sale), .ahead(let sale): sale
    case .broken: nil
    }
  }
}

extension NamedRollup {
  fileprivate init() {
    through = -1
    cells = []
  }

  fileprivate mutating func add(_ stored: StoredSale) {
    through = max(through, stored.position.offset)
    var cell =
      cells.first { $0.region == stored.sale.region && $0.product == stored.sale.product }
      ?? Cell(region: stored.sale.region, product: stored.sale.product, totals: .zero)
    cells.remove(cell)
    cell.totals += Totals(
      sales: 1, refunds: stored.sale.isRefund ? 1 : 0, revenue: stored.sale.amount.minorUnits)
    cells.insert(cell)
  }
}
