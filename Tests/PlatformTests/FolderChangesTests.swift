import Foundation
import Platform
import SalesPipeline
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct FolderChangesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ text: String = "x") throws {
    let url = URL(fileURLWithPath: folder.file(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The kernel gives out only so many; other tests may have them all for a while.
  private func watch(
    _ folders: [String], _ kind: FolderChanges.Kind = .edits, concerns: @escaping @Sendable (String) -> Bool
  ) async -> FolderChanges {
    while true {
      if let changes = FolderChanges(folders, kind, concerns: concerns) { return changes }
      await Task.yield()
    }
  }

  @Test("what an editor does to a file is told: written, written anew beside it, removed")
  func edits() async throws {
    let changes = await watch([folder.path]) { $0 == "a.toml" }
    var told = changes.stream().makeAsyncIterator()
    try write("a.toml")
    #expect(await told.next() != nil)
    try Data("y".utf8).write(to: URL(fileURLWithPath: folder.file("a.toml")), options: .atomic)
    #expect(await told.next() != nil)
    try FileManager.default.removeItem(atPath: folder.file("a.toml"))
    #expect(await told.next() != nil)
  }

  @Test("a folder that is made later is watched from then on")
  func later() async throws {
    let changes = await watch([folder.file("salestop/themes")]) { $0 == "salestop" || $0 == "themes" || $0 == "a.toml" }
    var told = changes.stream().makeAsyncIterator()
    try write("salestop/themes/a.toml")
    #expect(await told.next() != nil)
    // The making may go unseen; a later edit in the folder must not.
    let writer = Task {
      var count = 0
      while !Task.isCancelled {
        count += 1
        try write("salestop/themes/a.toml", "\(count)")
        await Task.yield()
      }
    }
    for _ in 0..<3 { #expect(await told.next() != nil) }
    writer.cancel()
  }

  @Test("other files are not told of")
  func others() async throws {
    let seen = Mutex<Set<String>>([])
    let changes = await watch([folder.path]) { name in
      seen.withLock { _ = $0.insert(name) }
      return name == "last.toml"
    }
    var told = changes.stream().makeAsyncIterator()
    try write("other.txt")
    try write("last.toml")
    #expect(await told.next() != nil)
    #expect(seen.withLock { $0 }.contains("other.txt"))
  }

  @Test("where a file cannot be watched itself, its folder tells of the writes to it")
  func refused() async throws {
    try write("a-wal")
    // As the kernel refuses one more: nothing lies below a file.
    let changes = await watch([folder.path], .writes(to: [folder.file("a-wal"), folder.file("a-wal/none")])) { _ in
      true
    }
    var told = changes.stream().makeAsyncIterator()
    try write("b-wal")
    #expect(await told.next() != nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("b-wal")))
    for _ in 0..<3 {
      try file.write(contentsOf: Data("x".utf8))
      #expect(await told.next() != nil)
    }
  }

  @Test("each write to a file that is watched itself is told, also once it was made anew; those to others are not seen")
  func writes() async throws {
    let seen = Mutex<[String]>([])
    let changes = await watch([folder.path], .writes(to: [folder.file("a-wal")])) { name in
      seen.withLock { $0.append(name) }
      return name == "a-wal"
    }
    var told = changes.stream().makeAsyncIterator()
    try write("b-wal")
    let other = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("b-wal")))
    for _ in 0..<2 {
      try write("a-wal")
      #expect(await told.next() != nil)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("a-wal")))
      for _ in 0..<3 {
        try other.write(contentsOf: Data("x".utf8))
        try file.write(contentsOf: Data("x".utf8))
        #expect(await told.next() != nil)
      }
      try FileManager.default.removeItem(atPath: folder.file("a-wal"))
    }
    #expect(seen.withLock { $0.filter { $0 == "b-wal" } } == ["b-wal"], "its making alone")
  }
}
