import Foundation
import SalesCore
import TestSupport
import Testing

@testable import salestop

@Suite struct FirstImportTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var first: FirstImport { FirstImport(stateDirectory: folder.file("state")) }

  @Test("what the first import notes is what is read, and later ones add only what is not noted")
  func notes() throws {
    #expect(try first.values().isEmpty)
    try first.note(currency: nil, timeZone: nil)
    #expect(!FileManager.default.fileExists(atPath: first.path))
    try first.note(currency: Currency(code: "EUR"), timeZone: nil)
    #expect(try first.values() == [.currency: "EUR"])
    try first.note(currency: .usDollar, timeZone: TimeZone(identifier: "Europe/Paris"))
    #expect(try first.values() == [.currency: "EUR", .timeZone: "Europe/Paris"])
    let text = try String(contentsOfFile: first.path, encoding: .utf8)
    #expect(text.hasSuffix("\ncurrency = \"EUR\"\ntime-zone = \"Europe/Paris\"\n"))
  }

  @Test("a file that makes no sense is told with its line, and no currency is guessed")
  func damaged() throws {
    try first.note(currency: .usDollar, timeZone: nil)
    try "currency = \n".write(toFile: first.path, atomically: true, encoding: .utf8)
    #expect { try first.values() } throws: { "\($0)".contains("first-import.toml:1") }
    #expect(throws: (any Error).self) { try first.note(currency: .usDollar, timeZone: nil) }
  }
}
