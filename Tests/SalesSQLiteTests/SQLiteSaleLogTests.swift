import Foundation
import GRDB
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

@Suite(.timeLimit(.minutes(10))) struct SQLiteSaleLogTests {
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
    _ = try SQLiteSaleStore(path: folder.file("log.sqlite"), settings: nil)
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
    try await log.subscribe(group: "g").commit([Position(partition: 0, offset: 3)])
    #expect(try await log.retain(LogRetention(age: .hours(1)), now: later) == 3)
    #expect(try await log.partitions() == [PartitionBounds(partition: 0, first: 3, end: 4)])
    await #expect { try await log.read(from: Position(partition: 0, offset: 1), limit: 9) } throws: {
      ($0 as? BackendError)?.kind == .gap
    }
    #expect(try await log.retain(LogRetention(bytes: 0, isForced: true), now: later) == 1)
    let next = try await log.append(SaleLogContract.buffer(["e"]), progress: nil)
    #expect(next.first?.lowerBound == Position(partition: 0, offset: 4))
  }

  @Test("retention that took everything is a gap, and no end of the log")
  func emptied() async throws {
    let log = try open()
    _ = try await log.append(SaleLogContract.buffer(["a", "b"]), progress: nil)
    try await log.retain(LogRetention(bytes: 0, isForced: true), now: now)
    await #expect { try await log.read(from: Position(partition: 0, offset: 1), limit: 9) } throws: {
      ($0 as? BackendError)?.kind == .gap
    }
    #expect(try await log.read(from: Position(partition: 0, offset: 2), limit: 9).isEmpty)
  }

  @Test("retention spares everything for a consumer whose position cannot be read")
  func unreadableCommit() async throws {
    let log = try open()
    _ = try await log.append(SaleLogContract.buffer(["a", "b"]), progress: nil)
    try await log.subscribe(group: "g").commit([Position(partition: 0, offset: 2)])
    try Data().write(to: URL(fileURLWithPath: folder.file("log.sqlite.consumers/torn")))
    #expect(try await log.retain(LogRetention(bytes: 0), now: now) == 0)
  }

  @Test("a batch is bounded by its bytes too")
  func byteBound() async throws {
    let log = try open()
    let large = String(repeating: "x", count: 1 << 20)
    for _ in 0..<3 {
      _ = try await log.append(SaleLogContract.buffer(Array(repeating: large, count: 8)), progress: nil)
    }
    let batch = try await log.read(from: Position(partition: 0, offset: 0), limit: 100)
    #expect(batch.count == 16 && batch.isFull(100))
    let rest = try await log.read(from: Position(partition: 0, offset: 16), limit: 100)
    #expect(rest.count == 8 && !rest.isFull(100))
  }

  @Test(
    "what cannot have been written into a log is damage",
    arguments: [
      "DELETE FROM records WHERE offset = 1", "UPDATE records SET appended = 9223372036854775807",
      "UPDATE records SET offset = 9223372036854775807 WHERE offset = 2", "UPDATE ends SET next = 9223372036854775807",
      "DELETE FROM ends",
    ])
  func damage(sql: String) async throws {
    do {
      let log = try open()
      _ = try await log.append(SaleLogContract.buffer(["a", "b", "c"]), progress: nil)
    }
    try await DatabaseQueue(path: folder.file("log.sqlite")).write { try $0.execute(sql: sql) }
    await #expect {
      _ = try await open(.read).read(from: Position(partition: 0, offset: 0), limit: 9)
    } throws: {
      ($0 as? BackendError)?.kind == .corrupt
    }
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
