package import Foundation
package import SalesCore

/// How a file is read, as far as a recipe or a person says so. All else is proved by the file.
package struct ReadOptions: Hashable, Sendable {
  package var format: ImportFormat?
  package var dates: DateChoice?
  package var decimal: DecimalMark?
  /// As iconv knows it: `windows-1252`.
  package var encoding: String?
  /// The zone of times that name none.
  package var timeZone: TimeZone?
  /// The currency of rows that name none.
  package var currency: Currency?
  /// True where amounts with more decimals than the currency has are rounded half up; otherwise they are rejected.
  package var rounds: Bool?
  /// The path of a list of JSON whose items are the rows.
  package var each: String?
  /// The lines before the header.
  package var skip: Int?

  package init() {}

  /// These options where they are given, else the others.
  func over(_ other: ReadOptions) -> ReadOptions {
    var options = other
    options.format = format ?? other.format
    options.dates = dates ?? other.dates
    options.decimal = decimal ?? other.decimal
    options.encoding = encoding ?? other.encoding
    options.timeZone = timeZone ?? other.timeZone
    options.currency = currency ?? other.currency
    options.rounds = rounds ?? other.rounds
    options.each = each ?? other.each
    options.skip = skip ?? other.skip
    return options
  }
}
