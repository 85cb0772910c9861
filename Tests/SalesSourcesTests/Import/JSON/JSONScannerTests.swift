import SalesCore
import Testing

@testable import SalesSources

@Suite struct JSONScannerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var title: String
    var text: String
    var each: String?
    /// The paths that are read; the default is nil: those that were found.
    var paths: [String]?
    /// Those that were found, where they matter.
    var columns: [String]?
    var rows: [ScannedRow]

    var testDescription: String { title }
  }

  @Test("JSON of every form becomes rows, however the bytes come", arguments: forms + unfolded + envelopes + broken)
  func rows(_ wanted: Case) async throws {
    let bytes = Array(wanted.text.utf8)
    for sizes in cuts(bytes.count, seed: 1) {
      let input = chunkedInput(bytes, sizes)
      var scanner = try await JSONScanner.open(input, each: wanted.each)
      if let columns = wanted.columns { #expect(scanner.columns == columns) }
      let paths = wanted.paths ?? scanner.columns
      try scanner.select(paths)
      let rows = try await scanner.rest(of: input, count: paths.count)
      #expect(rows == wanted.rows)
    }
  }

  @Test("lists that could be unfolded are named")
  func lists() async throws {
    let input = chunkedInput(
      Array(
        #"{"id":1,"items":[{"p":1,"taxes":[{"t":1}]}],"tags":["x"],"none":[]}"#.utf8), [9])
    #expect(try await JSONScanner.open(input).lists == ["items", "items.0.taxes"])
  }

  @Test("kinds of cells are told")
  func kinds() async throws {
    let input = chunkedInput(Array(#"{"a":"1","b":1,"c":null,"d":"","e":{"$numberLong":"5"},"f":true}"#.utf8), [9])
    var scanner = try await JSONScanner.open(input)
    try scanner.select(["a", "b", "c", "none", "d", "e", "f"])
    while scanner.next() == .needsInput { try await scanner.input.feed(from: input) }
    #expect((0..<7).map { scanner.cell($0).kind } == [.text, .number, .blank, .blank, .text, .number, .text])
  }

  @Test("what was passed over is counted")
  func counts() async throws {
    let text = "{\"i\":[]}\n{\"after\":null,\"op\":\"d\"}\n{\"i\":[{\"p\":1},{\"p\":2}]}\n"
    let input = chunkedInput(Array(text.utf8), [5])
    var scanner = try await JSONScanner.open(input, each: "i")
    try scanner.select(["i.p"])
    #expect(try await scanner.rest(of: input, count: 1) == [.row(3, ["1"]), .row(3, ["2"])])
    #expect(scanner.counts == RowCounts(deleted: 1, withoutItems: 1))
    #expect(scanner.record == 3)
  }

  @Test("paths that are none are refused", arguments: ["", "a..b", ".a"])
  func badPaths(path: String) throws {
    #expect(throws: ImportProblem.usage("\"\(path)\" is not the path of a list")) { try JSONScanner(each: path) }
    var scanner = try JSONScanner()
    #expect(throws: ImportProblem.usage("\"\(path)\" is not the path of a value")) { try scanner.select([path]) }
  }

  @Test("of a pipe no more is waited for than a record")
  func live() async throws {
    let input = ImportInput(name: "pipe", size: nil) { [chunks = Chunks([Array("{\"id\":1}\n{\"i".utf8)])] in
      try await chunks.next()
    }
    var scanner = try await JSONScanner.open(input)
    #expect(scanner.columns == ["id"])
    try scanner.select(["id"])
    #expect(scanner.next() == .row(line: 1))
  }

  @Test("records and broken records are at hand as they stand in the file")
  func source() async throws {
    let lines = [
      #"{"id":"a\nb"}"#, #"{"id":"a\ud800"}"#, "{\"id\":oops}\n", "rubbish\n", "{\"id\":[1]}", "{\n\"id\":,\n}\n",
    ]
    let bytes = Array((lines[0] + "\n" + lines[1] + "\n" + lines[2] + lines[3] + lines[4] + "\n" + lines[5]).utf8)
    for sizes in cuts(bytes.count, seed: 2) {
      let input = chunkedInput(bytes, sizes)
      var scanner = try await JSONScanner.open(input)
      try scanner.select(["id"])
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
