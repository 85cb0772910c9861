import SalesCore

/// The ids of a file's sales.
struct RowIDs {
  enum Kind {
    /// Columns of the file, joined by dashes, with the row's number among its equals where the recipe wants it.
    case columns([Int], numbered: Bool)
    /// The sale's content and its number among equal sales of the file: the same row again is the same sale.
    case content
    /// The position of a record on a topic, and of the row within it.
    case position
    /// The producer's name and a number that the log has not seen: each import is counted anew.
    case rows(SourceName)
  }

  let kind: Kind

  /// The hash of the columns of the id.
  func key(_ row: ImportRow) -> UInt64 { Self.hash(row, columns: columns).short }

  private var columns: [Int] { if case .columns(let columns, _) = kind { columns } else { [] } }

  private static func hash(_ row: ImportRow, columns: [Int]) -> ContentHash {
    var hash = ContentHash()
    for column in columns {
      row.withCell(column) { hash.combine($0) }
      hash.combine(byte: 0x1F)
    }
    return hash
  }

  /// The hash of all that the row holds.
  static func content(_ row: ImportRow) -> UInt64 {
    var hash = ContentHash()
    row.bytes.withUnsafeBytes { hash.combine($0) }
    return hash.short
  }

  /// Appends the id as JSON text. `content` is the hash of the record behind its id, and `number` the row's number among
  /// its equals, or that of the source.
  func append(_ row: ImportRow, content: ContentHash, number: Int, to record: inout [UInt8]) throws(SaleProblem) {
    switch kind {
    case .columns(let columns, let numbered): try appendColumns(columns, row, numbered ? number : nil, to: &record)
    case .content:
      record.append(UInt8(ascii: "\""))
      content.appendText(to: &record)
      if number > 1 {
        record.append(UInt8(ascii: "-"))
        record.appendDigits(Int64(number))
      }
      record.append(UInt8(ascii: "\""))
    case .position: SaleEncoder.appendText(row.position, to: &record)
    case .rows(let source): source.appendID(Int64(number), to: &record)
    }
  }

  private func appendColumns(
    _ columns: [Int], _ row: ImportRow, _ number: Int?, to record: inout [UInt8]
  ) throws(SaleProblem) {
    var id: [UInt8] = []
    var holdsDash = false
    for (index, column) in columns.enumerated() {
      if index > 0 { id.append(UInt8(ascii: "-")) }
      row.withCell(column) { cell in
        holdsDash = holdsDash || cell.contains(UInt8(ascii: "-"))
        id.append(contentsOf: cell)
      }
    }
    if columns.count > 1, holdsDash {
      // A-1 and 1 would be A and 1-1.
      id.append(contentsOf: ("~" + String(Self.hash(row, columns: columns).short, radix: 16)).utf8)
    }
    guard columns.contains(where: { !row.isBlank($0) }) else { throw SaleProblem(.badID, "id is empty") }
    if let number { id.append(contentsOf: "-\(number)".utf8) }
    guard id.count <= SaleRules.maxIDBytes || columns.count > 1 else {
      throw SaleProblem(.badID, "id is longer than \(SaleRules.maxIDBytes) bytes")
    }
    guard !id.contains(0), String(validating: id, as: UTF8.self) != nil else {
      throw SaleProblem(.badEncoding, "id is not valid UTF-8 text")
    }
    if id.count > SaleRules.maxIDBytes {
      var hash = ContentHash()
      id.withUnsafeBytes { hash.combine($0) }
      id.removeAll()
      hash.appendText(to: &id)
    }
    id.withUnsafeBytes { SaleEncoder.appendText($0, to: &record) }
  }
}
