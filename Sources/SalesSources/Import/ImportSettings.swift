package import Foundation
package import SalesCore
package import SalesPipeline

package enum ImportFormat: String, CaseIterable, Sendable {
  case csv
  case ndjson

  /// By the file's name; nil where that does not tell.
  init?(path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "csv", "tsv": self = .csv
    case "ndjson", "jsonl": self = .ndjson
    default: return nil
    }
  }
}

package struct ImportSettings: Sendable {
  /// Names rows that have no id of their own.
  package var source: SourceName
  package var currency: Currency = .usDollar
  package var columns = ColumnMap()
  /// In which dates and times without a zone are read; without one they are refused.
  package var timeZone: TimeZone?
  /// Nil: by the name of the file, else by its first byte.
  package var format: ImportFormat?
  /// Most records in one append.
  package var batchLimit = 5000
  package var retry = Retry()

  package init(source: SourceName) {
    self.source = source
  }
}

/// A row that was left out.
package struct RejectedRow: Hashable, Sendable {
  package var file: String
  /// Where it begins, from 1.
  package var line: Int
  package var problem: SaleProblem
}

package struct ImportProgress: Hashable, Sendable {
  package var read: Int64
  package var appended: Int64
  package var rejected: Int64
  package var bytes: Int64
  package var totalBytes: Int64?
}

package struct ImportSummary: Hashable, Sendable {
  /// Rows or lines, good and bad.
  package var read: Int64 = 0
  /// Acknowledged by the log.
  package var appended: Int64 = 0
  package var rejected: Int64 = 0
  /// Numbers of the rows that got their id here; empty where rows have their own.
  package var sequences: Range<Int64>?
  package var duration: Duration = .zero
  /// It was stopped before the end of the file.
  package var isCancelled = false
}
