import ConfigText
import Testing

@Suite struct ConfigDocumentTests {
  private static let toml = """
    # Comments and = signs in them are passed over.
    rate = 2.5
    "a.b" = "text"
    palette.bg = [1, true]

    [[view]]
    name = "A"
      [[view.grid]]
      from = "110x34"
      [[view.grid]]
      from = "60x16"
    [[view]]
    name = "B"
    [ keys . 'list' ]
    since = 2026-11-21
    sort = { a = 1 }
    """

  @Test("values keep their types")
  func values() throws {
    let root = try ConfigDocument(toml: Self.toml, file: "c.toml").root
    #expect(root["rate"] == .decimal(2.5))
    #expect(root["a.b"]?.string == "text")
    #expect(root["palette"] == .table(["bg": .list([.integer(1), .flag(true)])]))
    #expect(root["view"]?.list?.map { $0.table?["name"]?.string } == ["A", "B"])
    #expect(root["keys"]?.table?["list"]?.table?["since"] == .other("date"))
    #expect(root["rate"]?.integer == nil && root["rate"]?.string == nil)
  }

  static let lines: [(path: [String], line: Int?)] = [
    (["rate"], 2), (["a.b"], 3), (["palette", "bg"], 4),
    (["view"], 6), (["view", "0"], 6), (["view", "0", "name"], 7), (["view", "0", "grid", "1", "from"], 11),
    (["view", "1"], 12), (["view", "1", "name"], 13), (["keys", "list", "sort"], 16),
    // The nearest table around a key that is not there.
    (["keys", "list", "sort", "a"], 16), (["view", "1", "grid"], 12), (["none"], nil), ([], nil),
  ]

  @Test("a key has the line that it stands on, or that of the table around it", arguments: lines)
  func line(_ item: (path: [String], line: Int?)) throws {
    #expect(try ConfigDocument(toml: Self.toml, file: "c.toml").line(of: item.path) == item.line)
  }

  @Test("a problem is one line with the file, the line where there is one, and the message")
  func problem() throws {
    let document = try ConfigDocument(toml: Self.toml, file: "c.toml")
    #expect(document.problem(at: ["rate"], "no").description == "c.toml:2: no")
    #expect(document.problem(at: ["none"], "no").description == "c.toml: no")
  }

  @Test("a text that is no TOML is refused with its line")
  func syntax() {
    let problem = #expect(throws: ConfigProblem.self) { try ConfigDocument(toml: "a = 1\nb = \n", file: "c.toml") }
    #expect(problem?.line == 2)
    #expect(problem?.description.hasPrefix("c.toml:2: ") == true)
    #expect(problem?.message.contains("\n") == false)
  }

  static let types: [(toml: String, type: String, kind: String)] = [
    ("\"a\"", "string", "text"), ("1", "integer", "a number"),
    ("1.5", "floating-point number", "a floating-point number"), ("true", "bool", "true or false"),
    ("[]", "array", "a list"), ("{}", "table", "a table"), ("07:32:00", "time", "a time"),
    ("1979-05-27T07:32:00Z", "date-time", "a date-time"),
  ]

  @Test("a type has TOML's name and one in plain words", arguments: types)
  func type(_ item: (toml: String, type: String, kind: String)) throws {
    let value = try #require(try ConfigDocument(toml: "k = " + item.toml, file: "c.toml").root["k"])
    #expect(value.type == item.type)
    #expect(value.kind == item.kind)
  }
}
