package import SalesCore
import Synchronization

extension SaleImport {
  /// Judges records as a store with these rules will, by the clock of now: what is appended becomes a sale and no dead letter.
  package static func validator(rules: SaleRules, wall: @escaping @Sendable () -> Timestamp) -> Validator {
    let decoder = SharedDecoder(rules: rules)
    return { record in decoder.problem(of: record, at: wall()) }
  }
}

/// A decoder behind a lock; an import is one task, so nobody waits for it.
private final class SharedDecoder: Sendable {
  private let decoder: Mutex<SaleDecoder>

  init(rules: SaleRules) {
    decoder = Mutex(SaleDecoder(rules: rules))
  }

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
