import SalesCore
import SalesPipeline

/// `verify --json`.
struct VerifyDocument: Encodable {
  struct Sum: Encodable {
    var sales: Int64
    var revenueMinor: Int64

    init(_ sum: AuditReport.Sum) {
      sales = sum.sales
      revenueMinor = sum.revenueMinor
    }
  }

  struct Coverage: Encodable {
    var partition: Int32
    var first: Int64
    var next: Int64
    var end: Int64
    var whole: Bool
  }

  struct Conflict: Encodable {
    struct Difference: Encodable {
      var field: String
      var record: String
      var stored: String
    }

    struct Place: Encodable {
      var partition: Int32
      var offset: Int64

      init(_ position: Position) { (partition, offset) = (position.partition, position.offset) }
    }

    var id: String
    var record: Place
    /// The record that brought the stored sale.
    var stored: Place
    var differences: [Difference]
  }

  /// There are neither differences nor conflicts.
  var ok: Bool
  /// The store holds what its log comes to: there are no differences, whatever conflicts there are.
  var agrees: Bool
  var log: Sum
  var store: Sum
  var rollups: Sum
  var duplicates: Int64
  var conflicts: Int64
  var conflictExamples: [Conflict]
  var deadLetters: Int64
  var coverage: [Coverage]
  var differences: [String]

  init(_ report: AuditReport, _ currency: Currency) {
    (ok, agrees) = (report.isOK, report.agrees)
    (log, store, rollups) = (Sum(report.log), Sum(report.store), Sum(report.rollups))
    (duplicates, conflicts, deadLetters) = (report.duplicates, report.conflicts, report.deadLetters)
    conflictExamples = report.conflictExamples.map { Conflict($0, currency) }
    coverage = report.coverage.map {
      Coverage(partition: $0.partition, first: $0.first, next: $0.next, end: $0.end, whole: $0.isWhole)
    }
    differences = report.differences
  }
}

extension VerifyDocument.Conflict {
  init(_ conflict: SaleConflict, _ currency: Currency) {
    id = conflict.sale.id
    (record, stored) = (Place(conflict.position), Place(conflict.stored.position))
    differences = conflict.differences.map {
      Difference(
        field: $0.rawValue, record: conflict.sale.text(of: $0, currency),
        stored: conflict.stored.sale.text(of: $0, currency))
    }
  }
}
