import SalesCore
import SalesPipeline
import TestSupport
import Testing

@testable import SalesSources

@Suite struct CSVScannerTests {
  /// Scans `bytes` fed in chunks of `chunk`.
  static func scan(_ bytes: [UInt8], separator: Character = ",", chunk: Int) -> [ScannedRow] {
    var scanner = CSVScanner(separator: separator.asciiValue ?? 0)
    var rows: [ScannedRow] = []
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
      (",\n \t, ,\n\"\",\"\"\na,\n", [.row(4, ["a", ""])]),
      ("\"a,b\",\"c\"\"d\"\n", [.row(1, ["a,b", "c\"d"])]),
      ("\"\"\"\"\"\",x\n", [.row(1, ["\"\"", "x"])]),
      ("\"a\r\nb\nc\rd\",x\ny,z\n", [.row(1, ["a\r\nb\nc\rd", "x"]), .row(5, ["y", "z"])]),
      ("5\" pipe,x\n", [.row(1, ["5\" pipe", "x"])]),
      ("a,\"b\"", [.row(1, ["a", "b"])]),
      ("a,\"b\"\r", [.row(1, ["a", "b"])]),
      ("a\n\"b\"x,c\nd\n", [.row(1, ["a"]), .problem(2, "text follows a closing quote"), .row(3, ["d"])]),
      ("a\nb,\"c\nd\ne", [.row(1, ["a"]), .problem(2, unclosed), .row(3, ["d"]), .row(4, ["e"])]),
      ("\"a\nb\",\"c\r\nd,e", [.problem(2, unclosed), .row(3, ["d", "e"])]),
      (
        "a\n\"b\nc,d\n\"e\",f\ng",
        [
          .row(1, ["a"]), .problem(2, "a quote opens here and closes in line 4, where text follows"),
          .row(3, ["c", "d"]),
          .row(4, ["e", "f"]), .row(5, ["g"]),
        ]
      ),
      ("\"", [.problem(1, unclosed)]),
      ("\"\"\"", [.problem(1, unclosed)]),
    ] as [(String, [ScannedRow])])
  func rows(text: String, rows: [ScannedRow]) {
    for chunk in 1...max(1, text.utf8.count) {
      #expect(Self.scan(Array(text.utf8), chunk: chunk) == rows)
    }
  }

  @Test(
    "a line that never ends is one problem and no memory, and the line after it is read", arguments: [65_536, 1 << 20])
  func endless(chunk: Int) {
    let long = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
    let bytes = Array("a,b\n".utf8) + long + Array("\nc,d\n".utf8)
    let rows: [ScannedRow] = [.row(1, ["a", "b"]), .problem(2, "is longer than 1048576 bytes"), .row(3, ["c", "d"])]
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
    let blank: Set<Character> = [" ", "\t"]
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
      #expect(fields == table.filter { row in !row.joined().allSatisfy(blank.contains) })
    }
  }

  static let changed = "the columns change here. What follows was not read"
  static let cut = ", and the file ends there: it may have been cut off"

  @Test(
    "with a header a row has its width, or is broken",
    arguments: [
      ("1,2,3,4,5\n", [.row(2, ["1", "2", "3", "4", "5"])]),
      ("1,2,3\n1\n", [.row(2, ["1", "2", "3", "", ""]), .problem(3, "has 1 field where the header has 5")]),
      ("1,2\n", [.problem(2, "has 2 fields where the header has 5")]),
      (
        "1,2,3,4\n1,2,3,4",
        [.row(2, ["1", "2", "3", "4", ""]), .problem(3, "has 4 fields where the header has 5" + cut)]
      ),
      ("1,\"a\nb\",3,4", [.problem(2, "has 4 fields where the header has 5" + cut)]),
      ("1,2,3,4,5", [.row(2, ["1", "2", "3", "4", "5"])]),
      ("1,2,3,4,5,, ,\"\"\n", [.row(2, ["1", "2", "3", "4", "5"])]),
      ("1,2,3,4,5,,x\n", [.problem(2, "has 7 fields where the header has 5")]),
      (
        "1,2,3,4,5\n\u{FEFF}a, b,c,\"d\",e\nA,B,c,d,E,,\nb,a,x,y,z\n",
        [.row(2, ["1", "2", "3", "4", "5"]), .row(5, ["b", "a", "x", "y", "z"])]
      ),
      ("1,2,3,4,5\nb,a,c,d,e\n1,2,3,4,5\n", [.row(2, ["1", "2", "3", "4", "5"]), .problem(3, changed)]),
      (
        "1,2,3,4,5\n1,2,3,4,5\na,b,new,c,d,e\n1,2,3,4,5,6\n",
        [.row(2, ["1", "2", "3", "4", "5"]), .row(3, ["1", "2", "3", "4", "5"]), .problem(4, changed)]
      ),
      ("a,b\n1,2\n", [.problem(2, changed)]),
      ("e,d,new,other,c\n1,2,3,4,5\n", [.problem(2, changed)]),
      ("e,d,7,c,b\n,,a,b,x 2026\n", [.row(2, ["e", "d", "7", "c", "b"]), .row(3, ["", "", "a", "b", "x 2026"])]),
    ] as [(String, [ScannedRow])])
  func widths(text: String, rows: [ScannedRow]) async throws {
    let bytes = Array(("a,b,c,d,e\n" + text).utf8)
    for sizes in cuts(bytes.count, seed: 3) {
      let input = chunkedInput(bytes, sizes)
      var scanner = try await CSVScanner.open(input)
      let found = try await scanner.rest(of: input, count: 5)
      #expect(found == rows)
    }
  }

  @Test("where the columns change is told behind the rows")
  func changes() async throws {
    let input = chunkedInput(Array("date,amount,2025\n1,2,3\n2025,Date,Amount\n1,2,3\n".utf8), [1])
    var scanner = try await CSVScanner.open(input, CSVOptions(skip: 0))
    #expect(try await scanner.rest(of: input, count: 3) == [.row(2, ["1", "2", "3"]), .problem(3, Self.changed)])
    #expect(scanner.counts.stopLine == 3)
    #expect(scanner.counts.stopMessage.hasPrefix("the columns change here"))
  }

  @Test(
    "a value in a column without a name breaks its row, unless the column is selected or the first",
    arguments: [
      (["date", "amount"], [.problem(3, "has a value in a column without a name, #6"), .row(4, ["T", "7"])]),
      (["amount", "#6"], [.row(3, ["12", "50"]), .row(4, ["7", ""])]),
    ] as [([String], [ScannedRow])])
  func unnamed(columns: [String], rows: [ScannedRow]) async throws {
    let text = ",date,product,region,amount,\n0,T,P,R,5,\n1,T,P,R,12,50\n2,T,P,R,7,\n"
    let input = chunkedInput(Array(text.utf8), [5])
    var scanner = try await CSVScanner.open(input)
    try scanner.select(columns)
    #expect(try await Array(scanner.rest(of: input, count: 2).dropFirst()) == rows)
  }

  @Test("what was passed over is counted")
  func counts() async throws {
    let input = chunkedInput(Array("a,b,c\n1,2,3\n\n,,\n1,2\na,b,c\n1,2,3\n".utf8), [1000])
    var scanner = try await CSVScanner.open(input)
    _ = try await scanner.rest(of: input, count: 3)
    #expect(scanner.counts == RowCounts(blank: 2, headers: 1, padded: 1))
    #expect(scanner.record == 3)
  }

  @Test("cells are those of the columns that were selected, in their order")
  func selected() async throws {
    let input = chunkedInput(Array("a,b,a\n1,2,3\n".utf8), [1000])
    var scanner = try await CSVScanner.open(input)
    try scanner.select(["a#2", "b", "a#2"])
    #expect(try await scanner.rest(of: input, count: 3) == [.row(2, ["3", "2", "3"])])
    #expect(throws: ImportProblem("has no column \"c\"")) { try scanner.select(["c"]) }
  }

  @Test("rows and broken rows are at hand as they stand in the file")
  func source() async throws {
    let lines = [
      "1,\"a\"\"b\",3\r\n", "1,\"2\"x,3\n", "1\n", "1,2,3,4\r", "\"\"\"\",\"c\nd\",3\n", "1,\"2,3\n", "1,2,3",
    ]
    let bytes = Array(("a,b,c\n" + lines.joined()).utf8)
    for sizes in cuts(bytes.count, seed: 4) {
      let input = chunkedInput(bytes, sizes)
      var scanner = try await CSVScanner.open(input)
      var sources: [String] = []
      while true {
        let step = scanner.next()
        if step == .end { break }
        if step == .needsInput {
          try await scanner.input.feed(from: input)
        } else {
          sources.append(String(decoding: scanner.source, as: UTF8.self))
        }
      }
      #expect(sources == lines)
    }
  }
}
