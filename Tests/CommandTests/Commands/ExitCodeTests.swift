import Foundation
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct ExitCodeTests {
  static let misuses: [(arguments: [String], says: String)] = [
    (["nonsense"], "nonsense"),
    (["produce", "--rate", "abc"], "--rate"),
    (["produce", "--rate", "0"], "--rate"),
    (["produce", "--rate", "1e400"], "--rate"),
    (["produce", "--count", "0"], "--count"),
    (["produce", "--start", "yesterday"], "--start"),
    (["produce", "--backfill", "7"], "--backfill"),
    (["produce", "--source", "9lives"], "--source"),
    (["produce", "--inject", "late=2"], "--inject"),
    (["produce", "--inject", "lat=0.1"], "--inject"),
    (["produce", "--map", "amount=Total"], "--from"),
    (["produce", "--from", "x.csv", "--rate", "5"], "--rate"),
    (["produce", "--from", "x.csv", "--time-zone", "Mars/Base"], "Mars/Base"),
    (["consume", "--max-skew", "5"], "--max-skew"),
    (["consume", "--currency", "dollars"], "--currency"),
    (["consume", "--currency", "XQZ"], "`XQZ` is not an ISO 4217 code such as USD"),
    (["consume", "--currency", "eur"], "did you mean `EUR`?"),
    (["produce", "--from", "x.csv", "--currency", "EURO"], "did you mean `EUR`?"),
    (["produce", "--from", "x.csv", "--set", "currency=BTC"], "--set: currency: `BTC` is not an ISO 4217 code"),
    (["open", "x.csv", "--where", "amount * 2"], "--where: must be a condition such as `Status` = 'paid'"),
    (["consume", "--time-zone", "Mars/Base"], "--time-zone"),
    (["query", "--by", "colour"], "colour"),
    (["query", "--window", "sliding:10m"], "sliding:10m"),
    (["query", "--window", "tumbling:1h", "--bucket", "hour"], "--bucket"),
    (["query", "--period", "someday"], "--period"),
    (["dash", "--once", "--size", "80"], "--size"),
    (["dead-letters", "--limit", "0"], "--limit"),
    (["demo", "--rate", "0"], "--rate"),
    (["demo", "--history", "long"], "--history"),
    (["status", "--store", "mongodb://someone:secret@host/sales"], "SALESTOP_STORE_FILE"),
    (["status", "--log-format", "xml"], "--log-format"),
    (["status", "--store", "redis://host/1"], "mongodb://host"),
    (["status", "--store", "kafka://host/topic"], "mongodb://host"),
    (["produce", "--log", "mongodb://host/sales"], "kafka://host:9092"),
    (["produce", "--log", "amqp://host/sales"], "kafka://host:9092"),
    (["produce", "--log", "kafka://host:9092"], "names no topic"),
    (["produce", "--log", "kafka://host:0/sales"], "host:0"),
    (["produce", "--log", "kafka://host/sales", "--partitions", "0"], "--partitions"),
    (["produce", "--log", "kafka://host/sales", "--replication", "three"], "--replication"),
    (["produce", "--log", "kafka://host/sales", "--retain-log", "7d"], "retention.ms"),
    (["status", "--store", "mongodb://host"], "no database"),
  ]

  @Test("what is called wrongly ends with 64 and says what is wrong", arguments: misuses)
  func usage(_ misuse: (arguments: [String], says: String)) async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run(misuse.arguments)
    #expect(outcome.code == 64, "\(outcome)")
    #expect(outcome.error.contains(misuse.says), "\(outcome)")
    #expect(outcome.data.isEmpty)
    #expect(!outcome.error.contains("secret"))
    #expect(try salestop.stateFiles().isEmpty)
  }

  @Test(
    "without a store, whoever wants to read one is told where it was looked for and ends with 69",
    arguments: [
      ["verify"], ["status"], ["query"], ["export", "-o", "-"], ["dead-letters"], ["dash", "--once"],
      ["consume", "--drain"],
    ])
  func missing(_ arguments: [String]) async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run(arguments)
    #expect(outcome.code == 69, "\(outcome)")
    #expect(outcome.error.contains(salestop.state))
    #expect(outcome.error.contains("salestop demo"))
    #expect(outcome.data.isEmpty)
  }

  @Test("a file to import that is not there is told as that, not as a missing log")
  func missingInput() async throws {
    let outcome = try await Salestop().run("produce", "--from", "nowhere.csv")
    #expect(outcome.code == 74, "\(outcome)")
    #expect(outcome.error.contains("nowhere.csv"))
    #expect(!outcome.error.contains("salestop demo"))
  }

  @Test("a folder without files to import ends with 65")
  func folderInput() async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run("produce", "--from", salestop.work)
    #expect(outcome.code == 65, "\(outcome)")
    #expect(outcome.error.contains("the folder has no CSV or JSON files"), "\(outcome)")
  }

  @Test("settings that a store was not made with end with 78 and say what it was made with")
  func mismatch() async throws {
    let salestop = try await Fixtures.january.value.copy()
    let outcome = try await salestop.run("consume", "--drain", "--currency", "EUR")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.error.contains("USD"))
    #expect(try await salestop.verify().ok)
  }

  @Test("a store goes on with its own log only")
  func anotherLog() async throws {
    let salestop = try await Fixtures.january.value.copy()
    try await salestop.must("produce", "--log", "other.sqlite", "--source", "other", "--rate", "max", "--count", "10")
    let outcome = try await salestop.run("consume", "--drain", "--log", "other.sqlite")
    #expect(outcome.code == 65, "\(outcome)")
    #expect(outcome.error.contains("another log"))
    #expect(try await salestop.verify().ok)
  }

  @Test("a full device under standard output ends with 74")
  func fullDevice() async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.shell("\"$SALESTOP\" status >/dev/full")
    #expect(outcome.code == 74, "\(outcome)")
    #expect(outcome.error.contains("standard output"))
  }

  @Test("a file that is no database of ours ends with 65 and stays as it is")
  func foreign() async throws {
    let salestop = try Salestop()
    let path = try salestop.file("notes.txt", String(repeating: "Dear diary. ", count: 1000))
    for command in [
      ["consume", "--log", path], ["produce", "--log", path, "--count", "1"], ["query", "--store", path],
    ] {
      let outcome = try await salestop.run(command)
      #expect(outcome.code == 65, "\(outcome)")
      #expect(outcome.error.contains("notes.txt"))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("Dear diary. "))
  }
}
