import ArgumentParser
import CMalloc
import Foundation

@main
enum Main {
  static func main() async {
    Backends.prepare()
    // A reader that goes away (`| head`) shows as an error of the write, not as the end of the process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Salestop.parseAsRoot()
      try OpenFiles.suffice()
      // One thread reads, another computes. With a heap for each thread, freed memory of the first would not serve the
      // second.
      if command is Dash { mallopt(M_ARENA_MAX, 1) }
      do {
        if var command = command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try command.run()
        }
      } catch let wish as ConfigWish {
        try await wish.grant()
      }
    } catch {
      guard let (code, line) = Exit.outcome(of: error) else { misuse(error) }
      if !line.isEmpty { Messages.error(line) }
      exit(code)
    }
  }

  /// Prints the argument parser's own texts: help, the version, or a mistake, which may quote an argument with a secret
  /// in it.
  private static func misuse(_ error: any Error) -> Never {
    let code = Salestop.exitCode(for: error)
    guard !code.isSuccess else { Salestop.exit(withError: error) }
    let lines = Salestop.fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { Output.safe(Redaction.redact(String($0))) }.joined(separator: "\n")
    // An exit code of ours comes without a message.
    if !text.isEmpty { FileHandle.standardError.write(Data((text + "\n").utf8)) }
    exit(code.rawValue)
  }
}

struct Salestop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salestop",
    abstract: "top for a sales stream: produce, store exactly once, and watch sales in the terminal.",
    discussion:
      "Settings come from flags, then SALESTOP_… variables, then config.toml, then defaults; see --print-config.",
    version: "0.1.0",
    subcommands: [
      Demo.self, Produce.self, Consume.self, Dash.self, Export.self, Query.self, Status.self, Verify.self,
      DeadLetters.self, LayoutCommand.self, ThemeCommand.self,
    ])
}
