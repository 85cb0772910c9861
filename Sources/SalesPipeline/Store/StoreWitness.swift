package import SalesCore

/// Knows of a store without asking it: by the notes of its consumers beside their log, and by where the log ends.
///
/// `SQLiteLogWitness` asks a log file and reads beside it. A log that keeps no notes has no witness.
package protocol StoreWitness: Sendable {
  /// The notes that lie beside the log, by the store's identity.
  func notes() -> [String: ConsumerNote]

  /// The end of each partition of the log; nil where it is another log or cannot be asked.
  func ends(of log: LogIdentity) async -> [Int32: Int64]?

  /// Yields whenever records may have been appended; nil where that is not told.
  func appends() -> AsyncStream<Void>?
}

extension StoreWitness {
  /// For a person who begins a store: that other stores have consumed this log before; nil where none has, or where
  /// `store` is not new.
  package func another(than store: String) -> String? {
    let notes = notes()
    guard notes[store] == nil, let last = notes.max(by: { $0.value.furthest < $1.value.furthest }) else { return nil }
    let rest = notes.count > 1 ? " and \(notes.count - 1) others" : ""
    return "this store is new and begins with the log's first record; another one, \(last.key)\(rest), has consumed it "
      + "before: where that is gone for good, delete its note in the folder .consumers beside the log"
  }
}

extension ConsumerNote {
  fileprivate var furthest: Int64 { next.values.max() ?? 0 }
}
