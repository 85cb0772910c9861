import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String, mode: UInt32? = nil) throws(AtomicFile.Failure) {
    try AtomicFile(folder.file(name), mode: mode).write(Array(text.utf8))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.file(name), encoding: .utf8)
  }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
  }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  @Test("the file holds what was written last, and nothing is left beside it")
  func replaces() throws {
    try write("one\n", to: "a")
    try write("two\n", to: "a")
    #expect(try text("a") == "two\n")
    #expect(try names() == ["a"])
  }

  @Test("the new file has the permissions asked for, else those of the file it replaces")
  func permissions() throws {
    try write("1", to: "a", mode: 0o600)
    #expect(try mode("a") == 0o600)
    try write("2", to: "a")
    #expect(try mode("a") == 0o600)
    try write("3", to: "a", mode: 0o644)
    #expect(try mode("a") == 0o644)
  }

  @Test(
    "of a symbolic link the file that it leads to is written, and the link stays",
    arguments: ["real", "./real", "sub/../real", "other link", "not there yet"])
  func link(to target: String) throws {
    try write("old", to: "real", mode: 0o640)
    #expect(mkdir(folder.file("sub"), 0o700) == 0)
    #expect(symlink("real", folder.file("other link")) == 0)
    #expect(symlink(target, folder.file("link")) == 0)
    try write("new", to: "link")
    #expect(try text("link") == "new")
    #expect(try text(target == "not there yet" ? target : "real") == "new")
    #expect(try mode("real") == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == target)
    #expect(try !names().contains { $0.hasPrefix(".") })
  }

  @Test("links in a circle, a folder and a link to one are refused and stay", arguments: [nil, 0o600] as [UInt32?])
  func notAFile(mode: UInt32?) throws {
    #expect(mkdir(folder.file("folder"), 0o700) == 0)
    #expect(symlink("folder", folder.file("link")) == 0)
    #expect(symlink("b", folder.file("a")) == 0)
    #expect(symlink("a", folder.file("b")) == 0)
    for name in ["folder", "link"] {
      #expect(throws: AtomicFile.Failure.notAFile) { try write("new", to: name, mode: mode) }
    }
    #expect(throws: AtomicFile.Failure.system(ELOOP)) { try write("new", to: "a", mode: mode) }
    #expect(try names() == ["a", "b", "folder", "link"])
  }

  @Test(
    "what reads a pipe, or a link to one, gets it all; a pipe that nobody reads is told", arguments: ["pipe", "link"])
  func pipe(name: String) async throws {
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(symlink("pipe", folder.file("link")) == 0)
    #expect(throws: AtomicFile.Failure.system(ENXIO)) { try write("new", to: name) }
    let descriptor = open(folder.file("pipe"), O_RDONLY | O_NONBLOCK)
    let reader = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try write("new", to: name)
    #expect(try reader.readToEnd() == Data("new".utf8))
    #expect(try names() == ["link", "pipe"])
    var status = stat()
    #expect(lstat(folder.file("pipe"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("a missing folder is an error until it is made, with those above it")
  func folders() throws {
    #expect(throws: AtomicFile.Failure.system(ENOENT)) { try write("1", to: "x/y/a") }
    let file = AtomicFile(folder.file("x/y/a"), isDurable: true)
    try file.makeFolder()
    try file.makeFolder()
    try file.write([0x31])
    #expect(try text("x/y/a") == "1")
    #expect(throws: AtomicFile.Failure.system(ENOTDIR)) { try AtomicFile(folder.file("x/y/a/b/c")).makeFolder() }
    #expect("\(AtomicFile.Failure.system(ENOENT))" == "No such file or directory")
  }

  @Test("temporary files of ended processes are removed, those of others stay")
  func leftovers() throws {
    // No process has the first number; 1 is always there.
    for name in [".a.4194305", ".a.\(getpid())", ".a.1", ".a.bak", ".a.-5", ".b.4194305"] {
      try Data().write(to: URL(fileURLWithPath: folder.file(name)))
    }
    try write("1", to: "a")
    #expect(try names() == [".a.-5", ".a.1", ".a.bak", ".b.4194305", "a"])
  }

  @Test("a name may be as long as the file system allows")
  func longName() throws {
    let name = String(repeating: "ä", count: 127)
    try write("1", to: name)
    #expect(try text(name) == "1")
  }

  @Test(
    "a new file takes the first free name, with its number before the ending",
    arguments: [
      (["a.csv"], "b.csv", "b.csv"), (["a.csv"], "a.csv", "a-2.csv"), (["a.csv", "a-2.csv"], "a.csv", "a-3.csv"),
      (["a.csv", "a-3.csv"], "a.csv", "a-2.csv"), (["a"], "a", "a-2"), ([".a"], ".a", ".a-2"),
      (["a.tar.gz"], "a.tar.gz", "a.tar-2.gz"),
    ])
  func new(there: [String], wanted: String, expected: String) throws {
    for name in there { try write("old", to: name) }
    let path = try AtomicFile(folder.file(wanted)).writeNew(Array("new".utf8))
    #expect(path == folder.file(expected))
    #expect(try text(expected) == "new")
    for name in there { #expect(try text(name) == "old") }
    #expect(try names() == (there + [expected]).sorted())
  }

  @Test("a new file replaces neither a link that leads nowhere, nor a pipe, nor a folder")
  func newBesideOthers() throws {
    #expect(symlink("nowhere", folder.file("a.csv")) == 0)
    #expect(mkfifo(folder.file("a-2.csv"), 0o600) == 0)
    #expect(mkdir(folder.file("a-3.csv"), 0o700) == 0)
    #expect(try AtomicFile(folder.file("a.csv")).writeNew([0x31]) == folder.file("a-4.csv"))
    #expect(try names() == ["a-2.csv", "a-3.csv", "a-4.csv", "a.csv"])
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.file("a.csv"))) == "nowhere")
  }

  @Test("a new file in a folder that is missing is an error, and nothing is left")
  func newNowhere() throws {
    #expect(throws: AtomicFile.Failure.system(ENOENT)) { try AtomicFile(folder.file("x/a")).writeNew([0x31]) }
    #expect(try names() == [])
  }

  @Test("of many that write a new file at once each gets a name of its own")
  func newAtOnce() async throws {
    let texts = (1...40).map(String.init)
    let paths = try await withThrowingTaskGroup(of: String.self) { group in
      for text in texts { group.addTask { try AtomicFile(folder.file("a.csv")).writeNew(Array(text.utf8)) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(paths).count == texts.count)
    #expect(Set(try names().map(text)) == Set(texts))
  }

  @Test("however many write at once, the file is whole")
  func concurrent() async throws {
    let texts = (0..<8).map { String(repeating: "\($0)", count: 10_000) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for text in texts { group.addTask { try write(text, to: "a") } }
      try await group.waitForAll()
    }
    #expect(texts.contains(try text("a")))
    #expect(try names() == ["a"])
  }
}
