import Synchronization
import Testing

@testable import SalesSQLite

@Suite(.timeLimit(.minutes(10))) struct CommitChangesTests {
  @Test("a write is told of when its commit can be read, however long that waits for the disk")
  func waits() async {
    let asked = Mutex(0)
    let changes = CommitChanges {
      asked.withLock {
        $0 += 1
        return $0 == 3
      }
    }
    let (writes, report) = AsyncStream.makeStream(of: Void.self)
    let commits = changes.stream(of: writes)
    report.yield()
    for await _ in commits { break }
    #expect(asked.withLock { $0 } == 3)
  }

  @Test("where it cannot be told whether there was a commit, reading will tell")
  func unknown() async {
    struct Unreadable: Error {}
    let (writes, report) = AsyncStream.makeStream(of: Void.self)
    let commits = CommitChanges { throw Unreadable() }.stream(of: writes)
    report.yield()
    for await _ in commits { return }
    Issue.record("the stream ended")
  }

  @Test("it ends with the reports")
  func ends() async {
    let (writes, report) = AsyncStream.makeStream(of: Void.self)
    report.finish()
    for await _ in CommitChanges(isChanged: { true }).stream(of: writes) { Issue.record("nothing was written") }
  }
}
