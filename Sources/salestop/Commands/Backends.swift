import SalesCore
import SalesPipeline
import SalesSQLite

enum LogUse { case read, produce }

/// The one place that knows which logs and stores there are.
extension Settings {
  func openLog(_ use: LogUse) async throws -> any SaleLog {
    switch try logAddress {
    case .file(let path): try SQLiteSaleLog(path: path, mode: use == .produce ? .produce : .read, now: WallClock.now)
    case .server(let address): throw unsupported(.log, address)
    }
  }

  /// For writing; it is made where it is missing.
  func openStore(_ wanted: StoreSettings?) async throws -> any SaleStore {
    switch try storeAddress {
    case .file(let path): try SQLiteSaleStore(path: path, settings: wanted, now: WallClock.now())
    case .server(let address): throw unsupported(.store, address)
    }
  }

  func openReader() async throws -> any StoreReader {
    switch try storeAddress {
    case .file(let path): try SQLiteSalesReader(path: path)
    case .server(let address): throw unsupported(.store, address)
    }
  }

  private func unsupported(_ key: SettingKey, _ address: String) -> SettingsProblem {
    SettingsProblem("--\(key.rawValue): `\(Redaction.redact(address))` is not supported yet", origin: origin(key))
  }

  /// Of the embedded log; a topic's retention is the cluster's. Nil where the log keeps everything.
  func logRetention(isForced: Bool) throws -> LogRetention? {
    guard text(.retainLog) != "none" else { return nil }
    if case .server = try logAddress {
      throw SettingsProblem(
        "--retain-log is for a log file; retention of a topic is the topic's own: retention.ms",
        origin: origin(.retainLog))
    }
    return LogRetention(age: try duration(.retainLog), isForced: isForced)
  }
}

extension SaleLog {
  /// Runs `work` and meanwhile prunes the log every minute.
  func pruning<T: Sendable>(
    _ retention: LogRetention?, _ work: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    guard let retention, let log = self as? SQLiteSaleLog else { return try await work() }
    return try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while !Task.isCancelled {
          try await log.retain(retention, now: WallClock.now())
          try? await Task.sleep(for: .seconds(60))
        }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }
}
