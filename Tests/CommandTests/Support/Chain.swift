import Foundation
import TestSupport
import Testing

/// A log and a store that the program runs on.
struct Pair: Sendable, CustomTestStringConvertible {
  enum Log: String, CaseIterable { case sqlite, kafka }
  enum Store: String, CaseIterable { case sqlite, mongodb }

  var log: Log
  var store: Store

  var testDescription: String { "\(log.rawValue) → \(store.rawValue)" }

  static let all = Log.allCases.flatMap { log in Store.allCases.map { Pair(log: log, store: $0) } }
}

/// The program with the log and the store of a pair, which its settings name. The servers live as long as this.
struct Chain: Sendable {
  private(set) var salestop: Salestop
  private let topic: TestTopic?
  private let database: TestDatabase?

  init(_ pair: Pair) async throws {
    salestop = try Salestop()
    topic = pair.log == .kafka ? try TestTopic(partitions: 12) : nil
    database = pair.store == .mongodb ? try await TestDatabase() : nil
    salestop.environment["SALESTOP_LOG"] = topic?.address
    salestop.environment["SALESTOP_STORE"] = database?.uri
  }
}
