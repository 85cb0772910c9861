import Foundation
import Platform
package import SalesCore
package import SalesPipeline

/// A log file as the witness of the stores that consume it. Neither file nor notes need be there, nor be readable.
package struct SQLiteLogWitness: StoreWitness {
  private let path: String

  package init(path: String) { self.path = SQLiteFile(path: path, format: SQLiteSaleLog.format).path }

  package func notes() -> [String: ConsumerNote] { ConsumerCommits(log: path, identity: nil).notes() }

  /// Opened for each question: a log may be made anew at any time, and is asked only while a store is at rest.
  package func ends(of log: LogIdentity) async -> [Int32: Int64]? {
    guard let file = try? SQLiteSaleLog(path: path, mode: .read, now: { .epoch }), file.identity.name == log.name,
      let bounds = try? await file.partitions()
    else { return nil }
    return Dictionary(bounds.map { ($0.partition, $0.end) }, uniquingKeysWith: { $1 })
  }

  package func appends() -> AsyncStream<Void>? {
    FolderChanges(database: path)?.kept() ?? AsyncStream.ticks(every: .seconds(1))
  }
}

extension FolderChanges {
  /// A stream of the changes that keeps the watcher alive as long as it is read.
  fileprivate func kept() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let task = Task {
      for await _ in self.stream() { continuation.yield() }
      continuation.finish()
    }
    continuation.onTermination = { _ in task.cancel() }
    return stream
  }
}
