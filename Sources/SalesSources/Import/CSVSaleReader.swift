import Foundation
import SalesCore

/// Turns a CSV row into a sale's record. Checks the number of fields and the form of each cell, so that a message can
/// quote the cell; `SaleDecoder` decides whether the record is a valid sale.
struct CSVSaleReader {
  private let currency: Currency
  private let time: Int
  private let amount: Int
  private let product: Int
  private let region: Int
  private let id: Int?
  private let currencyCode: Int?
  private let width: Int
  private let source: SourceName
  private var localTime: LocalTime?

  /// True where the file has no column of ids: a row's id is then its source and number.
  var mintsIDs: Bool { id == nil }

  init(header: [String], map: ColumnMap, settings: ImportSettings) throws(ImportProblem) {
    let columns = try map.indices(in: header)
    guard let time = columns[.time], let amount = columns[.amount], let product = columns[.product],
      let region = columns[.region]
    else { throw ImportProblem("the header is not that of sales") }
    (self.time, self.amount, self.product, self.region) = (time, amount, product, region)
    id = columns[.id]
    currencyCode = columns[.currency]
    width = header.count
    currency = settings.currency
    source = settings.source
    localTime = settings.timeZone.map(LocalTime.init(zone:))
  }

  /// Writes the record of a row. `sequence` numbers it where ids are minted.
  mutating func write(
    _ fields: [CSVScanner.Field], of bytes: UnsafeRawBufferPointer, sequence: Int64, to record: inout [UInt8]
  ) throws(SaleProblem) {
    guard fields.count == width else {
      throw SaleProblem(.notASale, "has \(fields.count) fields where the header has \(width)")
    }
    func cell(_ index: Int) -> UnsafeRawBufferPointer {
      CSVFormula.unescaped(UnsafeRawBufferPointer(rebasing: bytes[fields[index].start..<fields[index].end]))
    }
    if let currencyCode { try check(currency: cell(currencyCode)) }
    let time = try time(cell(time))
    let amount = try amount(cell(amount))
    record.removeAll(keepingCapacity: true)
    record.append(contentsOf: #"{"id":"#.utf8)
    if let id {
      try appendID(cell(id), to: &record)
    } else {
      source.appendID(sequence, to: &record)
    }
    record.append(contentsOf: #","time":""#.utf8)
    time.appendText(to: &record)
    record.append(contentsOf: #"","amount":"#.utf8)
    amount.appendText(to: &record, currency: currency)
    record.append(contentsOf: #","product":"#.utf8)
    try appendName(cell(product), "product", to: &record)
    record.append(contentsOf: #","region":"#.utf8)
    try appendName(cell(region), "region", to: &record)
    if mintsIDs {
      record.append(contentsOf: #","src":""#.utf8)
      record.append(contentsOf: source.text.utf8)
      record.append(contentsOf: #"","seq":"#.utf8)
      record.appendDigits(sequence)
    }
    record.append(UInt8(ascii: "}"))
  }

  private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (start, end) = (0, bytes.count)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// For messages: at most 40 bytes of a cell.
  private static func quote(_ bytes: UnsafeRawBufferPointer) -> String {
    "\"" + String(decoding: bytes.prefix(40), as: UTF8.self) + (bytes.count > 40 ? "…\"" : "\"")
  }
}

extension CSVSaleReader {
  private mutating func time(_ cell: UnsafeRawBufferPointer) throws(SaleProblem) -> Timestamp {
    let text = Self.trimmed(cell)
    guard !text.isEmpty else { throw SaleProblem(.missingField, "time is empty") }
    let time: Timestamp
    if let zoned = Timestamp(rfc3339: text) {
      time = zoned
    } else {
      guard let local = LocalTime.wallClock(text) else {
        throw SaleProblem(.badTime, "time \(Self.quote(text)) is not like 2026-11-21T06:20:48Z or 2026-11-21 06:20")
      }
      guard let zoned = localTime?.instant(local) else {
        throw SaleProblem(.badTime, "time \(Self.quote(text)) has no zone; say which with --time-zone")
      }
      time = zoned
    }
    guard time >= .epoch else { throw SaleProblem(.timeRange, "time \(Self.quote(text)) is before 1970") }
    return time
  }

  private func amount(_ cell: UnsafeRawBufferPointer) throws(SaleProblem) -> Money {
    let text = Self.trimmed(cell)
    guard !text.isEmpty else { throw SaleProblem(.missingField, "amount is empty") }
    do {
      return try Money(decimal: text, currency: currency)
    } catch {
      let quoted = Self.quote(text)
      switch error {
      case .range: throw SaleProblem(.amountRange, "amount \(quoted) is too large")
      case .precision:
        throw SaleProblem(.amountPrecision, "amount \(quoted) has more than \(currency.decimals) decimals")
      case .notANumber:
        let hint = text.contains(UInt8(ascii: ",")) ? "; decimals are written with a point, without grouping" : ""
        throw SaleProblem(.wrongType, "amount \(quoted) is not a number\(hint)")
      }
    }
  }

  private func check(currency cell: UnsafeRawBufferPointer) throws(SaleProblem) {
    let text = Self.trimmed(cell)
    guard text.elementsEqual(currency.code.utf8) else {
      throw SaleProblem(.currency, "currency \(Self.quote(text)) is not \(currency.code)")
    }
  }

  private func appendID(_ cell: UnsafeRawBufferPointer, to record: inout [UInt8]) throws(SaleProblem) {
    guard (1...SaleRules.maxIDBytes).contains(cell.count) else {
      throw SaleProblem(.badID, cell.isEmpty ? "id is empty" : "id is longer than \(SaleRules.maxIDBytes) bytes")
    }
    try checkEncoding(cell, "id")
    SaleEncoder.appendText(cell, to: &record)
  }

  private func checkEncoding(_ cell: UnsafeRawBufferPointer, _ what: String) throws(SaleProblem) {
    var isPlain = true
    for byte in cell where byte == 0 || byte >= 0x80 { isPlain = false }
    guard isPlain || !cell.contains(0) && String(validating: cell, as: UTF8.self) != nil else {
      throw SaleProblem(.badEncoding, "\(what) is not valid UTF-8 text")
    }
  }

  private func appendName(
    _ cell: UnsafeRawBufferPointer, _ what: String, to record: inout [UInt8]
  ) throws(SaleProblem) {
    let text = Self.trimmed(cell)
    var isPlain = text.count <= SaleRules.maxNameCharacters && !text.isEmpty
    for byte in text where byte < 0x20 || byte >= 0x7F { isPlain = false }
    if isPlain { return SaleEncoder.appendText(text, to: &record) }
    try checkEncoding(text, what)
    let name = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCanonicalMapping
    guard !name.isEmpty else { throw SaleProblem(.badName, "\(what) is empty") }
    guard name.count <= SaleRules.maxNameCharacters else {
      throw SaleProblem(.badName, "\(what) is longer than \(SaleRules.maxNameCharacters) characters")
    }
    SaleEncoder.appendText(name, to: &record)
  }
}
