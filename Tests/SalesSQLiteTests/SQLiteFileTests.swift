import Foundation
import GRDB
import Platform
import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSQLite

@Suite(.timeLimit(.minutes(10))) struct SQLiteFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("a.sqlite") }

  func log(_ path: String, _ mode: SQLiteSaleLog.Mode = .produce) throws -> SQLiteSaleLog {
    try SQLiteSaleLog(path: path, mode: mode, now: { .epoch })
  }

  func isHeld(_ error: any Error) -> Bool { (error as? BackendError)?.kind == .held(byProcess: getpid()) }

  @Test("nothing is written while another holds the lock")
  func lockFirst() throws {
    let lock = try ProcessLock(path: path + ".lock", during: "test", advice: "")
    #expect(throws: BackendError.self) { try log(path) }
    #expect(throws: BackendError.self) { try SQLiteSaleStore(path: path, settings: nil) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.sqlite.lock"])
    withExtendedLifetime(lock) {}
  }

  @Test("one file under two names has one lock")
  func link() throws {
    let first = try log(path)
    let link = folder.file("link.sqlite")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.sqlite")
    #expect { try log(link) } throws: { isHeld($0) }
    withExtendedLifetime(first) {}
  }

  @Test("a pipe and a folder are refused at once", arguments: [SQLiteSaleLog.Mode.produce, .read])
  func notAFile(mode: SQLiteSaleLog.Mode) throws {
    #expect(mkfifo(path, 0o600) == 0)
    for path in [path, folder.path] {
      #expect { try log(path, mode) } throws: { ($0 as? BackendError)?.kind == .corrupt }
    }
  }

  @Test("who has a log or a store open learns that the file was replaced, and writes nothing into the void")
  func replaced() async throws {
    let producer = try log(path)
    let reader = try log(path, .read)
    let store = try SQLiteSaleStore(path: folder.file("s.sqlite"), settings: nil)
    for name in ["a.sqlite", "s.sqlite"] { try FileManager.default.removeItem(atPath: folder.file(name)) }
    try Data().write(to: URL(fileURLWithPath: path))
    await #expect { try await producer.append(SaleLogContract.buffer(["a"]), progress: nil) } throws: {
      ($0 as? BackendError)?.kind == .inputOutput
    }
    await #expect { try await reader.read(from: Position(partition: 0, offset: 0), limit: 1) } throws: {
      ($0 as? BackendError)?.kind == .inputOutput
    }
    await #expect { try await store.take(0, of: "log") } throws: { ($0 as? BackendError)?.kind == .inputOutput }
  }

  @Test(
    "a file beside the database that is removed or replaced is noticed like the database itself, and nothing acknowledged is lost",
    arguments: ["-wal", "-shm"], [false, true])
  func replacedBeside(ending: String, isReplaced: Bool) async throws {
    func strike(_ path: String) throws {
      try FileManager.default.removeItem(atPath: path + ending)
      if isReplaced { try Data().write(to: URL(fileURLWithPath: path + ending)) }
    }
    do {
      let producer = try log(path)
      let reader = try log(path, .read)
      let store = try SQLiteSaleStore(path: folder.file("s.sqlite"), settings: nil)
      _ = try await producer.append(SaleLogContract.buffer(["a", "b"]), progress: nil)
      _ = try await store.take(0, of: producer.identity)
      for path in [path, folder.file("s.sqlite")] { try strike(path) }
      await #expect { try await producer.append(SaleLogContract.buffer(["c"]), progress: nil) } throws: {
        isGone($0, ending)
      }
      await #expect { try await reader.read(from: Position(partition: 0, offset: 0), limit: 1) } throws: {
        isGone($0, ending)
      }
      await #expect { try await store.take(0, of: producer.identity) } throws: { isGone($0, ending) }
    }
    let producer = try log(path)
    #expect(try await producer.partitions().first?.end == 2)
    let again = try await producer.append(SaleLogContract.buffer(["c"]), progress: nil)
    #expect(again.first?.lowerBound.offset == 2)
    let store = try SQLiteSaleStore(path: folder.file("s.sqlite"), settings: nil)
    #expect(try await store.take(0, of: producer.identity).epoch == 2)
  }

  /// As for the database itself, with the file's name.
  private func isGone(_ error: any Error, _ ending: String) -> Bool {
    guard let error = error as? BackendError else { return false }
    return [.mismatch, .inputOutput].contains(error.kind) && error.detail.contains(".sqlite\(ending) was removed")
  }

  @Test("files are replaced all together or not at all, and never while one is held")
  func remove() async throws {
    let other = folder.file("s.sqlite")
    do { _ = try log(path) }
    do {
      let store = try SQLiteSaleStore(path: other, settings: nil)
      #expect { try SQLiteUse.remove([path, other]) } throws: { isHeld($0) }
      #expect(FileManager.default.fileExists(atPath: path))
      withExtendedLifetime(store) {}
    }
    try SQLiteUse.remove([path, other])
    #expect(!FileManager.default.fileExists(atPath: path) && !FileManager.default.fileExists(atPath: other))
  }

  @Test("who reads a store by a link in another folder hears of what is stored")
  func heardByLink() async throws {
    let store = try SQLiteSaleStore(path: path, settings: nil)
    let links = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(atPath: links.file("link.sqlite"), withDestinationPath: path)
    let reader = try SQLiteStoreReader(path: links.file("link.sqlite"))
    let changes = reader.changes()
    _ = try await store.take(0, of: "log")
    for await _ in changes { break }
    #expect(try await reader.poll(PollRequest(spans: [])).state.checkpoints.count == 1)
  }

  @Test("who reads while a file is being made finds none, an empty one or a whole one")
  func beingMade() async throws {
    for number in 0..<200 {
      let path = folder.file("log-\(number).sqlite")
      let reader = Task.detached {
        while true {
          do {
            return try SQLiteSaleLog(path: path, mode: .read, now: { .epoch })
          } catch let error as BackendError where error.kind == .missing {
            continue
          }
        }
      }
      _ = try SQLiteSaleLog(path: path, mode: .produce, now: { .epoch })
      _ = try await reader.value
    }
  }
}
