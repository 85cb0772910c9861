import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

@Suite(.timeLimit(.minutes(10))) struct SQLiteSaleStoreTests {
  let folder: TemporaryFolder
  let now = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  init() throws { folder = try TemporaryFolder() }

  func open(_ settings: StoreSettings? = nil) throws -> SQLiteSaleStore {
    try SQLiteSaleStore(path: folder.file("store.sqlite"), settings: settings)
  }

  func batch(_ checkpoint: Checkpoint, _ sales: [Sale]) -> StoreBatch {
    var batch = StoreBatch(
      partition: 0, epoch: checkpoint.epoch, from: checkpoint.next, next: checkpoint.next + Int64(sales.count))
    batch.entries = sales.enumerated().map { .init(offset: checkpoint.next + Int64($0), sale: $1, isLate: false) }
    batch.newestSale = sales.map(\.time).max()
    return batch
  }

  func sale(_ id: String, _ time: Timestamp, _ amount: Int64 = 100, product: String = "Desk") -> Sale {
    Sale(id: id, time: time, amount: Money(minorUnits: amount), product: product, region: "EMEA")
  }

  @Test("it keeps the contract of every store")
  func contract() async throws {
    try await SaleStoreContract(store: try open()).run()
  }

  @Test("the store in memory keeps the same contract")
  func memoryContract() async throws {
    try await SaleStoreContract(store: MemoryStore()).run()
  }

  @Test("after a replacement, sales are added to what was put there")
  func replacement() async throws {
    let store = try open()
    var checkpoint = try await store.take(0, of: "log")
    checkpoint = try await store.apply(batch(checkpoint, [sale("a", now, 100)]))
    let request = PollRequest(spans: [RollupSpan(level: .day, range: .distantPast..<Timestamp.distantFuture)])
    let poll = try await store.poll(request)
    var rollups = poll.rollups
    rollups[0].cells[0].revenue = 5
    try await store.replace(request.spans[0], with: rollups, names: poll.names)
    _ = try await store.apply(batch(checkpoint, [sale("b", now, 100)]))
    #expect(try await store.poll(request).rollups.map { $0.cells.map(\.revenue) } == [[105]])
  }

  @Test("a second consumer is refused while the first one lives")
  func secondConsumer() throws {
    let store = try open()
    #expect { try open() } throws: { ($0 as? BackendError)?.kind == .held(byProcess: getpid()) }
    withExtendedLifetime(store) {}
  }

  @Test("settings are fixed when the store is made")
  func fixedSettings() async throws {
    let paris = StoreSettings(timeZone: "Europe/Paris")
    do { _ = try open(paris) }
    #expect { try open(StoreSettings(timeZone: "UTC")) } throws: { ($0 as? BackendError)?.kind == .mismatch }
    #expect(try await open().settings().timeZone == "Europe/Paris")
  }

  @Test("a late sale reopens its bucket, and a poll reads just that bucket again")
  func lateSale() async throws {
    let store = try open()
    var checkpoint = try await store.take(0, of: "log")
    let early = now - .minutes(30)
    checkpoint = try await store.apply(batch(checkpoint, [sale("a", early), sale("b", now)]))
    let request = PollRequest(spans: [RollupSpan(level: .minute, range: now - .hours(1)..<now + .hours(1))])
    let first = try await store.poll(request)
    #expect(first.rollups.count == 2)
    checkpoint = try await store.apply(batch(checkpoint, [sale("late", early + .seconds(5), -30)]))
    let second = try await store.poll(PollRequest(spans: request.spans, after: first.token))
    #expect(!second.isComplete && second.rollups.map(\.bucket) == [early])
    #expect(second.rollups.first?.cells.map(\.revenue) == [70])
    let third = try await store.poll(PollRequest(spans: request.spans, after: second.token))
    #expect(third.rollups.isEmpty)
  }

  @Test("what lies before a level's retention goes to the raw sales and the coarser levels only")
  func retention() async throws {
    let store = try open()
    try await store.retain(now: now)
    let checkpoint = try await store.take(0, of: "log")
    _ = try await store.apply(batch(checkpoint, [sale("old", now - .days(20)), sale("new", now)]))
    let everything = Timestamp.distantPast..<Timestamp.distantFuture
    var counts: [RollupLevel: Int] = [:]
    for level in RollupLevel.allCases {
      counts[level] = try await store.poll(PollRequest(spans: [RollupSpan(level: level, range: everything)])).rollups
        .count
    }
    #expect(counts == [.second: 1, .minute: 1, .hour: 2, .day: 2])
    let recounted = try await store.recount(.minute, in: now - .days(21)..<now - .days(19))
    #expect(recounted.rollups.map(\.bucket) == [now - .days(20)])
    try await store.retain(now: now + .hours(3))
    let seconds = try await store.poll(PollRequest(spans: [RollupSpan(level: .second, range: everything)]))
    #expect(seconds.rollups.isEmpty && seconds.state.retainedFrom[.second] == now + .hours(1))
  }

  @Test("names beyond a rollup's most cells count under (other), and the sum stays whole")
  func floodOfNames() async throws {
    let store = try open()
    var checkpoint = try await store.take(0, of: "log")
    for part in 0..<5 {
      let sales = (0..<5000).map { sale("s\(part * 5000 + $0)", now, 1, product: "P\(part * 5000 + $0)") }
      checkpoint = try await store.apply(batch(checkpoint, sales))
    }
    let poll = try await store.poll(
      PollRequest(spans: [RollupSpan(level: .day, range: .distantPast..<Timestamp.distantFuture)]))
    let cells = try #require(poll.rollups.first).cells
    #expect(cells.count == RollupCells.mostCells + 1)
    #expect(cells.last.map { poll.names[Int($0.product)] } == "(other)")
    #expect(cells.last?.sales == 5000)
    #expect(cells.reduce(0) { $0 + $1.revenue } == 25_000)
  }

  @Test("pages of sales join without a gap, with equal times, in both directions")
  func pages() async throws {
    let store = try open()
    let checkpoint = try await store.take(0, of: "log")
    let sales = (0..<50).map { sale("s\($0)", now + .seconds(Int64($0 / 7)), product: $0 % 2 == 0 ? "Desk" : "Lamp") }
    _ = try await store.apply(batch(checkpoint, sales))
    var filter = SaleFilter()
    filter.products = ["Lamp"]
    for newestFirst in [true, false] {
      var found: [String] = []
      var place: SaleKey?
      while true {
        let page = try await store.sales(
          SalesQuery(range: now..<now + .hours(1), filter: filter, limit: 3, newestFirst: newestFirst, after: place))
        found += page.map(\.sale.id)
        guard let last = page.last else { break }
        place = SaleKey(of: last.sale)
      }
      let expected = sales.filter { $0.product == "Lamp" }.sorted {
        (SaleKey(of: $0) < SaleKey(of: $1)) != newestFirst
      }
      #expect(found == expected.map(\.id))
    }
  }

  @Test("cells come back from their bytes as they were", arguments: [Int64.min, -1, 0, 1, 300, Int64.max])
  func cellCoding(value: Int64) {
    let cells = [RollupCell(region: 0, product: NameID.max, sales: value & Int64.max, refunds: 0, revenue: value)]
    var bytes: [UInt8] = []
    CellCoding.encode(cells, into: &bytes)
    #expect(bytes.withUnsafeBytes { CellCoding.decode($0) } == cells)
    #expect(bytes.dropLast().withUnsafeBytes { CellCoding.decode($0) } == nil)
  }

  @Test("any bytes at all are cells or damage", arguments: 0..<50 as Range<UInt64>)
  func randomCells(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    for cell in bytes.withUnsafeBytes({ CellCoding.decode($0, names: 7) }) ?? [] {
      #expect((0..<7).contains(cell.region) && (0..<7).contains(cell.product))
      #expect(cell.sales >= 0 && (0...cell.sales).contains(cell.refunds))
    }
  }
}
