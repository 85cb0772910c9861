/// The reason why a record is not a valid sale. Scripts rely on the codes.
package struct SaleProblem: Error, Hashable, Sendable {
  package enum Reason: String, Sendable, CaseIterable {
    case notASale = "not_a_sale"
    case badEncoding = "bad_encoding"
    case missingField = "missing_field"
    case wrongType = "wrong_type"
    case duplicateField = "duplicate_field"
    case amountRange = "amount_range"
    case amountPrecision = "amount_precision"
    case badTime = "bad_time"
    case timeRange = "time_range"
    case badID = "bad_id"
    case badName = "bad_name"
    case unknownVersion = "unknown_version"
    case currency
  }

  package var reason: Reason
  /// One line of text. It may quote the input, so sanitise it before it reaches a terminal.
  package var message: String

  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}
