import SalesCore
import Testing

@testable import SalesSources

/// Files and records that are larger than a record may be.
@Suite struct JSONLargeTests {
  static let filler = String(repeating: "x", count: 1000)

  static func orders(_ count: Int) -> String {
    (0..<count).map { "{\"id\":\($0),\"note\":\"\(filler)\",\"items\":[{\"p\":1},\n{\"p\":2}]}" }.joined(
      separator: ",\n")
  }

  private func scan(_ text: String, each: String?, _ paths: [String], chunk: Int) async throws -> [ScannedRow] {
    let input = chunkedInput(Array(text.utf8), [chunk])
    var scanner = try await JSONScanner.open(input, each: each)
    try scanner.select(paths)
    return try await scanner.rest(of: input, count: paths.count)
  }

  @Test("a document larger than any record is read item by item", arguments: [100_000, 1 << 20])
  func document(chunk: Int) async throws {
    let text = "{\"has_more\":false,\"data\":[" + Self.orders(3000) + "],\n\"url\":\"]}\\\"\"}\n"
    let rows = try await scan(text, each: nil, ["id"], chunk: chunk)
    #expect(rows.count == 3000)
    #expect(rows.last == .row(5999, ["2999"]))
  }

  @Test("lists within such a document are unfolded by their path", arguments: [100_000, 1 << 20])
  func unfolded(chunk: Int) async throws {
    let text =
      "{\"shop\":\"S\",\"data\":{\"orders\":[" + Self.orders(3000)
      + "]},\"more\":[1,{\"a\":2}]}\n{\"data\":{\"orders\":[{\"id\":5,\"items\":{\"p\":6}}]}}"
    let rows = try await scan(
      text, each: "data.orders.items", ["data.orders.id", "data.orders.items.p"], chunk: chunk)
    #expect(rows.count == 6001)
    #expect(rows[3] == .row(4, ["1", "2"]))
    #expect(rows[5999] == .row(6000, ["2999", "2"]))
    #expect(rows[6000] == .row(6001, ["5", "6"]))
    let refused = try await scan(text, each: "data.orders", ["more.0", "data.orders.id"], chunk: chunk)
    #expect(
      refused == [.problem(1, "the object is longer than 1048576 bytes: `more.0` cannot be read beside its list")])
  }

  @Test("values before the list of such a document are read with each item", arguments: [7777, 100_000, 1 << 20])
  func before(chunk: Int) async throws {
    let text =
      "{\"shop\":\"S\\n\",\n\"data\":{\"n\":7,\"orders\":[" + Self.orders(3000) + "]}}\n"
      + "{\"shop\":\"T\",\"data\":{\"orders\":[{\"id\":5}]}}"
    let rows = try await scan(text, each: "data.orders", ["data.orders.id", "shop", "data.n"], chunk: chunk)
    #expect(rows.count == 3001)
    #expect(rows[0] == .row(2, ["0", "S\n", "7"]))
    #expect(rows[2999] == .row(6000, ["2999", "S\n", "7"]))
    #expect(rows[3000] == .row(6002, ["5", "T", ""]))
    let twice = "{\"shop\":1,\"shop\":2,\"orders\":[" + Self.orders(2000) + "]}"
    #expect(
      try await scan(twice, each: "orders", ["shop"], chunk: chunk) == [.problem(1, "`shop` is given more than once")])
  }

  @Test("a currency beside the list of such a document is read with each item", arguments: [100_000, 1 << 20])
  func currency(chunk: Int) async throws {
    let text = "{\"total\":3000,\"currency\":\"EUR\",\"orders\":[" + Self.orders(3000) + "],\"x\":1}\n"
    let input = chunkedInput(Array(text.utf8), [chunk])
    var scanner = try await JSONScanner.open(input)
    #expect(scanner.columns.first == "currency")
    #expect(scanner.columns.contains("orders.id"))
    try scanner.select(["orders.id", "currency"])
    let rows = try await scanner.rest(of: input, count: 2)
    #expect(rows.count == 3000)
    #expect(rows.last == .row(5999, ["2999", "EUR"]))
  }

  @Test("a second list behind that of such a document ends the reading", arguments: [100_000, 1 << 20])
  func secondList(chunk: Int) async throws {
    let message = "the object holds another list, `refunds`, which was not read beside `orders`: --each names the one"
    for (head, paths) in [("", ["id"]), ("\"currency\":\"EUR\",", ["orders.id"])] {
      let text = "{\(head)\"orders\":[" + Self.orders(2000) + "],\n\"refunds\":[{\"id\":1}]}\n{\"id\":2}"
      let input = chunkedInput(Array(text.utf8), [chunk])
      var scanner = try await JSONScanner.open(input)
      try scanner.select(paths)
      let rows = try await scanner.rest(of: input, count: 1)
      #expect(rows.count == 2001)
      #expect(rows.last == .problem(4001, message))
      #expect(scanner.counts.stopLine == 4001)
      #expect(scanner.counts.stopMessage == message)
    }
    let both = "{\"orders\":[" + Self.orders(2000) + "],\"refunds\":[" + Self.orders(2000) + "]}"
    #expect(try await scan(both, each: "orders", ["orders.id"], chunk: chunk).count == 2000)
  }

  @Test("values behind the list of such a document are told by their paths")
  func behind() async throws {
    let text =
      "{\"data\":{\"orders\":[" + Self.orders(2000) + "],\"s\":1},\"sum\":{\"currency\":\"EUR\"},\"long\":[["
      + Array(repeating: "\"\(Self.filler)\"", count: 3000).joined(separator: ",") + "]],\"end\":\"x\"}"
    let input = chunkedInput(Array(text.utf8), [100_000])
    var scanner = try await JSONScanner.open(input, each: "data.orders")
    scanner.noteColumns()
    try scanner.select(["data.orders.id"])
    let rows = try await scanner.rest(of: input, count: 1)
    #expect(rows.count == 2000)
    #expect(scanner.columnsBehind == ["data.s", "sum.currency", "end"])
  }

  @Test("a document that is cut off is told behind its items")
  func cut() async throws {
    let text = "{\"data\":[" + Self.orders(2000)
    for (end, message) in [
      ("", "the file ends within a list: it may have been cut off"),
      ("],\"x\":", "the file ends within a list: it may have been cut off"),
    ] {
      let rows = try await scan(text + end, each: nil, ["id"], chunk: 1 << 20)
      #expect(rows.count == 2001)
      #expect(rows.last == .problem(4000, message))
    }
  }

  @Test("a record that is too long costs itself only", arguments: [100_000, 1 << 20])
  func long(chunk: Int) async throws {
    let long = String(repeating: Self.filler, count: 3000)
    let message = "is longer than 1048576 bytes"
    let lines = "{\"id\":1}\n{\"id\":\"\(long)\"}\n{\"id\":3}\n"
    #expect(
      try await scan(lines, each: nil, ["id"], chunk: chunk) == [.row(1, ["1"]), .problem(2, message), .row(3, ["3"])])
    let list = "[{\"id\":1},\n{\"id\":\"\(long)]}\\\"\"},\n{\"id\":3}]\n"
    #expect(
      try await scan(list, each: nil, ["id"], chunk: chunk) == [.row(1, ["1"]), .problem(2, message), .row(3, ["3"])])
    let tall = "{\n\"id\":1}\n{\n\"id\":2,\n\"x\":[\"\(long)\",\n\"\"]\n}\n{\n\"id\":3}\n"
    #expect(
      try await scan(tall, each: nil, ["id"], chunk: chunk) == [.row(1, ["1"]), .problem(3, message), .row(8, ["3"])])
    #expect(try await scan(long, each: nil, ["id"], chunk: chunk) == [.problem(1, "is no JSON object")])
  }

  @Test("of many records the paths of the first thousand are columns")
  func sample() async throws {
    let text = (0..<1000).map { "{\"a\":\($0)}\n" }.joined() + "{\"a\":0,\"late\":1}\n"
    let scanner = try await JSONScanner.open(chunkedInput(Array(text.utf8), [512]))
    #expect(scanner.columns == ["a"])
    let earlier = try await JSONScanner.open(chunkedInput(Array(text.utf8.dropFirst(8)), [512]))
    #expect(earlier.columns == ["a", "late"])
  }

  @Test(
    "paths that appear later are told once the whole file was read",
    arguments: [
      (nil, "{\"late\":1,\"a\":{\"b\":2},\"s\":\"x\\\"y\"}", ["late", "a.b"]),
      ("i", "{\"s\":\"x\\\"y\",\"i\":[{\"p\":1},{\"late\":\"x\\\"y\"}],\"l\":2}", ["l", "i.late"]),
      (nil, "{\"\":1}", []), (nil, "{\"after\":{\"late\":1},\"op\":\"c\"}", ["late"]),
      (nil, "{\"k\":{" + (0..<900).map { "\"\($0)\":1" }.joined(separator: ",") + "}}", (0..<500).map { "k.\($0)" }),
    ] as [(String?, String, [String])])
  func late(each: String?, record: String, new: [String]) async throws {
    let text = String(repeating: "{\"s\":\"x\",\"i\":[{\"p\":1}]}\n", count: 1200) + record + "\n"
    let input = chunkedInput(Array(text.utf8), [512])
    var scanner = try await JSONScanner.open(input, each: each)
    scanner.noteColumns()
    try scanner.select(["s", "i.p"])
    _ = try await scanner.rest(of: input, count: 2)
    #expect(scanner.newColumns == new)
  }
}
