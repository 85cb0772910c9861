import ArgumentParser
import Foundation
import SalesCore
import SalesPipeline

struct DeadLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead-letters", abstract: "List the records that are not valid sales, and why.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print JSON, one object a line, with the record's exact bytes in base64.")
  var json = false

  @Option(help: "At most so many.")
  var limit = 1000

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
  }

  mutating func run() async throws {
    let settings = try common.settings()
    let reader = try await settings.reader()
    var after: Position?
    var left = limit
    while left > 0 {
      let letters = try await reader.deadLetters(after: after, limit: min(left, 500))
      guard let last = letters.last else { break }
      try Output.write(letters.map { json ? Self.json($0) : Self.line($0) }.joined())
      after = last.position
      left -= letters.count
    }
    // Of all there are, whatever the limit.
    if !json, let money = try await reader.leftOutMoney().text { try Output.write(money + "\n") }
  }

  private static func line(_ letter: DeadLetter) -> String {
    let record = Output.safe(String(decoding: letter.bytes.prefix(200), as: UTF8.self))
    let cut = letter.bytes.count > 200 ? "… (\(letter.bytes.count) bytes)" : ""
    return
      "\(letter.position.partition)/\(letter.position.offset)  \(letter.appended.text)  \(letter.problem.reason.rawValue)  "
      + "\(Output.safe(letter.problem.message))  \(record)\(cut)\n"
  }

  private static func json(_ letter: DeadLetter) -> String {
    struct Document: Encodable {
      var partition: Int32
      var offset: Int64
      var appended: String
      var reason: String
      var message: String
      var record: String
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      partition: letter.position.partition, offset: letter.position.offset, appended: letter.appended.text,
      reason: letter.problem.reason.rawValue, message: letter.problem.message,
      record: Data(letter.bytes).base64EncodedString())
    return ((try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? "{}") + "\n"
  }
}
