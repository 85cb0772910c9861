import SalesCore

/// The end of one row.
enum RowOutcome {
  /// Its record was written.
  case sale(RowSale)
  /// The recipe's condition is not true for it.
  case leftOut
  case rejected(SaleProblem, foreign: ForeignAmount?)
}

/// The sale of a row, as the report counts it.
struct RowSale {
  var time: Timestamp
  var hasClock: Bool
  /// The clock of its zone shows the time twice, or never.
  var isUncertain: Bool
  var amount: Money
  /// What rounding has added to the amount, in the currency's units; nil where nothing was rounded.
  var rounding: ExactDecimal?
  /// How many of its names were too long and are cut.
  var cutNames = 0
}

/// Money in a currency that the store does not count.
struct ForeignAmount {
  var amount: Money
  var currency: Currency
}
