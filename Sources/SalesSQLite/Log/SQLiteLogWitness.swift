import Foundation
package import SalesPipeline

/// The notes of a log file's consumers. The log itself need not be there, nor be readable.
package struct SQLiteLogWitness: StoreWitness {
  private let path: String

  package init(path: String) { self.path = SQLiteFile(path: path, format: SQLiteSaleLog.format).path }

  package func notes() -> [String: ConsumerNote] { ConsumerCommits(log: path, identity: nil).notes() }
}
