/// A cell's bytes within its scanner's input, UTF-8 unless the file is broken there.
struct RowCell: Equatable {
  enum Kind: Equatable {
    case text
    /// A number of JSON, as it is written.
    case number
    /// Nothing: null, a field that is not there, or a row that ends before. An empty text is a text.
    case blank
  }

  var start = 0
  var end = 0
  var kind: Kind = .text
  /// True while its doubled quotes or escapes still stand in it; never of a cell that a scanner gives out.
  var isEscaped = false
}

enum RowStep: Equatable {
  /// The cells are those of a row that began at `line`.
  case row(line: Int)
  /// A row that cannot be read; scanning goes on behind it.
  case problem(line: Int, message: String)
  /// `input` must be fed or ended.
  case needsInput
  case end
}

/// Rows that were passed over, and those that were completed, without a word in each case.
struct RowCounts: Equatable {
  /// Blank rows, and rows of separators only.
  var blank = 0
  /// Rows that repeat the header, as where files were joined.
  var headers = 0
  /// Rows whose last cells were missing and are taken for blank.
  var padded = 0
  /// Records that say that something was deleted.
  var deleted = 0
  /// Records whose list of items is empty.
  var withoutItems = 0
  /// The line where reading ended before the end of the file, because nothing behind it can be told apart.
  var stopLine: Int?
  /// Why, for people.
  var stopMessage = "the list is broken here and cannot be read further"
}

/// Cuts text into rows of cells, chunk by chunk: one shape for CSV and JSON.
///
///     var scanner = try await CSVScanner.open(text.input)
///     try scanner.select(["Created at", "Total"])
///     while true {
///       switch scanner.next() {
///       case .row(let line): scanner.withCell(1) { total in read(total, line) }
///       case .problem(let line, let message): reject(line, message, scanner.source)
///       case .needsInput: try await scanner.input.feed(from: text.input)
///       case .end: return
///       }
///     }
protocol RowScanner: Sendable {
  var input: InputBuffer { get set }
  /// CSV: the header. JSON: the paths of the values of the first records, in order of appearance.
  var columns: [String] { get }
  /// JSON: the paths of lists of objects in the first records, each of which could be unfolded.
  var lists: [String] { get }
  /// JSON: the paths that records had beyond `columns`, in order of appearance, at most 500. Empty before `noteColumns`.
  var newColumns: [String] { get }
  /// JSON: the paths of values that stand behind a list too long to be read as a whole, beside which they cannot be
  /// read. Empty before `noteColumns`.
  var columnsBehind: [String] { get }
  /// JSON: the codes in fields with a currency's name that `lookForCurrencies` found; nil where the row names none.
  var namedCurrency: String? { get }
  /// CSV: the columns of another header, at which reading ended.
  var newHeader: [String]? { get }
  var counts: RowCounts { get }
  /// The number of the row or, of rows that were unfolded from one record, of that record.
  var record: Int { get }
  /// The row or broken row as it stands in the file, with its line end; of unfolded rows the whole record. At most
  /// `SaleRules.maxRecordBytes` of it.
  func appendSource(to bytes: inout [UInt8])

  /// Makes `cell(i)` the cell of the column `columns[i]` from the next row on. Throws `ImportProblem` where CSV has no
  /// such column, or a path is not well-formed.
  mutating func select(_ columns: [String]) throws(ImportProblem)

  /// Collects `newColumns` and `columnsBehind` from here on, at some cost.
  mutating func noteColumns()

  /// JSON: from now on reads also the fields with a currency's name that the rows at hand have. To be called behind
  /// `select`, and whenever `input` was fed. Throws where one stands where it cannot be read with the rows.
  mutating func lookForCurrencies() throws(ImportProblem)

  /// Reads on behind `newHeader`, by its columns, all of which are selected then.
  mutating func takeNewHeader()

  mutating func next() -> RowStep

  /// As the extension has it; named here so that it is compiled for each kind of scanner.
  mutating func fill(
    _ batch: inout RowBatch, _ recipe: BoundRecipe, _ carried: inout CarriedCells?, keepsSources: Bool
  ) -> RowStep

  /// A cell of the row that `next` has told; its bytes are valid until the next call.
  func cell(_ index: Int) -> RowCell
}

extension RowScanner {
  var source: [UInt8] {
    var bytes: [UInt8] = []
    appendSource(to: &bytes)
    return bytes
  }

  var lists: [String] { [] }
  var newColumns: [String] { [] }
  var columnsBehind: [String] { [] }

  var namedCurrency: String? { nil }
  var newHeader: [String]? { nil }

  mutating func noteColumns() {}
  mutating func lookForCurrencies() throws(ImportProblem) {}
  mutating func takeNewHeader() {}

  func withCell<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let cell = cell(index)
    return try input.bytes.span.bytes.withUnsafeBytes { bytes throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[cell.start..<cell.end]))
    }
  }

  func text(_ index: Int) -> String { withCell(index) { String(decoding: $0, as: UTF8.self) } }
}
