import Foundation
import TestSupport

/// Stores that many tests look at and none changes; each is made when it is first asked for.
enum Fixtures {
  /// `SampleData/sales.csv`, imported and stored: January 2026.
  static let january = Shared {
    let salestop = try Salestop()
    try await salestop.must("produce", "--from", SampleFiles.url("sales.csv").path)
    try await salestop.must("consume", "--drain")
    return salestop
  }

  /// Eight days of sales up to now.
  static let recent = Shared {
    let salestop = try Salestop()
    try await salestop.must(
      "produce", "--backfill", "8d", "--rate", "0.02", "--count", "13800", "--source", "recent", "--seed", "8")
    try await salestop.must("consume", "--drain")
    return salestop
  }
}

actor Shared {
  private let make: @Sendable () async throws -> Salestop
  private var made: Task<Salestop, any Error>?

  init(_ make: @escaping @Sendable () async throws -> Salestop) {
    self.make = make
  }

  var value: Salestop {
    get async throws {
      if let made { return try await made.value }
      let task = Task { [make] in try await make() }
      made = task
      return try await task.value
    }
  }
}
