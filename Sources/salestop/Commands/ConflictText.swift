import SalesCore
import Synchronization

/// Words for records that were left out because their id is stored with other content.
enum ConflictText {
  /// `3 records bear an id that is stored with other content and were left out`.
  static func leftOut(_ count: Int64) -> String {
    count == 1
      ? "1 record bears an id that is stored with other content and was left out"
      : "\(count) records bear an id that is stored with other content and were left out"
  }

  static func advice(_ count: Int64) -> String {
    "\(leftOut(count)); `salestop verify` shows \(count == 1 ? "it" : "them")"
  }
}

/// Warns once in a run, when the first conflicts are met.
final class ConflictWarning: Sendable {
  private let isTold = Mutex(false)

  /// `count` is of the run so far.
  func note(_ count: Int64) {
    guard count > 0 else { return }
    let isFirst = isTold.withLock { isTold in
      defer { isTold = true }
      return !isTold
    }
    if isFirst { Messages.warning(ConflictText.advice(count)) }
  }
}
