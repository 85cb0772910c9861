package import Foundation
package import SalesCore

/// A file after its first pass: the recipe that reads it and what it has proved.
package struct ExaminedFile: Sendable {
  package let name: String
  /// For people: `gzip, UTF-16LE`.
  package let detail: String
  package internal(set) var recipe: Recipe
  /// Fields of a recognised recipe for which a person gave another rule.
  package let overridden: [(field: String, rule: (asked: String, recipe: String))]
  /// How the recipe was found: recognised, named by a person, or proposed.
  package let origin: RecipeOrigin
  /// Notes on what a person may have overlooked in a file that was read by the names of its columns.
  package let advice: [String]
  package internal(set) var columns: [String]
  package let decimal: DecimalMark?
  /// The zone of times that name none; nil where all name one.
  package let timeZone: TimeZone?
  /// The zone by which a store that is there cuts days, where it is another one.
  package let storeZone: TimeZone?
  /// The currency of rows that name none.
  package let currency: Currency
  /// The currency that the store counts.
  package let reporting: Currency
  package let currencyOrigin: CurrencyOrigin
  /// Ids of more than one row.
  let repeatedIDs: Set<UInt64>
  package let comparesAllIDs: Bool

  let input: ImportInput
  let options: ReadOptions
  let format: ImportFormat
  var bound: BoundRecipe
  let dates: DateReader
  var ids: RowIDs
  var counter: RepeatCounter
  /// True where neither recipe nor person has a word on the currency of a row, so that one which later rows name counts.
  let leavesCurrencyOpen: Bool
  let wanted: [[String]]
  /// Of CSV.
  let separator: UInt8
}

extension ExaminedFile {
  /// The same file behind a header with other columns. Throws where the recipe cannot read these.
  func behind(header columns: [String]) throws(ImportProblem) -> ExaminedFile {
    let names = ColumnNames(columns)
    var file = self
    file.columns = columns
    if leavesCurrencyOpen { file.recipe.fields[.currency] = try RecipeGuess.currency(among: names) }
    let lacking = file.recipe.lacking(in: names).map { "\"\($0)\"" }
    guard lacking.isEmpty else {
      throw ImportProblem("there is no \(lacking.joined(separator: ", ")) any more; there are \(names.listing)")
    }
    file.bound = try BoundRecipe(file.recipe, names, isJSON: false)
    if case .columns(_, let numbered) = ids.kind {
      file.ids = RowIDs(kind: .columns(file.bound.id, numbered: numbered))
    }
    return file
  }
}

/// How the recipe of a file was found.
package enum RecipeOrigin: Hashable, Sendable {
  case recognised
  case named
  case proposed
}

/// The form of a file of rejected rows.
extension ExaminedFile {
  /// The header of the row's file with a column for the reason before all others; empty for JSON.
  package func rejectedHeader(_ row: RejectedRow) -> String {
    guard format == .csv else { return "" }
    return (["reason"] + row.columns).map { quoted($0) }.joined(separator: separatorText) + "\n"
  }

  /// The row with its reason before it; in JSON the reason is a member of the object.
  package func rejectedRow(_ row: RejectedRow) -> [UInt8] {
    let reason = "\(row.problem.reason.rawValue): \(row.problem.message)"
    var source = row.source[...]
    while let last = source.last, last == .lineFeed || last == .carriageReturn { source.removeLast() }
    var bytes: [UInt8] = []
    if format == .csv {
      bytes.append(contentsOf: (quoted(reason) + separatorText).utf8)
    } else if let start = source.firstIndex(of: UInt8(ascii: "{")) {
      bytes.append(contentsOf: #"{"reason":"#.utf8)
      SaleEncoder.appendText(reason, to: &bytes)
      source = source[(start + 1)...]
      if source.first(where: { $0 > 0x20 }) != UInt8(ascii: "}") { bytes.append(UInt8(ascii: ",")) }
    }
    bytes.append(contentsOf: source)
    bytes.append(.lineFeed)
    return bytes
  }

  private var separatorText: String { String(UnicodeScalar(separator)) }

  private func quoted(_ text: String) -> String {
    let needsQuotes = text.contains { $0 == "\"" || $0.isNewline || $0 == Character(UnicodeScalar(separator)) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
