import Foundation
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

@Suite(.timeLimit(.minutes(10))) struct FollowTests {
  /// A followed file, and what was told of it.
  final class Followed: Sendable {
    let folder: TemporaryFolder
    let path: String
    private let told = Mutex<[FollowEvent]>([])
    private let given = Mutex<[UInt8]>([])

    init(_ text: String) throws {
      folder = try TemporaryFolder()
      path = folder.file("sales.csv")
      try write(text)
    }

    var events: [FollowEvent] { told.withLock { $0 } }
    var text: String { given.withLock { String(decoding: $0, as: UTF8.self) } }

    func write(_ text: String) throws { try writeFile(Array(text.utf8), to: path) }

    func append(_ text: String) throws {
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    }

    /// Reads until cancelled.
    func read() throws -> Task<Void, any Error> {
      let input = try ImportInput.follow(path) { [self] event in told.withLock { $0.append(event) } }
      return Task {
        while true {
          let chunk = try await input.next()
          given.withLock { $0 += chunk }
        }
      }
    }
  }

  @Test("what is added is read, and a line that is half written waits")
  func grows() async throws {
    let file = try Followed("a\nb\nha")
    let reading = try file.read()
    try await until { file.text == "a\nb\n" }
    try file.append("lf\nc\nd")
    try await until { file.text == "a\nb\nhalf\nc\n" }
    try file.append("\n")
    try await until { file.text == "a\nb\nhalf\nc\nd\n" }
    #expect(file.events.isEmpty)
    reading.cancel()
    await #expect(throws: CancellationError.self) { try await reading.value }
  }

  @Test("of a file that was rotated the rest is read, then the new one")
  func rotated() async throws {
    let file = try Followed("a\n")
    let reading = try file.read()
    try await until { file.text == "a\n" }
    let old = try #require(FileHandle(forWritingAtPath: file.path))
    try old.seekToEnd()
    try FileManager.default.moveItem(atPath: file.path, toPath: file.path + ".1")
    try old.write(contentsOf: Data("b\nlast".utf8))
    try file.write("new\nx")
    try await until { file.text == "a\nb\nlast\nnew\n" }
    try file.append("\n")
    try await until { file.text == "a\nb\nlast\nnew\nx\n" }
    #expect(file.events.filter { $0 != .removed } == [.rotated])
    reading.cancel()
  }

  @Test("a file that was replaced by renaming another over it is read from its start")
  func replaced() async throws {
    let file = try Followed("a\n")
    let reading = try file.read()
    try await until { file.text == "a\n" }
    for turn in 1...5 {
      try Data("new \(turn)\n".utf8).write(to: URL(fileURLWithPath: file.path), options: .atomic)
      try await until { file.text.hasSuffix("new \(turn)\n") }
    }
    #expect(file.events.filter { $0 == .rotated }.count == 5)
    reading.cancel()
  }

  @Test("a file that was cut is told and read from its start; half a line at its end is lost with a word")
  func truncated() async throws {
    let file = try Followed("a,1\nb,2\nhalf")
    let reading = try file.read()
    try await until { file.text == "a,1\nb,2\n" }
    #expect(truncate(file.path, 0) == 0)
    try file.append("c,3\n")
    try await until { file.text.hasSuffix("c,3\n") }
    // The file may have been looked at before the half line had been read.
    #expect(file.text == "a,1\nb,2\nc,3\n")
    #expect(file.events == [.truncated(lost: 4)])
    reading.cancel()
  }

  @Test("a file that was written anew in place and is longer than before is found out")
  func rewritten() async throws {
    let file = try Followed("a,1\n")
    let reading = try file.read()
    try await until { file.text == "a,1\n" }
    let handle = try #require(FileHandle(forWritingAtPath: file.path))
    try handle.write(contentsOf: Data("longer,2\nlonger,3\n".utf8))
    try handle.close()
    try await until { file.text == "a,1\nlonger,2\nlonger,3\n" }
    #expect(file.events == [.truncated(lost: 0)])
    reading.cancel()
  }

  @Test("a file that was removed is told, and read when it is there again")
  func removed() async throws {
    let file = try Followed("a\n")
    let reading = try file.read()
    try await until { file.text == "a\n" }
    try FileManager.default.removeItem(atPath: file.path)
    try await until { file.events == [.removed] }
    try file.write("b\n")
    try await until { file.text == "a\nb\n" }
    #expect(file.events == [.removed, .rotated])
    reading.cancel()
  }

  @Test("the rows of a followed file come one by one, and a header that comes again with a new file is passed over")
  func rows() async throws {
    let file = try Followed("time,amount\n2026-11-20,1\n")
    var rows = try await RowFile.open(try .follow(file.path) { _ in })
    #expect(try await rows.next() == .row(line: 2))
    try file.append("2026-11-21,2\n")
    #expect(try await rows.next() == .row(line: 3))
    try Data("time,amount\n2026-11-22,3\n".utf8).write(to: URL(fileURLWithPath: file.path), options: .atomic)
    #expect(try await rows.next() == .row(line: 5))
    #expect(rows.scanner.text(1) == "3")
    #expect(rows.scanner.counts.headers == 1)
  }

  @Test("a file that is not there, or is a folder, cannot be followed")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect { try ImportInput.follow(folder.file("none")) { _ in } } throws: { ($0 as? BackendError)?.kind == .missing }
    #expect { try ImportInput.follow(folder.path) { _ in } } throws: { ($0 as? BackendError)?.kind == .inputOutput }
  }
}
