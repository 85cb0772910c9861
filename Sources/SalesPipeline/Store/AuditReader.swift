package import SalesCore

/// Reads a store as a whole, beside the figures of `QueryReader`: for an audit, and its dead letters with their bytes.
package protocol AuditReader: QueryReader {
  /// A consistent read of the whole store.
  func snapshot() async throws -> any StoreSnapshot

  /// The dead letters after `position` (nil: from the first), at most `limit`, in order of position.
  func deadLetters(after position: Position?, limit: Int) async throws -> [DeadLetter]
}
