package import SalesCore

/// Reads a store as a whole, beside the figures of `QueryReader`: for an audit, and its dead letters with their bytes.
package protocol AuditReader: QueryReader {
  /// A consistent read of the whole store.
  func snapshot() async throws -> any StoreSnapshot

  /// The dead letters of `reason` (nil: of any) after `position` (nil: from the first), at most `limit`, in order of
  /// position.
  func deadLetters(reason: SaleProblem.Reason?, after position: Position?, limit: Int) async throws -> [DeadLetter]
}

extension AuditReader {
  package func deadLetters(after position: Position?, limit: Int) async throws -> [DeadLetter] {
    try await deadLetters(reason: nil, after: position, limit: limit)
  }

  /// The money of all records that were left out for their currency.
  package func leftOutMoney() async throws -> LeftOutMoney {
    var money = LeftOutMoney()
    var after: Position?
    while true {
      let letters = try await deadLetters(reason: .currency, after: after, limit: 500)
      guard let last = letters.last else { return money }
      for letter in letters { letter.bytes.withUnsafeBytes { money.add($0) } }
      after = last.position
    }
  }
}
