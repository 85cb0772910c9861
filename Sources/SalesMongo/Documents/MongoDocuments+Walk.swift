import SalesCore
import SalesPipeline

/// Documents in order of a time, read in pages: not every server answers a question for a million of them within any time
/// that one would wait.
struct TimeWalk<Value: Sendable>: Sendable {
  var connection: MongoConnection
  var collection: MongoDocuments.Collection
  var field: StaticString
  var span: Range<Timestamp>
  var during: String
  /// What else the documents have to be.
  var filter: @Sendable (inout BSONWriter) -> Void = { _ in }
  /// Nil where the document is none of ours.
  var decode: @Sendable (inout BSONView) -> (time: Timestamp, value: Value)?

  fileprivate func page(from start: Timestamp, limit: Int) -> MongoQuery {
    MongoQuery(collection) { query in
      filter(&query)
      query.add(field, around: start..<span.upperBound)
    }.with { options in
      options.add("sort") { $0.add(field, 1 as Int32) }
      options.add("limit", Int64(limit))
      options.add("batchSize", Int64(limit))
    }
  }
}

/// Servers know whole seconds, so a page ends with one: those of its last second are held back until they are known to be all.
private struct TimePage<Result: Sendable, Value: Sendable>: Sendable {
  var result: Result
  var seen = 0
  private(set) var second: Timestamp?
  private var held: [Value] = []

  init(_ result: Result) {
    self.result = result
  }

  mutating func take(_ time: Timestamp, _ value: Value, _ body: (inout Result, Value) -> Void) {
    let second = Timestamp(seconds: time.milliseconds.floorDivided(by: 1000))
    if second != self.second { release(body) }
    self.second = second
    held.append(value)
  }

  mutating func release(_ body: (inout Result, Value) -> Void) {
    for value in held { body(&result, value) }
    held.removeAll(keepingCapacity: true)
  }
}

extension MongoDocuments {
  func fold<Result: Sendable, Value: Sendable>(
    _ walk: TimeWalk<Value>, pace: Pace, into result: Result,
    _ body: @Sendable (inout Result, Value) -> Void
  ) async throws -> Result {
    var result = result
    var start = walk.span.lowerBound
    var least = 1
    while start < walk.span.upperBound {
      try Task.checkCancellation()
      let limit = max(least, pace.count)
      let query = walk.page(from: start, limit: limit)
      let range = start..<walk.span.upperBound
      let beginning = TimePage<Result, Value>(result)
      var page = try await pace.send(counting: \.seen) {
        try await walk.connection.find(query, into: beginning, during: walk.during) { [foreign] page, document in
          page.seen += 1
          guard let (time, value) = walk.decode(&document) else {
            foreign.note(document, in: query.collection)
            return true
          }
          if range.contains(time) { page.take(time, value, body) }
          return true
        }
      }
      if page.seen < limit {
        page.release(body)
        return page.result
      }
      if let second = page.second, second > start {
        (result, start, least) = (page.result, second, 1)
      } else {
        // Nothing but one second, or others' documents: more at a time, from the same start.
        least = limit * 4
      }
    }
    return result
  }
}
