import Foundation
import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct SettingsTests {
  private func line(_ key: String, _ salestop: Salestop, _ arguments: String...) async throws -> String? {
    let outcome = try await salestop.run(["produce", "--print-config"] + arguments)
    #expect(outcome.code == 0, "\(outcome)")
    return outcome.output.split(separator: "\n").first { $0.hasPrefix(key + " = ") }.map(String.init)
  }

  @Test("a flag comes before the environment, that before the config file, that before the default")
  func precedence() async throws {
    var salestop = try Salestop()
    #expect(try await line("rate", salestop) == "rate = \"10\"  # default")
    try Data("rate = 5\nperiod = \"7d\"\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    #expect(try await line("rate", salestop) == "rate = \"5\"  # \(salestop.config)")
    salestop.environment["SALESTOP_RATE"] = "6"
    #expect(try await line("rate", salestop) == "rate = \"6\"  # SALESTOP_RATE")
    #expect(try await line("rate", salestop, "--rate", "7") == "rate = \"7\"  # flag")
    #expect(try await line("period", salestop) == "period = \"7d\"  # \(salestop.config)")
    #expect(try await line("seed", salestop) == "seed = \"1\"  # default")
  }

  @Test("a config file named by flag or environment is the one that counts")
  func namedConfig() async throws {
    var salestop = try Salestop()
    let file = try salestop.file("mine.toml", "seed = 41\n")
    #expect(try await line("seed", salestop, "--config", file) == "seed = \"41\"  # \(file)")
    salestop.environment["SALESTOP_CONFIG"] = file
    #expect(try await line("seed", salestop) == "seed = \"41\"  # \(file)")
  }

  @Test(
    "what looks like an address is never taken for a path",
    arguments: ["mongodb:/host/db", "mongodb//host/db", "MongoDB:host/db", "mongodb+srv:host"])
  func mistypedAddress(_ address: String) async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run("consume", "--drain", "--store", address)
    #expect(outcome.code == 64, "\(outcome)")
    #expect(outcome.error.contains("--store: `\(address)` looks like an address"), "\(outcome)")
    #expect(outcome.error.contains("mongodb://host[,host…]/database"), "\(outcome)")
    #expect(try salestop.stateFiles().isEmpty)
  }

  @Test("control characters in a value are escaped as TOML has them")
  func escapes() async throws {
    let salestop = try Salestop()
    let value = #"\u001b]0;x\u0007\u202e\"\\"#
    try Data("theme = \"\(value)\"\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    let shown = try #require(try await line("theme", salestop))
    #expect(shown.hasPrefix(#"theme = "\U0000001b]0;x\U00000007\U0000202e\"\\"  # "#), "\(shown)")
    // The same value is read back.
    try Data("\(shown)\n".utf8).write(to: URL(fileURLWithPath: salestop.config))
    #expect(try await line("theme", salestop) == shown)
  }

  static let broken: [(text: String, says: [String])] = [
    ("perod = \"7d\"\n", [":1", "perod", "did you mean `period`"]),
    ("rate = 1\n\n[produce]\nrate = 2\n", [":3", "produce"]),
    ("rate = [1]\n", [":1", "rate"]),
    ("rate = 1\nrate = 2\n", [":2", "rate"]),
    ("rate\n", [":1"]),
    ("rate = \"fast\"\n", ["rate", "fast", "config.toml"]),
    (
      "currency = \"XQZ\"\nmax-skew = \"5m\"\n",
      ["currency", "`XQZ` is not an ISO 4217 code such as USD", "config.toml"]
    ),
    ("max-skew = 5\n", ["max-skew", "5", "config.toml"]),
    ("theme = \"no-such-theme\"\n", ["no-such-theme"]),
  ]

  @Test("a config file that makes no sense ends with 78, and the line says where and what", arguments: broken)
  func brokenConfig(_ item: (text: String, says: [String])) async throws {
    let salestop = try await Fixtures.january.value.copy()
    try Data(item.text.utf8).write(to: URL(fileURLWithPath: salestop.config))
    let command =
      item.text.contains("theme")
      ? ["dash", "--once"] : item.text.contains("skew") ? ["consume", "--drain"] : ["produce"]
    let outcome = try await salestop.run(command)
    #expect(outcome.code == 78, "\(outcome)")
    for word in item.says { #expect(outcome.error.contains(word), "\(word): \(outcome)") }
    #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome)")
  }

  @Test("a folder, a fifo, a loop of links, a huge file or none for the config file ends with 78")
  func oddConfig() async throws {
    let salestop = try Salestop()
    let setup = try await salestop.shell(
      "mkdir folder; mkfifo fifo; ln -s loop loop; head -c 52428800 /dev/zero | tr '\\0' '#' >huge")
    #expect(setup.code == 0)
    for name in ["folder", "fifo", "loop", "huge", "nowhere"] {
      let outcome = try await salestop.run("status", "--config", name)
      #expect(outcome.code == 78, "\(name): \(outcome)")
      #expect(outcome.error.contains(name))
    }
  }

  @Test("an unknown SALESTOP_ variable is refused with a suggestion; other variables are nobody's business")
  func unknownVariable() async throws {
    var salestop = try Salestop()
    salestop.environment["SALESTOPPER"] = "x"
    try await salestop.must("produce", "--print-config")
    salestop.environment["SALESTOP_STOR"] = "x"
    let outcome = try await salestop.run("produce", "--print-config")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.error.contains("SALESTOP_STOR; did you mean SALESTOP_STORE?"))
  }

  @Test(
    "a password is never shown", arguments: ["SALESTOP_CATALOG", "SALESTOP_STORE", "SALESTOP_LOG", "SALESTOP_THEME"])
  func redacted(_ variable: String) async throws {
    var salestop = try Salestop()
    salestop.environment[variable] = "mongodb://someone:p@ss:w/%rd@host.example/sales"
    for arguments in [
      ["produce", "--print-config"], ["status"], ["produce", "--count", "1"], ["dash", "--once"],
      ["status", "mongodb://someone:p@ss:w/%rd@host.example/sales"],
    ] {
      let outcome = try await salestop.run(arguments)
      #expect(!(outcome.output + outcome.error).contains("p@ss"), "\(outcome)")
      #expect(!(outcome.output + outcome.error).contains("%rd"), "\(outcome)")
    }
  }

  @Test("messages as JSON are one object a line")
  func jsonMessages() async throws {
    let salestop = try Salestop()
    let outcome = try await salestop.run("verify", "--log-format", "json")
    #expect(outcome.code == 69)
    let lines = outcome.error.split(separator: "\n")
    #expect(lines.count == 1)
    let entry = try JSONDecoder().decode(
      [String: String].self, from: Data(lines.first.map { $0.utf8.map(\.self) } ?? []))
    #expect(entry["level"] == "error")
    #expect(entry["message"]?.contains("store.sqlite") == true)
    #expect(entry["time"]?.hasSuffix("Z") == true)
  }
}
