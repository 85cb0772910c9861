/// A log or a store failed. The kind says what the caller can do about it; advice for people is added where it is
/// printed.
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

  /// The thing that failed, where that decides what a person can do.
  package enum Resource: Hashable, Sendable {
    /// A log, a store or state that is written: another path may do.
    case storage
    /// A file that is only read: no other path would do.
    case input
    /// A server.
    case server
  }

  package var kind: Kind
  /// The default is `.storage`.
  package var resource: Resource
  /// The failed action and its object: `append to log …/log.sqlite`.
  package var during: String
  /// The cause, as the library or the system words it.
  package var detail: String

  package init(_ kind: Kind, of resource: Resource = .storage, during: String, detail: String) {
    self.kind = kind
    self.resource = resource
    self.during = during
    self.detail = detail
  }

  package var description: String { "\(during): \(detail)" }
}
