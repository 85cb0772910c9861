import TestSupport
import Testing

@testable import SalesSources

@Suite struct RowFileTests {
  private func open(_ text: String, name: String, isJSON: Bool? = nil) async throws -> (isJSON: Bool, columns: [String])
  {
    var options = RowFile.Options()
    options.isJSON = isJSON
    let file = try await RowFile.open(chunkedInput(Array(text.utf8), [3], name: name), options)
    return (file.isJSON, file.scanner.columns)
  }

  @Test(
    "the first bytes tell JSON from CSV, and the name where they do not",
    arguments: [
      ("\n {\"id\":1}", "sales.csv", true, ["id"]), (" [ {\"id\":1}]", "-", true, ["id"]), ("[]", "-", true, []),
      ("[id],[total]\n1,2\n", "-", false, ["[id]", "[total]"]),
      ("id,total\n1,2\n", "sales.txt", false, ["id", "total"]),
      ("oops\n{\"id\":1}", "sales.JSONL.gz", true, ["id"]),
    ] as [(String, String, Bool, [String])])
  func told(text: String, name: String, isJSON: Bool, columns: [String]) async throws {
    let file = try await open(text, name: name)
    #expect(file.isJSON == isJSON)
    #expect(file.columns == columns)
  }

  @Test("an empty path of a list is told as such, of CSV too")
  func noPath() async throws {
    for text in ["{\"id\":1}", "id,total\n1,2\n"] {
      await #expect(throws: ImportProblem.usage("--each: the path of a list is needed, such as line_items")) {
        try await RowFile.open(chunkedInput(Array(text.utf8), [3]), RowFile.Options(each: ""))
      }
    }
  }

  @Test("a format that is asked for is obeyed")
  func asked() async throws {
    #expect(try await open("{a},{b}\n1,2\n", name: "x", isJSON: false).columns == ["{a}", "{b}"])
    #expect(try await open("oops\n", name: "x", isJSON: true).isJSON)
  }

  @Test("a compressed file in another encoding is read as rows")
  func whole() async throws {
    let text = "sep=;\nNotiz\nDatum;Betrag;Artikel\n03.11.2026;1,50;Lämpchen\n"
    let bytes = try TextInputTests.gzip(TextInputTests.wide(text, order: true, mark: true))
    var file = try await RowFile.open(chunkedInput(bytes, [11]))
    #expect(file.text.detail == "gzip, UTF-16LE")
    try file.scanner.select(["Artikel", "Betrag"])
    #expect(try await file.next() == .row(line: 4))
    #expect(file.scanner.text(0) == "Lämpchen")
    #expect(file.scanner.text(1) == "1,50")
    #expect(try await file.next() == .end)
  }

  @Test("the rows before the place where a compressed file is cut off are given first")
  func cut() async throws {
    let text = "id,total\n" + (0..<500).map { "\($0),\($0 * 7919 % 1000)\n" }.joined()
    let bytes = try TextInputTests.gzip(Array(text.utf8))
    var file = try await RowFile.open(chunkedInput(Array(bytes.dropLast(bytes.count / 3)), [100]))
    var rows = 0
    await #expect(throws: ImportProblem.self) {
      while case .row = try await file.next() { rows += 1 }
    }
    #expect(rows > 100 && rows < 500)
  }
}
