import Testing

@Suite(.takingTurns, .timeLimit(.minutes(60)))
struct HelpTests {
  static let commands = [
    "demo", "produce", "consume", "dash", "export", "query", "status", "verify", "dead-letters",
  ]

  @Test("the program names every command in its help")
  func wholeHelp() async throws {
    let outcome = try await Salestop().run("--help")
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
    for command in Self.commands { #expect(outcome.output.contains("\n  \(command) "), "\(command)") }
  }

  @Test("a command's help says what it is for and how it is called", arguments: commands)
  func help(of command: String) async throws {
    let outcome = try await Salestop().run(command, "--help")
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
    #expect(outcome.output.hasPrefix("OVERVIEW: "))
    #expect(outcome.output.contains("USAGE: salestop \(command)"))
    #expect(outcome.output.contains("--state-dir <"))
  }

  @Test("asking for help or the version makes no file")
  func leavesNothing() async throws {
    let salestop = try Salestop()
    try await salestop.must("--version")
    try await salestop.must("consume", "--help")
    #expect(try salestop.stateFiles().isEmpty)
  }
}
