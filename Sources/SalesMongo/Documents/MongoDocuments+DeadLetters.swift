import SalesCore
import SalesPipeline

/// `dead_letters`: the exact bytes as binary, and as much of them as can be read as text.
extension MongoDocuments {
  func insert(_ letters: [DeadLetter]) async throws {
    let inserts = letters.map { letter in MongoWrite.insert(BSON { Self.write(letter, to: &$0) }) }
    _ = try await write(inserts, to: .deadLetters, during: "store dead letters in")
  }

  /// Fewer than `limit` where they are large, but one at least while there are any.
  func deadLetters(
    reason: SaleProblem.Reason?, after position: Position?, limit: Int
  ) async throws -> [DeadLetter] {
    let position = position ?? Position(partition: -1, offset: -1)
    var size = limit
    while limit > 0 {
      let query = MongoQuery(.deadLetters) { filter in
        Self.add(position, to: &filter)
        if let reason { filter.add("reason", reason.rawValue) }
      }.with { options in
        options.add("sort") { Self.addOrder(to: &$0) }
        options.add("limit", Int64(size))
        options.add("projection") { $0.add("text", 0 as Int32) }
      }
      let page = try await server.find(query, into: LetterPage(), during: "read dead letters of") {
        [foreign] page, document in
        page.seen += 1
        if let letter = Self.letter(&document) {
          page.take(letter)
        } else {
          foreign.note(document, in: query.collection)
        }
        return page.letters.count < limit && page.bytes < RecordBatch.mostBytes
      }
      // Foreign documents alone must not look like the end.
      if !page.letters.isEmpty || page.seen < size { return page.letters }
      size *= 8
    }
    return []
  }

  func rejections(of partition: Int32, newest limit: Int) async throws -> [Rejection] {
    let query = MongoQuery(.deadLetters) { $0.add("partition", partition) }.with { options in
      options.add("sort") { $0.add("offset", -1 as Int32) }
      options.add("limit", Int64(limit))
      options.add("projection") {
        $0.add("text", 0 as Int32)
        $0.add("bytes", 0 as Int32)
      }
    }
    return try await all(query, during: "read dead letters of") { document in
      Self.header(&document).map { Rejection(position: $0.position, appended: $0.appended, problem: $0.problem) }
    }
  }

  func deadLetters(of partition: Int32, in offsets: Range<Int64>) async throws -> [Int64: DeadLetter] {
    let query = MongoQuery(.deadLetters) { filter in
      filter.add("partition", partition)
      filter.add("offset") {
        $0.add("$gte", offsets.lowerBound)
        $0.add("$lt", offsets.upperBound)
      }
    }.with { $0.add("projection") { $0.add("text", 0 as Int32) } }
    let letters = try await all(query, during: "read dead letters of", Self.letter)
    return Dictionary(letters.map { ($0.position.offset, $0) }, uniquingKeysWith: { $1 })
  }

  func deadLetterCount(before offsets: [Int32: Int64]) async throws -> Int64 {
    var total: Int64 = 0
    for (partition, offset) in offsets {
      let query = MongoQuery(.deadLetters) { filter in
        filter.add("partition", partition)
        filter.add("offset") { $0.add("$lt", offset) }
      }.with {
        $0.add("projection") {
          $0.add("text", 0 as Int32)
          $0.add("bytes", 0 as Int32)
        }
      }
      total += try await scans.find(query, into: Int64(0), during: "count dead letters of") { count, document in
        if Self.header(&document) != nil { count += 1 }
        return true
      }
    }
    return total
  }

  private struct LetterPage: Sendable {
    var letters: [DeadLetter] = []
    var bytes = 0
    var seen = 0

    mutating func take(_ letter: DeadLetter) {
      letters.append(letter)
      bytes += letter.bytes.count
    }
  }
}

extension MongoDocuments {
  /// Longer than this nobody reads in a list.
  private static let mostText = 4096

  private static func add(_ position: Position, to filter: inout BSONWriter) {
    filter.add("$or", eachOf: [true, false]) { either, isSamePartition in
      if isSamePartition {
        either.add("partition", position.partition)
        either.add("offset") { $0.add("$gt", position.offset) }
      } else {
        either.add("partition") { $0.add("$gt", position.partition) }
      }
    }
  }

  private static func addOrder(to sort: inout BSONWriter) {
    sort.add("partition", 1 as Int32)
    sort.add("offset", 1 as Int32)
  }

  private static func id(_ position: Position) -> String { "partition/\(position.partition)/\(position.offset)" }

  private static func write(_ letter: DeadLetter, to document: inout BSONWriter) {
    document.add("_id", id(letter.position))
    document.add("partition", letter.position.partition)
    document.add("offset", letter.position.offset)
    document.add("appended", letter.appended)
    document.add("reason", letter.problem.reason.rawValue)
    document.add("message", letter.problem.message)
    document.add("text", readable(letter.bytes))
    document.add("bytes", binary: letter.bytes)
  }

  /// Text that no tool stumbles over: control characters and what is no UTF-8 become U+FFFD.
  private static func readable(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(mostText), as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isControl ? "\u{FFFD}" : $0 }))
  }

  private static func letter(_ document: inout BSONView) -> DeadLetter? {
    guard var letter = header(&document), let bytes = document.binary("bytes") else { return nil }
    letter.bytes = Array(bytes)
    return letter
  }

  /// All but the bytes.
  private static func header(_ document: inout BSONView) -> DeadLetter? {
    guard document.isOfOurSchema(), let id = document.text("_id"), let position = document.position(),
      id == Self.id(position), let appended = document.time("appended"),
      let reason = document.text("reason").flatMap(SaleProblem.Reason.init(rawValue:)),
      let message = document.text("message")
    else { return nil }
    return DeadLetter(position: position, appended: appended, problem: SaleProblem(reason, message), bytes: [])
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isControl: Bool { generalCategory == .control }
}
