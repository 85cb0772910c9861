import Foundation
import SalesCore

/// Cuts JSON into rows, chunk by chunk: objects one a line, over several lines or one behind the other, and lists of
/// objects. Envelopes of Kafka Connect, Debezium and CloudEvents are taken off.
///
/// `each` names a list that is unfolded, such as `line_items`, or `orders.line_items` for lists within a list: one row
/// for each item. A path such as `created_at` then reads the record that the item stands in, `line_items.price` the
/// item. Paths may hold indexes: `shipping_lines.0.price`. A file that is one object around one list of objects,
/// and no sale itself (it has no time or no amount), is read as that list; where it names a currency beside the list, as
/// if `each` were that list, so that each row has it.
///
/// Behind a broken record scanning goes on with the next line, or where the record takes several lines, with the next
/// line that begins with a brace. In a list it ends there.
struct JSONScanner: RowScanner {
  /// The surroundings of the next record.
  enum Place: Equatable {
    case top
    /// A list, and how many objects it stands in.
    case list(closers: Int)
    /// Behind such a list, within so many objects.
    case behind(closers: Int)
    /// Nothing more is read.
    case finished
  }

  /// A list whose items are rows, or hold lists of them.
  struct Items {
    /// The index of what follows the last item.
    var index: Int
    let end: Int
    /// That of the items.
    let level: Int
  }

  /// The value that is still to be passed over, where it was not all there.
  enum Rest {
    /// To the next line.
    case line
    /// To the next line that begins with a brace.
    case object
    /// To the end of a value.
    case value(JSONSkip)
  }

  var input = InputBuffer()
  var columns: [String] = []
  var lists: [String] = []
  var counts = RowCounts()
  var record = 0
  let each: [String]
  var paths: JSONPaths
  var cells: [RowCell] = []
  /// The object of each level that the row stands in.
  var objects: [Range<Int>]
  var place = Place.top
  var rest: Rest?
  /// True of a list behind one of its items.
  var expectsComma = false
  /// True of a list that follows other records.
  var isLineWise = false
  /// True of a list until an item was read.
  var isEmptyList = false
  /// The level of the records in `place`: above 0 where they are too far apart to have those above them at hand.
  var base = 0
  /// True until it is decided that the first object is not a document around a list.
  var mayBeDocument: Bool
  /// The name of the list that a document is around.
  var documentList: String?
  /// That of a document that names a currency beside it, at which reading ends.
  var listWithCurrency: String?
  /// True where such a document is read as its list alone, for its items name theirs.
  var ignoresCurrency = false
  /// True where `each` is the list of a document.
  var isDocument = false
  var isNoting = false
  /// The paths of all records that were noted.
  var notes = JSONColumns()
  /// Those of what stands behind a list.
  var behind = JSONColumns()
  var currencies = Currencies()
  /// The line of the byte at `input.start`, from 1.
  var line = 1
  /// The record, and the line where it begins.
  var span = 0..<0
  var spanLine = 1
  /// The last item that was read, and its line.
  var mark = (index: 0, line: 1)
  /// The record as it was, where it has been edited.
  var original: [UInt8] = []
  var items: [Items] = []
  /// The list around which the first records stand, as one object.
  var firstList: String?
  /// True once a record has had the list that `each` names.
  var hasList = false
  /// The paths of `notes` that the first records had.
  var knownPaths = 0
  private var selected: [Int] = []

  /// Throws `ImportProblem` where `each` is no path.
  init(each: String? = nil, unfoldsDocument: Bool = true) throws(ImportProblem) {
    self.each = each.map(JSONPaths.names) ?? []
    guard !self.each.contains("") else { throw .usage("\"\(each ?? "")\" is not the path of a list") }
    paths = JSONPaths([], each: self.each)
    objects = Array(repeating: 0..<0, count: self.each.count + 1)
    mayBeDocument = unfoldsDocument && self.each.isEmpty
  }

  var newColumns: [String] { isNoting ? Array(notes.paths.dropFirst(knownPaths)) : [] }

  var columnsBehind: [String] { behind.paths }

  mutating func noteColumns() { isNoting = true }

  func appendSource(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: original.isEmpty ? input.bytes[span] : original[...])
  }

  func cell(_ index: Int) -> RowCell { cells[selected[index]] }

  mutating func select(_ columns: [String]) throws(ImportProblem) {
    var distinct: [String: Int] = [:]
    var paths: [String] = []
    selected = []
    for path in columns {
      guard !JSONPaths.names(path).contains("") else { throw .usage("\"\(path)\" is not the path of a value") }
      let index = distinct[path] ?? paths.count
      if index == paths.count { paths.append(path) }
      distinct[path] = index
      selected.append(index)
    }
    self.paths = JSONPaths(paths, each: each)
    cells = Array(repeating: RowCell(kind: .blank), count: paths.count)
    currencies = Currencies()
  }

  mutating func next() -> RowStep {
    while true {
      if !items.isEmpty {
        if let step = nextItem() { return step }
      } else {
        if !original.isEmpty { original = [] }
        if let step = nextRecord() { return step }
      }
    }
  }

  /// Consumes the bytes before `end`.
  mutating func advance(to end: Int) {
    line += lineFeeds(in: input.start..<end)
    input.start = end
  }

  func lineFeeds(in range: Range<Int>) -> Int {
    var count = 0
    var start = range.lowerBound
    while let feed = lineFeed(in: start..<range.upperBound) {
      count += 1
      start = feed + 1
    }
    return count
  }

  /// The first line feed; nil where there is none.
  func lineFeed(in range: Range<Int>) -> Int? {
    input.bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      return memchr(base + range.lowerBound, 0x0A, range.count).map { UnsafeRawPointer($0) - base }
    }
  }
}
