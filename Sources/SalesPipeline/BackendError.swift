/// What went wrong in a log or a store, said so that the caller knows what it can do. Words for people are made at
/// the edge.
package struct BackendError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    /// Try again later: busy, locked, unreachable.
    case unavailable
    /// Another process holds what only one may hold.
    case held(byProcess: Int32?)
    /// Another consumer took the partition.
    case fenced
    /// Read or write failed: disk full, input/output error.
    case inputOutput
    /// The file is not what it should be, or damaged.
    case corrupt
    /// No right to read or write.
    case permission
    /// Settings differ from those the store was made with.
    case mismatch
    /// The log is not the one that the store has consumed.
    case foreign
    /// Retention has removed records that were not consumed.
    case gap
    /// It does not exist (yet).
    case missing
  }

  package var kind: Kind
  /// What was being done: `append to log …/log.sqlite`.
  package var during: String
  /// What the library said.
  package var detail: String

  package init(_ kind: Kind, during: String, detail: String) {
    self.kind = kind
    self.during = during
    self.detail = detail
  }

  package var description: String { "\(during): \(detail)" }
}
