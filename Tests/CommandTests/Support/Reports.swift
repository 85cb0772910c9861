import SalesCore
import SalesPipeline
import SalesSQLite

/// `verify --json`.
struct VerifyReport: Decodable {
  struct Sum: Decodable, Equatable {
    var sales: Int64
    var revenueMinor: Int64
  }
  struct Coverage: Decodable, Equatable {
    var partition: Int32
    var first: Int64
    var next: Int64
    var end: Int64
    var whole: Bool
  }

  struct Conflict: Decodable {
    struct Difference: Decodable, Equatable {
      var field: String
      var record: String
      var stored: String
    }
    struct Place: Decodable, Equatable {
      var partition: Int32
      var offset: Int64
    }

    var id: String
    var record: Place
    var stored: Place
    var differences: [Difference]
  }

  var ok: Bool
  var agrees: Bool
  var log: Sum
  var store: Sum
  var rollups: Sum
  var duplicates: Int64
  var conflicts: Int64
  var conflictExamples: [Conflict]
  var deadLetters: Int64
  var coverage: [Coverage]
  var differences: [String]
}

/// `status --json`, as far as tests look at it.
struct StatusReport: Decodable {
  struct Partition: Decodable {
    var next: Int64
    var logEnd: Int64?
    var lag: Int64?
    var epoch: Int64
  }

  struct OtherCurrencies: Decodable {
    var records: Int64
    var untold: Int64
    var revenueMinor: [String: Int64]
  }

  var health: String
  var problems: [String]
  var lag: Int64
  var sales: Int64
  var revenueMinor: Int64
  var duplicates: Int64
  var deadLetters: Int64
  var otherCurrencies: OtherCurrencies?
  var heartbeat: String?
  var partitions: [Partition]
}

extension Salestop {
  func verify() async throws -> VerifyReport {
    try await run("verify", "--json").json(VerifyReport.self)
  }

  func status() async throws -> StatusReport {
    try await run("status", "--json").json(StatusReport.self)
  }

  /// Where the log ends, looked up in the file; 0 while there is none.
  func logEnd() async throws -> Int64 {
    try await lookedUp {
      try await SQLiteSaleLog(path: log, mode: .read, now: { Timestamp(milliseconds: 0) }).partitions().first?.end
    }
  }

  /// How far the store is, looked up in the file; 0 while there is none.
  func storeNext() async throws -> Int64 {
    try await lookedUp {
      try await SQLiteStoreReader(path: store).poll(PollRequest(spans: [])).state.checkpoints.first?.next
    }
  }

  /// 0 says that there is no file, or nothing in it; one that cannot be read this moment is looked at again.
  private func lookedUp(_ look: () async throws -> Int64?) async throws -> Int64 {
    var problem = ""
    return try await eventually("the file can be read", last: problem) {
      do {
        return try await look() ?? 0
      } catch let error as BackendError where error.kind == .missing {
        return 0
      } catch let error as BackendError {
        problem = "\(error)"
        return nil
      }
    }
  }
}
