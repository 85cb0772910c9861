package import SalesCore
import Synchronization

extension SaleImport {
  /// Checks records as a store with these rules will, with `wall` as the log's clock, so that no appended record
  /// becomes a dead letter.
  package static func validator(rules: SaleRules, wall: @escaping @Sendable () -> Timestamp) -> Validator {
    let decoder = SharedDecoder(rules: rules)
    return { record in decoder.problem(of: record, at: wall()) }
  }
}

/// A decoder behind a lock. An import is a single task, so nothing waits for it.
private final class SharedDecoder: Sendable {
  private let decoder: Mutex<SaleDecoder>

  init(rules: SaleRules) { decoder = Mutex(SaleDecoder(rules: rules)) }

  func problem(of record: UnsafeRawBufferPointer, at now: Timestamp) -> SaleProblem? {
    decoder.withLock { decoder in
      do throws(SaleProblem) {
        _ = try decoder.decode(record, appended: now, position: "a/0/0")
        return nil
      } catch {
        return error
      }
    }
  }
}
