/// A change of at most one document.
enum MongoWrite: Sendable {
  case insert(BSON)
  /// The first document that the filter matches; with `orInsert` the document is inserted where none does.
  case replace(BSON, with: BSON, orInsert: Bool = false)
  case update(BSON, by: BSON)
  /// All documents that the filter matches.
  case remove(BSON)

  var isInsert: Bool {
    if case .insert = self { true } else { false }
  }

  var size: Int {
    switch self {
    case .insert(let document), .remove(let document): document.bytes.count
    case .replace(let filter, let document, _), .update(let filter, let document):
      filter.bytes.count + document.bytes.count
    }
  }
}

/// Result of writes that were sent together.
struct MongoWriteResult: Sendable {
  var matched: Int64 = 0
  var removed: Int64 = 0
  /// Indexes of the inserts whose id was there already.
  var duplicates: [Int] = []
}
