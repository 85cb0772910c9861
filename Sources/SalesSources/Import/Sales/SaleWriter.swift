import Foundation
import SalesCore

/// Turns the rows of a file into records, by its recipe and by what the file has proved.
struct SaleWriter {
  let recipe: BoundRecipe
  let reading: RowReading
  var dates: DateReader
  /// The currency of rows that name none.
  let currency: Currency
  /// The currency that the store counts.
  let reporting: Currency
  let rounds: Bool
  let ids: RowIDs
  var repeats: RepeatCounter
  /// The number of the next sale, where ids are numbers.
  var sequence: Int64 = 0
  /// The record behind its id.
  private var rest: [UInt8] = []

  init(_ file: ExaminedFile) {
    (recipe, ids, dates, repeats) = (file.bound, file.ids, file.dates, file.counter)
    (currency, reporting) = (file.currency, file.reporting)
    reading = RowReading(NumberReader(mark: file.decimal, name: "cell"))
    rounds = file.options.rounds ?? false
  }

  /// Writes the record of a row; `latest` is the last moment that a sale may bear. Of a row that is no sale nothing is
  /// written.
  mutating func write(_ row: ImportRow, latest: Timestamp, to record: inout [UInt8]) -> RowOutcome {
    reading.begin(row)
    do throws(SaleProblem) {
      if try isLeftOut(reading) { return .leftOut }
      let time = try time(reading, latest: latest)
      let currency = try rowCurrency(reading)
      let exact = try amount(reading)
      try checkMarks(currency)
      let (amount, rounding) = try money(exact, currency)
      guard currency == reporting else {
        return .rejected(
          SaleProblem(.currency, "currency \(currency.code) is not \(reporting.code), which the store counts"),
          foreign: ForeignAmount(amount: amount, currency: currency))
      }
      var sale = RowSale(
        time: time.time, hasClock: time.hasClock, isUncertain: time.isUncertain, amount: amount, rounding: rounding)
      var rest = self.rest
      // Not copied while it is written.
      self.rest = []
      defer { self.rest = rest }
      rest.removeAll(keepingCapacity: true)
      append(sale, currency, to: &rest)
      try appendName(.product, recipe.product, reading, &sale, to: &rest)
      rest.append(#","region":"#)
      try appendName(.region, recipe.region, reading, &sale, to: &rest)
      rest.append(UInt8(ascii: "}"))
      record.removeAll(keepingCapacity: true)
      record.append(#"{"id":"#)
      var content = ContentHash()
      if case .content = ids.kind { rest.withUnsafeBytes { content.combine($0) } }
      try ids.append(row, content: content, number: number(of: row, content), to: &record)
      record.append(contentsOf: rest)
      return .sale(sale)
    } catch {
      return .rejected(error, foreign: nil)
    }
  }

  private mutating func number(of row: ImportRow, _ content: ContentHash) -> Int {
    switch ids.kind {
    case .rows: Int(sequence)
    case .content: repeats.next(content.short)
    case .columns(_, numbered: true): repeats.next(ids.key(row))
    case .columns, .position: 1
    }
  }

  private func isLeftOut(_ row: RowReading) throws(SaleProblem) -> Bool {
    guard let condition = recipe.condition else { return false }
    return try !formulaResult { () throws(FormulaEvaluationProblem) in try condition.holds(for: row) }
  }

  /// The record up to its product.
  private func append(_ sale: RowSale, _ currency: Currency, to record: inout [UInt8]) {
    record.append(#","time":""#)
    sale.time.appendText(to: &record)
    record.append(#"","amount":"#)
    sale.amount.appendText(to: &record, currency: currency)
    record.append(#","currency":""#)
    record.append(contentsOf: currency.code.utf8)
    record.append(#"","product":"#)
  }
}

extension SaleWriter {
  private func formulaResult<T>(_ evaluate: () throws(FormulaEvaluationProblem) -> T) throws(SaleProblem) -> T {
    do throws(FormulaEvaluationProblem) { return try evaluate() } catch {
      throw SaleProblem(.wrongType, "\(error)")
    }
  }

  private mutating func time(_ row: RowReading, latest: Timestamp) throws(SaleProblem) -> ReadTime {
    let time: ReadTime
    switch recipe.time {
    case .column(let index): time = try row.row.withCell(index) { cell throws(SaleProblem) in try dates.time(cell) }
    case .formula:
      var text = try text(recipe.time, row) ?? ""
      time = try text.withUTF8Typed { bytes throws(SaleProblem) in try dates.time(bytes) }
    }
    guard time.time <= latest else {
      throw SaleProblem(.timeRange, "time \(time.time.text) lies in the future")
    }
    return time
  }

  private func text(_ source: BoundRecipe.Source, _ row: RowReading) throws(SaleProblem) -> String? {
    do throws(SaleProblem) {
      return try formulaResult { () throws(FormulaEvaluationProblem) in try row.text(source) }
    } catch {
      guard case .formula(let formula) = source, formula.formula.description.contains(" + ") else { throw error }
      throw SaleProblem(error.reason, error.message + "; + adds numbers, and texts are joined as in A & ' ' & B")
    }
  }

  private func rowCurrency(_ row: RowReading) throws(SaleProblem) -> Currency {
    let named: String?
    if let source = recipe.currency { named = try text(source, row) } else { named = row.row.namedCurrency }
    guard let text = named else { return currency }
    let code = RecipeChanges.trimmed(text).uppercased()
    if code.isEmpty { return currency }
    if code == reporting.code { return reporting }
    guard let named = Currency.named(code) else {
      throw SaleProblem(.currency, "currency \"\(code.prefix(40))\" is not a code such as USD")
    }
    return named
  }

  private func amount(_ row: RowReading) throws(SaleProblem) -> ExactDecimal {
    let value: ExactDecimal?
    switch recipe.amount {
    case .column(let index):
      value = try formulaResult { () throws(FormulaEvaluationProblem) in try row.number(index) }
    case .formula(let formula):
      value = try formulaResult { () throws(FormulaEvaluationProblem) in try formula.number(of: row) }
    }
    guard let value else { throw SaleProblem(.missingField, "there is no amount") }
    return value
  }

  private func checkMarks(_ currency: Currency) throws(SaleProblem) {
    guard let wrong = reading.marks.first(where: { !$0.fits(currency) }) else { return }
    throw SaleProblem(.currency, "the amount is in \(wrong.text), not in \(currency.code)")
  }

  private func money(
    _ exact: ExactDecimal, _ currency: Currency
  ) throws(SaleProblem) -> (Money, rounding: ExactDecimal?) {
    if !exact.isInexact, let units = exact.minorUnits(decimals: currency.decimals), Self.isPossible(units) {
      return (Money(minorUnits: units), nil)
    }
    let text = exact.text.prefix(30)
    let isFiner = exact.isInexact || exact.decimals > currency.decimals
    guard rounds || !isFiner else {
      throw SaleProblem(
        .amountPrecision,
        "amount \(text) has more than \(currency.decimals) decimals; --round half-up takes it rounded")
    }
    let rounded = exact.rounded(decimals: currency.decimals)
    guard let units = rounded.minorUnits(decimals: currency.decimals), Self.isPossible(units) else {
      throw SaleProblem(.amountRange, "amount \(text) is too large")
    }
    return (Money(minorUnits: units), try? rounded - exact)
  }

  private static func isPossible(_ units: Int64) -> Bool { units.magnitude <= SaleRules.maxAmount }

  private func appendName(
    _ field: SaleField, _ source: BoundRecipe.Source, _ row: RowReading, _ sale: inout RowSale,
    to record: inout [UInt8]
  ) throws(SaleProblem) {
    // Nearly all names are a column's, plain, and need no String.
    if case .column(let index) = source {
      let isDone = row.row.withCell(index) { cell in
        guard Self.isPlain(cell) else { return false }
        SaleEncoder.appendText(cell, to: &record)
        return true
      }
      if isDone { return }
    }
    SaleEncoder.appendText(try name(field, source, row, &sale), to: &record)
  }

  /// Visible ASCII and spaces within.
  private static func isPlain(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard (1...SaleRules.maxNameCharacters).contains(cell.count), cell[0] != 0x20, cell[cell.count - 1] != 0x20 else {
      return false
    }
    return cell.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private func name(
    _ field: SaleField, _ source: BoundRecipe.Source, _ row: RowReading, _ sale: inout RowSale
  ) throws(SaleProblem) -> String {
    let text = try text(source, row) ?? ""
    guard !text.utf8.contains(where: { $0 == 0 }), !text.unicodeScalars.contains("\u{FFFD}") else {
      throw SaleProblem(
        .badEncoding, "\(field.rawValue) is not text; name its encoding, such as --encoding windows-1252")
    }
    var name = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    guard !name.isEmpty else {
      throw SaleProblem(.badName, "\(field.rawValue) is blank; --default \(field.rawValue)='…' names such sales")
    }
    if name.count > SaleRules.maxNameCharacters || name.utf8.count > SaleRules.maxNameBytes {
      name = String(name.prefix(SaleRules.maxNameCharacters))
      while name.utf8.count > SaleRules.maxNameBytes { name.removeLast() }
      name = name.trimmingCharacters(in: .whitespacesAndNewlines)
      sale.cutNames += 1
    }
    return name
  }
}

extension String {
  /// `withUTF8` with a typed error.
  fileprivate mutating func withUTF8Typed<T, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> T
  ) throws(Failure) -> T {
    let result = withUTF8 { bytes in Result { () throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) } }
    return try result.get()
  }
}

extension [UInt8] {
  /// Appends text of the program's own, without a detour by its characters.
  fileprivate mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
