import TestSupport
import Testing

@testable import salestop

@Suite struct SettingsPageTests {
  /// The cells of each row of the table of settings: key, variables, default, help.
  private static func rows() throws -> [[String]] {
    try Page("docs/settings.md").table(under: "## All settings").map { row in
      row.split(separator: "|").map(String.init)
    }
  }

  @Test("docs/settings.md lists every setting, and no other, with the names of its variables")
  func names() throws {
    let expected = SettingKey.allCases.map { key in
      [key.rawValue, key.environmentName, key.secretFileName].compactMap { $0 }
    }
    #expect(try Self.rows().map { $0[0].codes + $0[1].codes } == expected)
  }

  @Test("docs/settings.md gives the defaults that the program has")
  func defaults() throws {
    for (key, row) in zip(SettingKey.allCases, try Self.rows()) {
      guard let text = key.defaultText else { continue }
      #expect(row[2].codes == [text], "\(key.rawValue)")
    }
  }

  @Test("docs/exit-codes.md lists every exit code, and no other")
  func exitCodes() throws {
    let listed = try Page("docs/exit-codes.md").table(under: "# Exit codes").map { $0.split(separator: " ")[1] }
    let codes = [
      0, Exit.usage, Exit.data, Exit.unavailable, Exit.inputOutput, Exit.tryAgain, Exit.permission, Exit.config,
    ]
    #expect(listed.map(String.init) == codes.map(String.init))
  }
}
