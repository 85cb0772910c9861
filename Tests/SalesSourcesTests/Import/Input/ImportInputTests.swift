import Foundation
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@testable import SalesSources

@Suite(.timeLimit(.minutes(10))) struct ImportInputTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func all(_ input: ImportInput) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while case let chunk = try await input.next(), !chunk.isEmpty { bytes += chunk }
    return bytes
  }

  private let large = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
  private let changed = ImportProblem("changed while it was read; try again when nothing writes to it")

  @Test("a file is read twice")
  func rewound() async throws {
    try writeFile(large, to: folder.file("x"))
    let input = try ImportInput.file(folder.file("x"))
    #expect(input.canRewind)
    #expect(!input.isLive)
    #expect(input.size == Int64(large.count))
    #expect(try await all(input) == large)
    try await input.rewind()
    #expect(try await all(input) == large)
  }

  @Test("a pipe is read twice from a copy that leaves no file behind")
  func spooled() async throws {
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    let pipe = try ImportInput.file(folder.file("pipe"))
    #expect(pipe.isLive)
    #expect(!pipe.canRewind)
    await #expect(throws: ImportProblem("can be read only once")) { try await pipe.rewind() }
    let (path, large) = (folder.file("pipe"), large)
    let writing = Task {
      // Writing waits for the reader, which may need all threads of the pool.
      try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            with: Result { try FileHandle(forWritingTo: URL(fileURLWithPath: path)).write(contentsOf: Data(large)) })
        }
      }
    }
    try FileManager.default.createDirectory(atPath: folder.file("spool"), withIntermediateDirectories: false)
    let copy = try await pipe.spooled(in: folder.file("spool"))
    try await writing.value
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("spool")).isEmpty)
    #expect(copy.name == pipe.name)
    #expect(copy.size == Int64(large.count))
    #expect(try await all(copy) == large)
    try await copy.rewind()
    #expect(try await all(copy) == large)
  }

  @Test("a file is its own copy; a folder that is not there is told")
  func spool() async throws {
    try writeFile([1, 2], to: folder.file("x"))
    let file = try ImportInput.file(folder.file("x"))
    #expect(try await all(try await file.spooled(in: "/nowhere")) == [1, 2])
    let pipe = ImportInput(name: "pipe", size: nil) { [] }
    await #expect { try await pipe.spooled(in: "/nowhere") } throws: { error in
      (error as? BackendError)?.during == "copy the input to /nowhere"
    }
  }

  @Test("a file that grew before it is read again is told")
  func grew() async throws {
    try writeFile([1, 2], to: folder.file("x"))
    let input = try ImportInput.file(folder.file("x"))
    #expect(try await all(input) == [1, 2])
    try writeFile([1, 2, 3], to: folder.file("x"))
    let other = try ImportInput.file(folder.file("x"))
    // Another file in its place is not this one.
    let handle = try #require(FileHandle(forWritingAtPath: folder.file("x")))
    try handle.truncate(atOffset: 1)
    await #expect(throws: changed) { try await other.rewind() }
  }

  @Test("a file that changes while it is read again is told at its end")
  func changedLater() async throws {
    try writeFile([1, 2], to: folder.file("x"))
    let input = try ImportInput.file(folder.file("x"))
    _ = try await all(input)
    try await input.rewind()
    let handle = try #require(FileHandle(forWritingAtPath: folder.file("x")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([3]))
    await #expect(throws: changed) { try await all(input) }
  }

  @Test("of a folder the files that can be imported are named in order, and the others apart")
  func files() throws {
    let names = [
      "b.csv", "a.TSV", "c.ndjson.gz", "d.json", "e.jsonl", "f.txt", "g.xlsx", "README", ".hidden.csv", "h.gz",
      "i.csv.bak",
    ]
    for name in names { try writeFile([], to: folder.file(name)) }
    try FileManager.default.createDirectory(atPath: folder.file("sub.csv"), withIntermediateDirectories: false)
    #expect(mkfifo(folder.file("p.csv"), 0o600) == 0)
    #expect(symlink("nowhere", folder.file("link.csv")) == 0)
    #expect(symlink("b.csv", folder.file("z.csv")) == 0)
    let found = try ImportInput.files(in: folder.path)
    #expect(found.files == ["a.TSV", "b.csv", "c.ndjson.gz", "d.json", "e.jsonl", "f.txt", "z.csv"].map(folder.file))
    #expect(found.leftOut == ["README", "g.xlsx", "h.gz", "i.csv.bak", "link.csv", "p.csv", "sub.csv"])
    #expect(throws: BackendError.self) { try ImportInput.files(in: folder.file("none")) }
  }

  @Test("what is looked at first is given again")
  func peeked() async throws {
    let input = chunkedInput([1, 2, 3, 4, 5], [2])
    let (first, rest) = try await input.peeked { $0.count >= 3 }
    #expect(first == [1, 2, 3, 4])
    #expect(try await all(rest) == [1, 2, 3, 4, 5])
  }
}
