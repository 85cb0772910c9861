import SalesCore
import SalesPipeline
import Testing
import TextUI

@testable import SalesMongo

extension SaleDocumentsContract {
  static func rollup(
    _ bucket: Timestamp, _ partition: Int32 = 0, through: Int64, generation: Int64 = 0, level: RollupLevel = .minute,
    cells: [RollupCell] = []
  ) -> StoredRollup {
    StoredRollup(
      rollup: Rollup(level: level, bucket: bucket, partition: partition, through: through, cells: cells),
      generation: generation)
  }

  static func new(_ rollup: StoredRollup) -> RollupChange { RollupChange(new: rollup, loaded: nil) }

  static let rollups = [
    Self("rollups come back whole, with names and numbers of all sorts", keepsCells),
    Self("a rollup is written only over the revision that was loaded", writesOverRevisions),
    Self("a span holds its level's buckets, in order, and can leave out what has not changed", readsSpans),
    Self("rollups are forgotten up to a bucket, and deleted where nobody has written them since", forgetsRollups),
  ]

  @Sendable private static func keepsCells(_ documents: any SaleDocuments) async throws {
    let ids = names.map(documents.names.id(of:))
    let cells = ids.enumerated().map { index, id in
      RollupCell(
        region: id, product: ids[(index + 1) % ids.count], sales: 1 << 40, refunds: Int64(index),
        revenue: [Int64.min, .max, 0, -1, 5][index % 5])
    }
    let stored = rollup(start, through: 1 << 50, generation: 3, cells: cells)
    #expect(try await documents.write([new(stored)]))
    #expect(try await documents.rollups([stored.rollup.key]) == [stored])
  }

  @Sendable private static func writesOverRevisions(_ documents: any SaleDocuments) async throws {
    let first = rollup(start, through: 5)
    let other = rollup(start, 1, through: 2, generation: 1)
    #expect(try await documents.write([new(first), new(other)]))
    #expect(try await documents.write([new(first)]) == false)
    let next = rollup(start, through: 9)
    let wrong: [StoredRollup.Revision] = [.init(through: 4, generation: 0), .init(through: 5, generation: 1)]
    for revision in wrong {
      #expect(try await documents.write([RollupChange(new: next, loaded: revision)]) == false)
    }
    // Of several, those that can be are written.
    let third = rollup(start + .minutes(1), through: 1)
    let both = [
      RollupChange(new: rollup(start, 1, through: 8), loaded: wrong[0]),
      RollupChange(new: next, loaded: first.revision), new(third),
    ]
    #expect(try await documents.write(both) == false)
    let missing = Rollup.Key(level: .second, bucket: start, partition: 0)
    let keys = [third.rollup.key, missing, first.rollup.key, other.rollup.key]
    #expect(try await documents.rollups(keys) == [third, nil, next, other])
    #expect(try await documents.rollups([]).isEmpty)
    #expect(try await documents.write([]))
    let gone = rollup(start + .minutes(2), through: 4)
    #expect(try await documents.write([RollupChange(new: gone, loaded: .init(through: 1, generation: 0))]) == false)
    #expect(try await documents.rollups([gone.rollup.key]) == [nil])
  }

  @Sendable private static func readsSpans(_ documents: any SaleDocuments) async throws {
    let minutes = (0..<3).flatMap { minute in
      (0..<2).map { rollup(start + .minutes(minute), Int32($0), through: minute * 10 + Int64($0)) }
    }
    let others = [rollup(start, through: 1, level: .second), rollup(start, through: 90, level: .hour)]
    #expect(try await documents.write((others + minutes.reversed()).map(new)))
    let span = RollupSpan(level: .minute, range: start..<start + .minutes(2))
    #expect(try await documents.rollups(span, changed: nil) == Array(minutes[..<4]))
    #expect(try await documents.rollups(RollupSpan(level: .minute, range: everything), changed: nil) == minutes)
    #expect(try await documents.rollups(span, changed: [0: 10, 1: 12]) == [minutes[2]])
    #expect(try await documents.rollups(span, changed: [1: 1]) == [minutes[1], minutes[3]])
    #expect(try await documents.rollups(span, changed: [:]).isEmpty)
  }

  @Sendable private static func forgetsRollups(_ documents: any SaleDocuments) async throws {
    let minutes = (0..<4).map { rollup(start + .minutes($0), through: $0) }
    let hour = rollup(start, through: 1, level: .hour)
    #expect(try await documents.write((minutes + [hour]).map(new)))
    try await documents.deleteRollups(.minute, before: start + .minutes(2))
    let all = RollupSpan(level: .minute, range: everything)
    #expect(try await documents.rollups(all, changed: nil) == Array(minutes[2...]))
    #expect(try await documents.rollups([hour.rollup.key]) == [hour])
    let stale = StoredRollup.Revision(through: 7, generation: 0)
    let wanted = [minutes[2].rollup.key: stale, minutes[3].rollup.key: minutes[3].revision]
    #expect(try await documents.deleteRollups(wanted) == false)
    #expect(try await documents.rollups(all, changed: nil) == [minutes[2]])
    #expect(try await documents.deleteRollups([minutes[2].rollup.key: minutes[2].revision]))
    #expect(try await documents.rollups(all, changed: nil).isEmpty)
  }
}
