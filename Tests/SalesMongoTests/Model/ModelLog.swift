import SalesCore
import SalesPipeline
import TestSupport

/// A log that is there whole from the beginning; a record is a function of its position.
struct ModelLog: Sendable {
  enum Record: Sendable {
    case sale(Sale)
    case broken
    /// A sale where the clock that judges it is not before its time, else a dead letter.
    case ahead(Sale)
  }

  static let start = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  /// By partition and offset.
  var records: [[Record]]

  var partitions: [Int32] { records.indices.map(Int32.init) }

  func end(of partition: Int32) -> Int64 { Int64(records[Int(partition)].count) }

  static func sale(
    _ id: String, after seconds: Int64 = 0, _ amount: Int64 = 100, product: String = "Desk", region: String = "EMEA"
  ) -> Record {
    .sale(
      Sale(
        id: id, time: start + .seconds(seconds), amount: Money(minorUnits: amount), product: product, region: region))
  }

  /// Its id is no other's.
  static func ahead(_ id: String, by minutes: Int64) -> Record {
    guard case .sale(let sale) = sale("ahead-\(id)", after: minutes * 60) else { return .broken }
    return .ahead(sale)
  }

  /// Ids come again within and across partitions, some with another body; times spread over seconds to days.
  static func random(using random: inout SeededGenerator) -> ModelLog {
    let ids = Int.random(in: 4...16, using: &random)
    let spread = [2, 70, 5000, 200_000].randomElement(using: &random) ?? 2
    return ModelLog(
      records: (0..<Int.random(in: 1...3, using: &random)).map { partition in
        (0..<Int.random(in: 2...9, using: &random)).map { offset in
          if Int.random(in: 0..<8, using: &random) == 0 { return .broken }
          if Int.random(in: 0..<6, using: &random) == 0 {
            return ahead("\(partition)-\(offset)", by: Int64.random(in: 1...60, using: &random))
          }
          let number = Int.random(in: 0..<ids, using: &random)
          // The same id mostly has the same body.
          let isOther = Int.random(in: 0..<6, using: &random) == 0
          return sale(
            "s\(number)", after: Int64(number * 7919 % spread), Int64(number * 37 - 100) + (isOther ? 1 : 0),
            product: ["Desk", "Lamp", "咖啡机 ☕"][number % 3], region: ["EMEA", "NA"][number / 3 % 2])
        }
      })
  }

  static func isLate(_ offset: Int64) -> Bool { offset % 3 == 1 }

  /// `now` is the consumer's clock.
  func batch(after checkpoint: Checkpoint, count: Int64, now: Timestamp) -> StoreBatch {
    let partition = checkpoint.partition
    var batch = StoreBatch(
      partition: partition, epoch: checkpoint.epoch, from: checkpoint.next,
      next: min(checkpoint.next + count, end(of: partition)))
    for offset in batch.from..<batch.next {
      switch records[Int(partition)][Int(offset)] {
      case .sale(let sale): batch.entries.append(.init(offset: offset, sale: sale, isLate: Self.isLate(offset)))
      case .broken: batch.deadLetters.append(Self.letter(Position(partition: partition, offset: offset)))
      case .ahead(let sale):
        let clock = checkpoint.clock(at: offset, now: now)
        if offset >= checkpoint.clocks.last?.end ?? 0 { batch.clock = ClockNote(time: clock, end: batch.next) }
        if sale.time <= clock {
          batch.entries.append(.init(offset: offset, sale: sale, isLate: Self.isLate(offset)))
        } else {
          batch.deadLetters.append(Self.letter(Position(partition: partition, offset: offset), judgedAt: clock))
        }
      }
    }
    batch.newestSale = batch.entries.reduce(checkpoint.newestSale) { max($0 ?? $1.sale.time, $1.sale.time) }
    batch.fingerprint = batch.next * 1000 + Int64(partition)
    return batch
  }

  static func letter(_ position: Position, judgedAt clock: Timestamp = start) -> DeadLetter {
    DeadLetter(
      position: position, appended: clock, problem: SaleProblem(.notASale, "broken"),
      bytes: Array("x\(position.offset)".utf8))
  }
}
