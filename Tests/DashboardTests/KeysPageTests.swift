import TestSupport
import Testing

@testable import Dashboard

@Suite struct KeysPageTests {
  @Test(
    "the tables of docs/keys.md say what the program's help says",
    arguments: KeyContext.allCases.filter { $0 != .help })
  func keys(context: KeyContext) throws {
    #expect(try Page("docs/keys.md").table(under: "## " + context.title) == Self.expected(context))
  }

  @Test("docs/settings.md lists every action that can be given keys")
  func actions() throws {
    let listed = try Page("docs/settings.md").block("text", under: "## Keys of your own").split { $0.isWhitespace }
    #expect(listed.map(String.init) == Action.allCases.map(\.rawValue))
  }

  private static func expected(_ context: KeyContext) -> [String] {
    KeyMap.defaultBindings.filter { $0.context == context }.compactMap { binding in
      Setup().help(of: binding).map { help in
        "| " + binding.chords.map { "`\($0.label)`" }.joined(separator: " ") + " | \(help) |"
      }
    }
  }
}
