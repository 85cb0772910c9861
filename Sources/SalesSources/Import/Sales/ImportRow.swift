import SalesCore

/// The wanted cells of one row, in bytes of its own: without the blanks around them, and with those carried down that
/// are blank here.
struct ImportRow: Sendable {
  private struct Cell: Sendable {
    var start: Int
    var end: Int
    var isNumber: Bool
  }

  /// Each cell followed by a separator, so that equal rows have equal bytes.
  private(set) var bytes: [UInt8] = []
  private var cells: [Cell] = []
  private(set) var line = 0
  /// Of a record on a topic, with the row's number within it: `orders/3/1042/1`.
  var position = ""
  /// Named by a field that the recipe does not know, as its file's first records lacked it.
  private(set) var namedCurrency: String?

  /// `carried` is what the row before left to this one.
  mutating func load<Scanner: RowScanner>(
    _ scanner: Scanner, _ recipe: BoundRecipe, _ carried: inout CarriedCells?, line: Int
  ) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    for index in recipe.columns.indices { append(scanner, index) }
    for _ in recipe.columns.count..<recipe.cellCount { close(from: bytes.count, false) }
    namedCurrency = scanner.namedCurrency
    carried?.carry(&self)
  }

  /// Makes it a row of which only the line is known.
  mutating func mark(line: Int) { self.line = line }

  private mutating func append<Scanner: RowScanner>(_ scanner: Scanner, _ index: Int) {
    let start = bytes.count
    let isNumber = scanner.cell(index).kind == .number
    scanner.withCell(index) { cell in
      bytes.append(contentsOf: CellText.unescaped(cell))
    }
    close(from: start, isNumber)
  }

  private mutating func close(from start: Int, _ isNumber: Bool) {
    cells.append(Cell(start: start, end: bytes.count, isNumber: isNumber))
    bytes.append(0x1F)
  }

  func isBlank(_ index: Int) -> Bool { cells[index].start == cells[index].end }

  /// True for a number of JSON, whose decimal mark is a point.
  func isNumber(_ index: Int) -> Bool { cells[index].isNumber }

  func withCell<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let cell = cells[index]
    return try bytes.span.bytes.withUnsafeBytes { bytes throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[cell.start..<cell.end]))
    }
  }

  func text(_ index: Int) -> String { withCell(index) { String(decoding: $0, as: UTF8.self) } }

  /// Writes all cells anew, those in `values` with these bytes.
  mutating func replace(_ values: [Int: [UInt8]]) {
    let (oldBytes, oldCells) = (bytes, cells)
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    for (index, cell) in oldCells.enumerated() {
      let start = bytes.count
      bytes.append(contentsOf: values[index] ?? Array(oldBytes[cell.start..<cell.end]))
      close(from: start, cell.isNumber)
    }
  }
}

/// The cells of the last row with another key, for the blank cells of the rows that follow it.
struct CarriedCells {
  private var carry: BoundRecipe.Carry
  private var key: [UInt8] = []
  private var values: [Int: [UInt8]] = [:]

  /// Nil for a recipe that carries nothing.
  init?(_ recipe: BoundRecipe) {
    guard let carry = recipe.carry else { return nil }
    self.carry = carry
  }

  /// `moved` is the new index of an old one.
  mutating func rebind(_ carry: BoundRecipe.Carry, _ moved: (Int) -> Int?) {
    self.carry = carry
    values = Dictionary(values.compactMap { old, cell in moved(old).map { ($0, cell) } }) { first, _ in first }
  }

  mutating func carry(_ row: inout ImportRow) {
    let rowKey = row.withCell(carry.by) { Array($0) }
    guard !rowKey.isEmpty else { return }
    guard rowKey == key else {
      key = rowKey
      values = [:]
      for column in carry.columns where !row.isBlank(column) { values[column] = row.withCell(column) { Array($0) } }
      return
    }
    let blank = carry.columns.filter { row.isBlank($0) && values[$0] != nil }
    if !blank.isEmpty { row.replace(values.filter { blank.contains($0.key) }) }
  }
}
