/// The names of a header, to tell rows that are headers themselves, as where files were joined or columns were added to
/// a file that is written on.
struct CSVHeaderNames {
  enum Likeness {
    /// The row is no header.
    case none
    /// It repeats the header.
    case same
    /// It has other columns, or the same in another order.
    case other
  }

  /// For each column, as `CSVHeader.key` has it.
  private let keys: [String]
  private let known: Set<String>
  private let hasNumbers: Bool

  init(_ header: CSVHeader) {
    keys = header.cells.map { CSVHeader.key(String(decoding: $0, as: UTF8.self)) }
    known = Set(keys.filter { !$0.isEmpty })
    hasNumbers = known.contains { $0.utf8.first.map(Self.isDigit) == true }
  }

  /// A row is a header where most of its cells are names of this one, at least two, where it has all of these, or where
  /// most are usual names, those of time and amount among them; and none of the others is a number or a date.
  func likeness(of fields: [RowCell], in bytes: UnsafeRawBufferPointer) -> Likeness {
    // Nearly each row ends this at its first number.
    var row: [String] = []
    for field in fields {
      let cell = CellText.unescaped(UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end]))
      if let first = cell.first, Self.isDigit(first), !hasNumbers || !isName(cell) { return .none }
    }
    for field in fields {
      let cell = CellText.unescaped(UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end]))
      row.append(CSVHeader.key(String(decoding: cell, as: UTF8.self)))
    }
    let width = max(row.count, keys.count)
    let isSame = (0..<width).allSatisfy { (row.at($0) ?? "") == (keys.at($0) ?? "") }
    if isSame { return .same }
    let filled = row.filter { !$0.isEmpty }
    let names = filled.count(where: known.contains)
    let isLike = names >= 2 && (names * 2 > filled.count || known.isSubset(of: filled))
    guard isLike || Self.areUsual(filled) else { return .none }
    return filled.contains { !known.contains($0) && CSVTable.Row.isValue($0) } ? .none : .other
  }

  private static func areUsual(_ names: [String]) -> Bool {
    let usual = names.count { UsualNames.all.contains(UsualNames.key($0)) }
    return usual * 2 > names.count && UsualNames.areTimeAndAmount(names)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private func isName(_ cell: UnsafeRawBufferPointer) -> Bool {
    known.contains(CSVHeader.key(String(decoding: cell, as: UTF8.self)))
  }
}

extension [String] {
  fileprivate func at(_ index: Int) -> String? { index < count ? self[index] : nil }
}
