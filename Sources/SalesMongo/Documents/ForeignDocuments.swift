import Synchronization

/// Counts the documents in our collections that are not ours, each once.
final class ForeignDocuments: Sendable {
  private struct Known {
    var ids: Set<[UInt8]> = []
    var collections: Set<String> = []
  }

  /// Beyond this nobody counts, and memory stays bounded.
  private static let most = 10_000
  private let location: String
  private let log: (@Sendable (String) -> Void)?
  private let known = Mutex(Known())

  init(location: String, log: (@Sendable (String) -> Void)?) {
    self.location = location
    self.log = log
  }

  var count: Int { known.withLock { $0.ids.count } }

  private static func key(_ element: UnsafeRawBufferPointer?, _ collection: String) -> [UInt8] {
    Array(collection.utf8) + [0] + (element.map { Array($0) } ?? [])
  }

  func note(_ document: BSONView, in collection: String) {
    var document = document
    let id = Self.key(document.rawElement("_id"), collection)
    let isFirst = known.withLock { known in
      if known.ids.count < Self.most { known.ids.insert(id) }
      return known.collections.insert(collection).inserted
    }
    guard isFirst, let log else { return }
    let name = document.text("_id").map { ", `\($0)` for one," } ?? ""
    log(
      "\(location): collection \(collection) holds documents\(name) that are not of this salestop; "
        + "they are passed over")
  }
}
