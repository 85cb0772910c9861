import SalesCore
import SalesPipeline
import Synchronization

/// Turns the records of a topic into sales, by a recipe that the first of them chose.
struct TopicReader {
  private let file: ExaminedFile
  private let topic: String
  private var records: JSONRecord
  private var row = ImportRow()
  private var carried: CarriedCells?
  private var writer: SaleWriter
  private(set) var report: ImportReport

  var deleted: Int { records.counts.deleted }

  /// Nil where none of the records is an object.
  static func open<C: Clock>(
    _ batch: RecordBatch, _ copy: TopicImport<C>, _ onOpened: (ExaminedFile) throws -> Void
  ) async throws -> TopicReader? {
    var text: [UInt8] = []
    for index in 0..<min(batch.count, 1000) {
      batch.bytes(of: index).withUnsafeBytes { record in
        guard let json = JSONRecord.object(in: record) else { return }
        text.append(contentsOf: json)
        text.append(.lineFeed)
      }
    }
    guard !text.isEmpty else { return nil }
    var settings = copy.settings
    settings.read.format = .json
    let rest = Mutex(text)
    let input = ImportInput(name: copy.topic.location, size: nil, isLive: false) {
      rest.withLock { rest in
        defer { rest = [] }
        return rest
      }
    }
    var file = try await FileExaminer(settings: settings, input: input, latest: copy.wall()).examineLive().file
    if file.recipe.id.isEmpty { file.ids = RowIDs(kind: .position) }
    try onOpened(file)
    return try TopicReader(file, topic: copy.topic.topic)
  }

  private init(_ file: ExaminedFile, topic: String) throws {
    (self.file, self.topic) = (file, topic)
    records = try JSONRecord(
      file.bound.columns, each: file.options.each, looksForCurrencies: file.leavesCurrencyOpen)
    carried = CarriedCells(file.bound)
    writer = SaleWriter(file)
    report = ImportReport(file)
  }

  /// Adds the record's sales to the sender. Returns the problem of a record that cannot be read whole; what was added of
  /// it stays.
  mutating func read<C: Clock>(
    _ record: UnsafeRawBufferPointer, at position: Position, latest: Timestamp, to sender: inout ImportSender<C>
  ) -> String? {
    var (number, problem, bytes) = (0, String?.none, [UInt8]())
    // A scanner without input is cheap to copy; the writer's counts of all rows are not.
    var records = records
    defer { self.records = records }
    do {
      try records.rows(of: record) { (scanner: JSONScanner) throws(Never) in
        number += 1
        report.read += 1
        row.load(scanner, file.bound, &carried, line: number)
        row.position = "\(topic)/\(position.partition)/\(position.offset)" + (number > 1 ? "/\(number)" : "")
        switch writer.write(row, latest: latest, to: &bytes) {
        case .sale(let sale):
          report.add(sale)
          if report.sales == 1 { report.example = writer.example(row, sale, bytes) }
          bytes.withUnsafeBytes { sender.add($0) }
        case .leftOut: report.leftOut += 1
        case .rejected(let found, let foreign):
          report.reject(found, line: Int(position.offset), foreign: foreign)
          problem = problem ?? "\(found.reason.rawValue): \(found.message)"
        }
      }
    } catch {
      problem = (error as? SaleProblem)?.message ?? "\(error)"
    }
    return problem
  }
}
