import SalesCore

/// Cuts bytes into CSV rows (RFC 4180), chunk by chunk. Lines end with LF, CR LF or CR, in any mixture; a quote inside
/// an unquoted field is a plain character. After a broken row scanning goes on with the next line. Blank rows and rows
/// of separators are passed over and counted.
///
/// With a header, each row has its width: missing cells at the end are blank. Further ones are dropped where they are
/// blank and cannot come of a comma that lacks its quotes, which moves the cells behind it: the first row has as many, or
/// the last column is blank in no row before. A row with fewer than half of the cells is broken, and so is a last row
/// that has too few and no line end: a file that was cut off ends like that. Rows that repeat the header are passed over;
/// at one that names other columns, or the same in another order, reading ends unless `takeNewHeader` is called. A value
/// in a column without a name, which may have come there by a comma that lacks its quotes, breaks its row, unless the
/// column is selected or stands before all that have names.
struct CSVScanner: RowScanner {
  var input = InputBuffer()
  /// All cells of the row.
  private(set) var fields: [RowCell] = []
  let header: CSVHeader?
  private(set) var counts = RowCounts()
  private(set) var record = 0
  let separator: UInt8
  /// The line of the byte at `input.start`, from 1.
  private(set) var line: Int
  private var skipsLine = false
  /// The cells of the first row beyond the header's width.
  private var extra = 0
  /// The last column was blank in no row so far.
  private var lastIsFilled = true
  private var selected: [Int] = []
  /// The columns without a name, behind the first that has one, that are not selected.
  private var unnamed: [Int] = []
  private let names: CSVHeaderNames?
  /// The one at which reading ended.
  private var nextHeader: CSVHeader?
  private var span = 0..<0
  /// The row as it was, where it has been edited.
  private var original: [UInt8] = []

  init(separator: UInt8, line: Int = 1) {
    self.separator = separator
    self.line = line
    (header, names) = (nil, nil)
  }

  /// Stands behind the header.
  init(_ header: CSVHeader) {
    separator = header.separator
    line = header.nextLine
    self.header = header
    names = CSVHeaderNames(header)
    selected = Array(header.names.indices)
  }

  var columns: [String] { header?.names ?? [] }

  func appendSource(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: original.isEmpty ? input.bytes[span] : original[...])
  }

  func cell(_ index: Int) -> RowCell { fields[selected[index]] }

  mutating func select(_ columns: [String]) throws(ImportProblem) {
    var indices: [Int] = []
    for name in columns {
      guard let index = self.columns.firstIndex(of: name) else { throw ImportProblem("has no column \"\(name)\"") }
      indices.append(index)
    }
    selected = indices
    unnamed = header?.unnamed.filter { !indices.contains($0) } ?? []
  }

  mutating func next() -> RowStep {
    while true {
      if nextHeader != nil { return .end }
      if skipsLine, !skipLine() { return input.isEnded ? .end : .needsInput }
      guard !input.isEmpty else { return input.isEnded ? .end : .needsInput }
      var row = CSVRow(fields: fields, line: line)
      fields = []
      let outcome = input.bytes.withUnsafeBufferPointer { bytes in
        row.scan(bytes, from: input.start, separator: separator, ended: input.isEnded)
      }
      fields = row.fields
      if !original.isEmpty { original = [] }
      switch outcome {
      case .row:
        let begin = line
        span = input.start..<row.position
        input.start = row.position
        line = row.line
        if let step = take(begin, endsLine: row.endsLine) { return step }
      case .needsInput:
        return .needsInput
      case .broken(let message):
        return passOver(row, message)
      }
    }
  }

  /// Nil for a row that is passed over.
  private mutating func take(_ begin: Int, endsLine: Bool) -> RowStep? {
    if isBlank {
      counts.blank += 1
      return nil
    }
    undouble()
    let likeness = input.bytes.withUnsafeBytes { names?.likeness(of: fields, in: $0) } ?? .none
    if likeness == .same {
      counts.headers += 1
      return nil
    }
    record += 1
    if likeness == .other { return stop(begin) }
    guard let header, let message = fit(to: header.cells.count, endsLine: endsLine) ?? strayValue() else {
      return .row(line: begin)
    }
    return .problem(line: begin, message: message)
  }

  private mutating func stop(_ begin: Int) -> RowStep {
    let cells = input.bytes.withUnsafeBytes { bytes in
      fields.map { Array(CellText.unescaped(UnsafeRawBufferPointer(rebasing: bytes[$0.start..<$0.end]))) }
    }
    nextHeader = CSVHeader(cells: cells, separator: separator, line: begin, nextLine: line, passedOver: 0)
    counts.stopLine = begin
    counts.stopMessage = "the columns change here, and what follows was not read: make two files of this one"
    return .problem(line: begin, message: "the columns change here. What follows was not read")
  }

  var newHeader: [String]? { nextHeader?.names }

  mutating func takeNewHeader() {
    guard let header = nextHeader else { return }
    var scanner = CSVScanner(header)
    (scanner.input, scanner.counts) = (input, counts)
    scanner.counts.stopLine = nil
    self = scanner
  }

  /// Passes over the line where a row broke, as far as it is there.
  private mutating func passOver(_ broken: CSVRow, _ message: String) -> RowStep {
    let limit = min(input.bytes.count, input.start + SaleRules.maxRecordBytes)
    let isWhole = input.isEnded || limit - input.start == SaleRules.maxRecordBytes
    var end = input.lineEnd(from: broken.position, limit: limit)
    guard end != nil || isWhole else { return .needsInput }
    line = broken.line
    if end == nil {
      skipsLine = true
      // The next line may begin behind this CR.
      end = limit - (input.bytes[limit - 1] == .carriageReturn && limit - 1 > input.start ? 1 : 0)
    } else {
      line += 1
    }
    record += 1
    span = input.start..<(end ?? limit)
    input.start = span.upperBound
    return .problem(line: broken.line, message: message)
  }
}

extension CSVScanner {
  /// Moves to the next line; false where it is not in `input` yet.
  private mutating func skipLine() -> Bool {
    guard let end = input.lineEnd(from: input.start, limit: input.bytes.count) else {
      let isOpen = input.bytes.last == .carriageReturn && !input.isEmpty
      input.start = input.bytes.count - (isOpen ? 1 : 0)
      return false
    }
    input.start = end
    line += 1
    skipsLine = false
    return true
  }

  private var isBlank: Bool {
    input.bytes.withUnsafeBufferPointer { bytes in
      for field in fields {
        for index in field.start..<field.end where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
      }
      return true
    }
  }

  private func strayValue() -> String? {
    unnamed.first { !isBlank(fields[$0]) }.map { "has a value in a column without a name, #\($0 + 1)" }
  }

  /// Brings a row to the header's width. Returns what is wrong with it where that cannot be done.
  private mutating func fit(to width: Int, endsLine: Bool) -> String? {
    let count = fields.count
    guard count != width else {
      lastIsFilled = lastIsFilled && !isBlank(fields[width - 1])
      return nil
    }
    let message = "has \(count) field\(count == 1 ? "" : "s") where the header has \(width)"
    if count > width {
      if record == 1 { extra = count - width }
      let isUsual = extra == count - width || extra == 0 && lastIsFilled
      guard isUsual, fields[width...].allSatisfy(isBlank) else { return message }
      fields.removeLast(count - width)
      lastIsFilled = lastIsFilled && !isBlank(fields[width - 1])
      return nil
    }
    guard endsLine else { return message + ", and the file ends there: it may have been cut off" }
    guard count * 2 >= width else { return message }
    let end = fields[count - 1].end
    fields += Array(repeating: RowCell(start: end, end: end, kind: .blank), count: width - count)
    counts.padded += 1
    return nil
  }

  private func isBlank(_ field: RowCell) -> Bool {
    input.bytes[field.start..<field.end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Takes doubled quotes out of the fields in place.
  private mutating func undouble() {
    guard fields.contains(where: \.isEscaped) else { return }
    original = Array(input.bytes[span])
    for index in fields.indices where fields[index].isEscaped {
      let field = fields[index]
      fields[index].end = input.edit { bytes in
        var target = field.start
        var source = field.start
        while source < field.end {
          bytes[target] = bytes[source]
          source += bytes[source] == .quote ? 2 : 1
          target += 1
        }
        return target
      }
      fields[index].isEscaped = false
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
