import Foundation
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

@Suite(.timeLimit(.minutes(1))) struct SQLiteSaleLogTests {
  let folder: TemporaryFolder
  let now = Timestamp(rfc3339: "2026-11-21T10:00:00Z") ?? .epoch

  init() throws { folder = try TemporaryFolder() }

  func open(_ mode: SQLiteSaleLog.Mode = .produce) throws -> SQLiteSaleLog {
    try SQLiteSaleLog(path: folder.file("log.sqlite"), mode: mode, now: { [now] in now })
  }

  @Test("it keeps the contract of every log")
  func contract() async throws {
    let log = try open()
    try await SaleLogContract(log: log, reopen: { try open(.read) }).run()
  }

  @Test("the log in memory keeps the same contract")
  func memoryContract() async throws {
    let log = MemoryLog()
    try await SaleLogContract(log: log, reopen: { log }).run()
  }

  @Test("a second producer is refused with the holder's process id")
  func secondProducer() throws {
    let log = try open()
    #expect { try open() } throws: { error in
      (error as? BackendError)?.kind == .held(byProcess: getpid())
    }
    withExtendedLifetime(log) {}
  }

  @Test("a file that is no log is refused and left alone")
  func foreignFile() throws {
    let text = Data(String(repeating: "not a database ", count: 100).utf8)
    try text.write(to: URL(fileURLWithPath: folder.file("log.sqlite")))
    #expect { try open() } throws: { ($0 as? BackendError)?.kind == .corrupt }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("log.sqlite"))) == text)
  }

  @Test("a store is not taken for a log")
  func storeAsLog() throws {
    _ = try SQLiteSaleStore(path: folder.file("log.sqlite"), settings: nil, now: now)
    #expect { try open() } throws: { ($0 as? BackendError)?.kind == .corrupt }
  }

  @Test("a reader of a log that is not there says that it is missing")
  func missing() {
    #expect { try open(.read) } throws: { ($0 as? BackendError)?.kind == .missing }
  }

  @Test("retention spares what a consumer has not taken, and offsets go on after it")
  func retention() async throws {
    let log = try open()
    _ = try await log.append(SaleLogContract.buffer(["a", "b", "c", "d"]), progress: nil)
    let later = now + .hours(2)
    #expect(try await log.retain(LogRetention(age: .hours(1)), now: later) == 0)
    try await log.commit([Position(partition: 0, offset: 3)], group: "g")
    #expect(try await log.retain(LogRetention(age: .hours(1)), now: later) == 3)
    #expect(try await log.partitions() == [PartitionBounds(partition: 0, first: 3, end: 4)])
    await #expect { try await log.read(from: Position(partition: 0, offset: 1), limit: 9) } throws: {
      ($0 as? BackendError)?.kind == .gap
    }
    #expect(try await log.retain(LogRetention(bytes: 0, isForced: true), now: later) == 1)
    let next = try await log.append(SaleLogContract.buffer(["e"]), progress: nil)
    #expect(next.first?.lowerBound == Position(partition: 0, offset: 4))
  }

  @Test("a reader hears of an append")
  func changes() async throws {
    let log = try open()
    let reader = try open(.read)
    let changes = reader.changes()
    _ = try await log.append(SaleLogContract.buffer(["a"]), progress: nil)
    for await _ in changes { break }
    #expect(try await reader.partitions().first?.end == 1)
  }
}
