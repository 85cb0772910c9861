import Foundation
import SalesCore
import TestSupport
import Testing

@testable import salestop

/// A store's own currency and zone, and those of the first import where there is no store yet.
@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct StoresOwnTests {
  private func line(_ key: String, _ salestop: Salestop, _ arguments: String...) async throws -> String? {
    let outcome = try await salestop.run(["consume", "--print-config"] + arguments)
    #expect(outcome.code == 0, "\(outcome)")
    return outcome.output.split(separator: "\n").first { $0.hasPrefix(key + " = ") }.map(String.init)
  }

  private func chain(_ store: Pair.Store) async throws -> Chain {
    let chain = try await Chain(Pair(log: .sqlite, store: store))
    try await chain.salestop.must("produce", "--source", "own", "--rate", "max", "--count", "3")
    return chain
  }

  private func expectOwn(_ chain: Chain) async throws {
    let salestop = chain.salestop
    try await salestop.must("consume", "--drain", "--currency", "EUR", "--time-zone", "Europe/Paris")
    try await salestop.must("consume", "--drain")
    // One of them may be said again, without the others.
    for again in [["--currency", "EUR"], ["--time-zone", "Europe/Paris"], ["--max-skew", "5m"]] {
      let outcome = try await salestop.run(["consume", "--drain"] + again)
      #expect(outcome.code == 0, "\(outcome)")
    }
    for (flag, value, own) in [
      ("--currency", "USD", "EUR"), ("--time-zone", "UTC", "Europe/Paris"), ("--max-skew", "1m", "300s"),
    ] {
      let outcome = try await salestop.run("consume", "--drain", flag, value)
      #expect(outcome.code == 78, "\(outcome)")
      #expect(outcome.error.contains("\(flag): \(value) is not what the store"), "\(outcome)")
      #expect(outcome.error.contains("was made with, \(own); that is fixed"), "\(outcome)")
    }
    #expect(try await salestop.must("verify").output.contains("revenue EUR"))
  }

  @Test("a store's currency, zone and skew are its own, and what was set otherwise is told with both")
  func inFile() async throws {
    let chain = try await chain(.sqlite)
    try await expectOwn(chain)
    let origin = "  # the store \(chain.salestop.store)"
    #expect(try await line("currency", chain.salestop) == "currency = \"EUR\"\(origin)")
    #expect(try await line("time-zone", chain.salestop) == "time-zone = \"Europe/Paris\"\(origin)")
    #expect(try await line("currency", chain.salestop, "--currency", "USD") == "currency = \"USD\"  # flag")
    #expect(try await line("currency", chain.salestop, "--store", "new.sqlite") == "currency = \"USD\"  # default")
  }

  @Test("so are those of a store on MongoDB", .needsMongoDB)
  func onMongoDB() async throws { try await expectOwn(try await chain(.mongodb)) }

  @Test("a new store takes what the first import noted, unless it was set, and says so", .needsMongoDB)
  func firstImport() async throws {
    for store in Pair.Store.allCases {
      let chain = try await chain(store)
      let first = FirstImport(stateDirectory: chain.salestop.state)
      try first.note(currency: Currency(code: "JPY"), timeZone: TimeZone(identifier: "Asia/Tokyo"))
      if store == .sqlite {
        #expect(try await line("currency", chain.salestop) == "currency = \"JPY\"  # \(first.path)")
      }
      let outcome = try await chain.salestop.must("consume", "--drain", "--time-zone", "Europe/Paris")
      #expect(outcome.error.contains("the store is made with currency JPY, of the first import"), "\(outcome)")
      #expect(try await chain.salestop.must("verify").output.contains("revenue JPY"))
      // From now on the store's own count.
      try FileManager.default.removeItem(atPath: first.path)
      try FirstImport(stateDirectory: chain.salestop.state).note(currency: .usDollar, timeZone: nil)
      let next = try await chain.salestop.must("consume", "--drain")
      #expect(!next.error.contains("first import"), "\(next)")
    }
  }

  @Test("a file of the first import that makes no sense ends with 78, and no store is made")
  func damaged() async throws {
    let salestop = try await chain(.sqlite).salestop
    for text in ["currency = \n", "currency = \"euros\"\n", "time-zone = \"Mars/Base\"\n"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: salestop.state + "/first-import.toml"))
      let outcome = try await salestop.run("consume", "--drain")
      #expect(outcome.code == 78 && outcome.error.contains("first-import.toml"), "\(outcome)")
    }
    #expect(try !salestop.stateFiles().contains("store.sqlite"))
  }

  @Test("a store that has a code of no list keeps it, whether it is said again or not", .needs(.python3))
  func unlisted() async throws {
    let salestop = try await chain(.sqlite).salestop
    try await salestop.must("consume", "--drain", "--currency", "EUR")
    try await Python.sql(salestop.store, "UPDATE settings SET value = 'BTC' WHERE key = 'currency'")
    try await salestop.must("consume", "--drain")
    try await salestop.must("consume", "--drain", "--currency", "BTC")
    let rows = try salestop.file("b.csv", "time,amount,product,region,currency\n2026-01-15,1.50,Tea,UK,BTC\n")
    #expect(try await salestop.must("produce", "--from", rows).error.contains("1.50 BTC; 1 appended"))
    #expect(try await salestop.must("produce", "--from", rows, "--currency", "btc").error.contains("1.50 BTC; 1"))
    let other = try await salestop.run("consume", "--drain", "--currency", "XQZ")
    #expect(other.code == 64, "\(other)")
    let outcome = try await salestop.run("consume", "--drain", "--store", "new.sqlite", "--currency", "BTC")
    #expect(outcome.code == 64, "\(outcome)")
  }

  @Test("generated sales, which name no currency, do not go into a store of another one")
  func catalog() async throws {
    let salestop = try Salestop()
    let yen = try salestop.file("yen.csv", "time,amount,product,region\n2026-01-15,1500,Tea,Kyoto\n")
    try await salestop.must("produce", "--from", yen, "--currency", "JPY")
    try await salestop.must("consume", "--drain")
    let outcome = try await salestop.run("produce", "--rate", "max", "--count", "10")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.error.contains("the catalog sells in USD, and the store counts JPY"), "\(outcome)")
    #expect(try await salestop.logEnd() == 1)
  }
}
