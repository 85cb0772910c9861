import SalesCore

/// Documents in order of a time.
struct TimeWalk<Value: Sendable>: Sendable {
  var connection: MongoConnection
  var collection: MongoDocuments.Collection
  var field: StaticString
  var during: String
  /// Further conditions on the documents.
  var filter: @Sendable (inout BSONWriter) -> Void = { _ in }
  /// Nil where the document is none of ours.
  var decode: @Sendable (inout BSONView) -> (time: Timestamp, value: Value)?

  fileprivate func query(in range: Range<Timestamp>) -> MongoQuery {
    MongoQuery(collection) { query in
      filter(&query)
      query.add(field, around: range)
    }.with { options in
      options.add("sort") { $0.add(field, 1 as Int32) }
      options.add("batchSize", 5000 as Int64)
    }
  }

  /// Asks for no range, so that an index answers it anywhere.
  fileprivate func query(from direction: Int32, limit: Int) -> MongoQuery {
    MongoQuery(collection, filter).with { options in
      options.add("sort") { $0.add(field, direction) }
      options.add("limit", Int64(limit))
    }
  }
}

/// A span of time to ask for: as long as it takes for about the wanted number of documents.
struct TimeWindow {
  private static let longest: Int64 = 1 << 32
  private var seconds: Int64 = 60

  func range(from start: Timestamp, to end: Timestamp) -> Range<Timestamp> {
    start..<min(end, Timestamp(seconds: start.milliseconds.floorDivided(by: 1000) + seconds))
  }

  func range(downTo start: Timestamp, from end: Timestamp) -> Range<Timestamp> {
    max(start, Timestamp(seconds: (end.milliseconds - 1).floorDivided(by: 1000) + 1 - seconds))..<end
  }

  mutating func adapt(to wanted: Int, found: Int) {
    let fitting = found == 0 ? seconds * 4 : min(seconds * 4, seconds * Int64(wanted) / Int64(found))
    seconds = min(max(fitting, 1), Self.longest)
  }
}

private struct TimePage<Result: Sendable>: Sendable {
  var result: Result
  var seen = 0
}

extension MongoDocuments {
  /// Not every server answers a question for a million documents within any time that one would wait, or a limited one
  /// sooner than an unlimited one: so it is asked for one span of time after another.
  func fold<Result: Sendable, Value: Sendable>(
    _ walk: TimeWalk<Value>, in span: Range<Timestamp>, size: MessageSize, into result: Result,
    _ body: @Sendable (inout Result, Value) -> Void
  ) async throws -> Result {
    guard let (first, last) = try await ends(of: walk) else { return result }
    var result = result
    var start = max(span.lowerBound, first)
    let end = min(span.upperBound, Timestamp(milliseconds: last.milliseconds + 1))
    var window = TimeWindow()
    while start < end {
      try Task.checkCancellation()
      let range = window.range(from: start, to: end)
      let query = walk.query(in: range)
      let beginning = TimePage(result: result)
      let page = try await size.send(counting: \.seen) {
        try await walk.connection.find(query, into: beginning, during: walk.during) { [foreign] page, document in
          page.seen += 1
          if let (time, value) = walk.decode(&document) {
            if range.contains(time) { body(&page.result, value) }
          } else {
            foreign.note(document, in: query.collection)
          }
          return true
        }
      }
      result = page.result
      start = range.upperBound
      window.adapt(to: size.count, found: page.seen)
    }
    return result
  }

  /// The times of the first and the last document of ours.
  func ends<Value: Sendable>(of walk: TimeWalk<Value>) async throws -> (first: Timestamp, last: Timestamp)? {
    guard let first = try await end(of: walk, direction: 1), let last = try await end(of: walk, direction: -1) else {
      return nil
    }
    return (first, last)
  }

  private func end<Value: Sendable>(of walk: TimeWalk<Value>, direction: Int32) async throws -> Timestamp? {
    var limit = 1
    while true {
      let query = walk.query(from: direction, limit: limit)
      let beginning = TimePage(result: Timestamp?.none)
      let page = try await walk.connection.find(query, into: beginning, during: walk.during) {
        [foreign] page, document in
        page.seen += 1
        page.result = walk.decode(&document)?.time
        if page.result == nil { foreign.note(document, in: query.collection) }
        return page.result == nil
      }
      if page.result != nil || page.seen < limit { return page.result }
      // Nothing but others' documents so far.
      limit *= 16
    }
  }
}
