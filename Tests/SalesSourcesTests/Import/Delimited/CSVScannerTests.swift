import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

@Suite struct CSVScannerTests {
  enum Row: Equatable, CustomStringConvertible {
    case row(Int, [String])
    case problem(Int, String)

    var description: String {
      switch self {
      case .row(let line, let fields): "\(line): \(fields)"
      case .problem(let line, let message): "\(line)! \(message)"
      }
    }
  }

  /// Scans `bytes` fed in chunks of `chunk`.
  static func scan(_ bytes: [UInt8], separator: Character = ",", chunk: Int) -> [Row] {
    var scanner = CSVScanner(separator: separator.asciiValue ?? 0)
    var rows: [Row] = []
    var fed = 0
    while true {
      switch scanner.next() {
      case .row(let line):
        rows.append(
          .row(line, scanner.fields.map { String(decoding: scanner.input.bytes[$0.start..<$0.end], as: UTF8.self) }))
      case .problem(let line, let message): rows.append(.problem(line, message))
      case .needsInput:
        let end = min(bytes.count, fed + chunk)
        if fed == end { scanner.input.end() } else { scanner.input.feed(Array(bytes[fed..<end])) }
        fed = end
      case .end: return rows
      }
    }
  }

  static let unclosed = "a quote opens here and never closes"

  @Test(
    "rows are cut as RFC 4180 says, however the bytes come",
    arguments: [
      ("", []),
      ("a,b\n", [.row(1, ["a", "b"])]),
      ("a,b", [.row(1, ["a", "b"])]),
      (
        "a,b\r\nc,d\re,f\n\n\r\ng,h",
        [.row(1, ["a", "b"]), .row(2, ["c", "d"]), .row(3, ["e", "f"]), .row(6, ["g", "h"])]
      ),
      (",\n", [.row(1, ["", ""])]),
      ("\"\",\"\"\n", [.row(1, ["", ""])]),
      ("\"a,b\",\"c\"\"d\"\n", [.row(1, ["a,b", "c\"d"])]),
      ("\"\"\"\"\"\",x\n", [.row(1, ["\"\"", "x"])]),
      ("\"a\r\nb\nc\rd\",x\ny,z\n", [.row(1, ["a\r\nb\nc\rd", "x"]), .row(5, ["y", "z"])]),
      ("5\" pipe,x\n", [.row(1, ["5\" pipe", "x"])]),
      ("a,\"b\"", [.row(1, ["a", "b"])]),
      ("a,\"b\"\r", [.row(1, ["a", "b"])]),
      ("a\n\"b\"x,c\nd\n", [.row(1, ["a"]), .problem(2, "text follows a closing quote"), .row(3, ["d"])]),
      ("a\nb,\"c\nd\ne", [.row(1, ["a"]), .problem(2, unclosed), .row(3, ["d"]), .row(4, ["e"])]),
      ("\"a\nb\",\"c\r\nd,e", [.problem(2, unclosed), .row(3, ["d", "e"])]),
      ("\"", [.problem(1, unclosed)]),
      ("\"\"\"", [.problem(1, unclosed)]),
    ] as [(String, [Row])])
  func rows(text: String, rows: [Row]) {
    for chunk in 1...max(1, text.utf8.count) {
      #expect(Self.scan(Array(text.utf8), chunk: chunk) == rows)
    }
  }

  @Test(
    "a line that never ends is one problem and no memory, and the line after it is read", arguments: [65_536, 1 << 20])
  func endless(chunk: Int) {
    let long = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
    let bytes = Array("a,b\n".utf8) + long + Array("\nc,d\n".utf8)
    let rows: [Row] = [.row(1, ["a", "b"]), .problem(2, "is longer than 1048576 bytes"), .row(3, ["c", "d"])]
    #expect(Self.scan(bytes, chunk: chunk) == rows)
    #expect(Self.scan(Array(bytes.dropLast(5)), chunk: chunk) == Array(rows.prefix(2)))
  }

  @Test(
    "a quote that swallows a megabyte is reported where it opens, and what it swallowed is read",
    arguments: [65_536, 1 << 20])
  func swallowed(chunk: Int) {
    let bytes = Array("a,b\nc,\"d\n".utf8) + Array(repeating: Array("e,f\n".utf8), count: 400_000).flatMap { $0 }
    let rows = Self.scan(bytes, chunk: chunk)
    #expect(rows.count == 400_002)
    #expect(rows[1] == .problem(2, Self.unclosed))
    #expect(rows[2] == .row(3, ["e", "f"]))
    #expect(rows.last == .row(400_002, ["e", "f"]))
  }

  @Test("any table of any text comes back from its CSV", arguments: 0..<30)
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let separator: Character = [",", ";", "\t"].randomElement(using: &random) ?? ","
    let pieces = ["a", "é", "咖", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "'", "=", "x y"]
    func field() -> String {
      (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    let table = (0..<Int.random(in: 1...20, using: &random)).map { _ in (0..<3).map { _ in field() } }
    var text = ""
    for row in table {
      text += row.map { cell in
        let special = cell.unicodeScalars.contains { "\"\n\r\(separator)".unicodeScalars.contains($0) }
        guard special || Bool.random(using: &random) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      }.joined(separator: String(separator))
      text += ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
    }
    // A last line end is not needed.
    if Bool.random(using: &random) {
      text = String(decoding: text.utf8.dropLast(text.hasSuffix("\r\n") ? 2 : 1), as: UTF8.self)
    }
    for chunk in [1, 2, 3, 7, 1000] {
      let rows = Self.scan(Array(text.utf8), separator: separator, chunk: chunk)
      let fields = rows.map { row in if case .row(_, let fields) = row { fields } else { [row.description] } }
      #expect(fields == table)
    }
  }
}
