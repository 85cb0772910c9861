package import SalesCore

/// A row that was not imported.
package struct RejectedRow: Hashable, Sendable {
  package var file: String
  /// The line where the row begins, from 1.
  package var line: Int
  package var problem: SaleProblem
  /// The row as it stands in the file.
  package var source: [UInt8]
  /// Those that it has; of CSV by the header above it.
  package var columns: [String]
}

/// The counts so far.
package struct ImportProgress: Hashable, Sendable {
  package var read: Int64
  package var rejected: Int64
  /// The share of the file that was read, from 0 to 1; nil where its end is not known.
  package var share: Double?
}

/// All that became of one file. `read` is `sales` + `leftOut` + `repeats` + the rejected rows, unless it was cancelled.
package struct ImportReport: Sendable {
  package struct Rejection: Hashable, Sendable {
    package var count: Int64
    /// The first few, with their lines.
    package var first: [String]
    package var lines: [Int]
  }

  package struct Foreign: Hashable, Sendable {
    package var count: Int64 = 0
    package var minorUnits: Int64 = 0
    package var currency: Currency
  }

  package let file: String
  package let recipe: Recipe
  package let reporting: Currency
  package internal(set) var read: Int64 = 0
  /// All, refunds among them.
  package internal(set) var sales: Int64 = 0
  package internal(set) var refunds: Int64 = 0
  package internal(set) var leftOut: Int64 = 0
  /// Rows that repeat a sale of the file, id and all, and are counted once.
  package internal(set) var repeats: Int64 = 0
  /// Sales whose time names a day only.
  package internal(set) var clockless: Int64 = 0
  /// Sales at a time that the clock of its zone shows twice or never, at a change of the clocks.
  package internal(set) var uncertain: Int64 = 0
  package internal(set) var revenueMinor: Int64 = 0
  package internal(set) var rejections: [SaleProblem.Reason: Rejection] = [:]
  /// Money of rows in other currencies, by code.
  package internal(set) var foreign: [String: Foreign] = [:]
  package internal(set) var rounded: Int64 = 0
  /// The sum that rounding has added, in units of the currency.
  package internal(set) var roundingSum = ExactDecimal.zero
  package internal(set) var cutNames: Int64 = 0
  /// The fields of the first sale, by name: as they stand in the file, and as they are stored.
  package internal(set) var example: [ExampleField] = []
  package internal(set) var passedOver = RowsPassedOver()
  /// Acknowledged by the log; 0 in a check.
  package internal(set) var appended: Int64 = 0
  /// The file ends before its time: the rows up to there are counted.
  package internal(set) var ending: String?
  package internal(set) var isCancelled = false

  package var rejected: Int64 { rejections.values.reduce(0) { $0 + $1.count } }

  init(_ file: ExaminedFile) {
    self.file = file.name
    recipe = file.recipe
    reporting = file.reporting
  }

  private static let most = 3

  mutating func add(_ sale: RowSale) {
    sales += 1
    if sale.amount.minorUnits < 0 { refunds += 1 }
    revenueMinor = Self.sum(revenueMinor, sale.amount.minorUnits)
    if let rounding = sale.rounding {
      rounded += 1
      roundingSum = (try? roundingSum + rounding) ?? roundingSum
    }
    if sale.cutNames > 0 { cutNames += 1 }
    if !sale.hasClock { clockless += 1 }
    if sale.isUncertain { uncertain += 1 }
  }

  mutating func reject(_ problem: SaleProblem, line: Int, foreign amount: ForeignAmount?) {
    var rejection = rejections[problem.reason] ?? Rejection(count: 0, first: [], lines: [])
    rejection.count += 1
    if rejection.lines.count < Self.most {
      rejection.lines.append(line)
      rejection.first.append(problem.message)
    }
    rejections[problem.reason] = rejection
    guard let amount else { return }
    var sum = foreign[amount.currency.code] ?? Foreign(currency: amount.currency)
    sum.count += 1
    sum.minorUnits = Self.sum(sum.minorUnits, amount.amount.minorUnits)
    foreign[amount.currency.code] = sum
  }

  private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }
}

/// A field of the first sale, for people.
package struct ExampleField: Hashable, Sendable {
  package var name: String
  /// The columns or the formula.
  package var rule: String
  package var cell: String
  package var value: String
}

/// Rows that are no rows of sales, passed over without being counted as read.
package struct RowsPassedOver: Hashable, Sendable {
  package var blank = 0
  package var repeatedHeaders = 0
  /// Records that say that something was deleted.
  package var deleted = 0
  /// Orders without items.
  package var withoutItems = 0
}
