package import Foundation
package import SalesCore
package import SalesPipeline

package enum ImportFormat: String, CaseIterable, Sendable {
  case csv
  case ndjson

  /// By the extension of the file's name; nil for an unknown one.
  init?(path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "csv", "tsv": self = .csv
    case "ndjson", "jsonl": self = .ndjson
    default: return nil
    }
  }
}

package struct ImportSettings: Sendable {
  /// The source of rows without an id: their ids begin with it.
  package var source: SourceName
  /// The default is US dollars.
  package var currency: Currency = .usDollar
  package var columns = ColumnMap()
  /// The zone of times that name none. The default is nil: their rows are rejected.
  package var timeZone: TimeZone?
  /// The default is nil: decided by the name of the file, else by its first byte.
  package var format: ImportFormat?
  /// The most records in one append. The default is 5000.
  package var batchLimit = 5000
  package var retry = Retry()

  package init(source: SourceName) { self.source = source }
}

/// A row that was not imported.
package struct RejectedRow: Hashable, Sendable {
  package var file: String
  /// The line where the row begins, from 1.
  package var line: Int
  package var problem: SaleProblem
}

/// The counts so far, after an append.
package struct ImportProgress: Hashable, Sendable {
  package var read: Int64
  package var appended: Int64
  package var rejected: Int64
  package var bytes: Int64
  package var totalBytes: Int64?
}

/// The counts of an import. `read` is `appended` + `rejected`, unless it was cancelled.
package struct ImportSummary: Hashable, Sendable {
  /// Rows of CSV or lines of NDJSON, valid or not.
  package var read: Int64 = 0
  /// Acknowledged by the log.
  package var appended: Int64 = 0
  package var rejected: Int64 = 0
  /// The numbers of the rows that got their id here; nil where rows have ids of their own.
  package var sequences: Range<Int64>?
  package var duration: Duration = .zero
  /// True where the import was cancelled before the end of the file.
  package var isCancelled = false
}
