import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct PipeTests {
  static let commands = [
    "query --by region,product --bucket hour --format csv", "query --by product --bucket hour --format json",
    "query --by region,product --bucket day", "export --period all --bucket 1h -o -",
    "dash --once --size 200x60", "dash --once --format svg --period 2026-01-01..2026-02-01", "verify", "status",
    "produce --print-config", "--help",
  ]

  @Test("a reader that has seen enough ends a command quietly", arguments: commands)
  func head(_ command: String) async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.shell("{ \"$SALESTOP\" \(command); echo \"ended with $?\" >&2; } | head -n 1")
    #expect(outcome.error == "ended with 0\n", "\(outcome)")
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test("a reader that was never there ends a command quietly")
  func closed() async throws {
    let salestop = try await Fixtures.january.value
    let outcome = try await salestop.shell(
      "{ \"$SALESTOP\" export --period all --bucket 1h -o -; echo \"ended with $?\" >&2; } | :")
    #expect(outcome.error == "ended with 0\n", "\(outcome)")
  }
}
