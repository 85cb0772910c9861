/// What JSON becomes.
extension JSONScannerTests {
  static let two: [ScannedRow] = [.row(1, ["a", "1.50"]), .row(2, ["b", "2"])]

  static let forms: [Case] = [
    Case(
      title: "objects one a line", text: "{\"id\":\"a\",\"total\":1.50}\n{\"id\":\"b\",\"total\":2}\n",
      columns: ["id", "total"], rows: two),
    Case(
      title: "no line end at the end, blank lines, CR LF",
      text: "{\"id\":\"a\",\"total\":1.50}\r\n{\"id\":\"b\",\"total\":2}", rows: two),
    Case(
      title: "one behind the other", text: "{\"id\":\"a\"}{\"id\":\"b\"} {\"id\":\"c\"}",
      rows: [.row(1, ["a"]), .row(1, ["b"]), .row(1, ["c"])]),
    Case(
      title: "over several lines",
      text: "{\n  \"id\": \"a\",\n  \"x\": {\"y\": [1, {\"z\": 2}]}\n}\n\n{\n \"id\":\"b\"}",
      paths: ["id", "x.y.1.z", "x.y.0"], rows: [.row(1, ["a", "2", "1"]), .row(6, ["b", "", ""])]),
    Case(
      title: "a list", text: "[{\"id\":\"a\",\"total\":1.50},\n{\"id\":\"b\",\"total\":2}]\n",
      columns: ["id", "total"],
      rows: two),
    Case(
      title: "a list over lines", text: "[\n  {\n \"id\": \"a\"\n  }\n ,\n  {\"id\": \"b\"}\n]",
      rows: [.row(2, ["a"]), .row(6, ["b"])]),
    Case(title: "a list that ends with a comma", text: "[{\"id\":\"a\"},]", rows: [.row(1, ["a"])]),
    Case(title: "two lists", text: "[{\"id\":\"a\"}]\n[{\"id\":\"b\"}]", rows: [.row(1, ["a"]), .row(2, ["b"])]),
    Case(
      title: "objects with commas between, without a list", text: "{\"id\":\"a\"},\n{\"id\":\"b\"},\n",
      rows: [.row(1, ["a"]), .row(2, ["b"])]),
    Case(title: "one object", text: "{\"id\":\"a\"}", columns: ["id"], rows: [.row(1, ["a"])]),
    Case(
      title: "a text sequence", text: "\u{1E}{\"id\":\"a\"}\n\u{1E}{\"id\":\"b\"}\n",
      rows: [.row(1, ["a"]), .row(2, ["b"])]),
    Case(
      title: "a document around a list", text: "{\"orders\":[{\"id\":\"a\"},{\"id\":\"b\"}]}", columns: ["id"],
      rows: [.row(1, ["a"]), .row(1, ["b"])]),
    Case(
      title: "a document of a service",
      text: "{\"object\":\"list\",\"has_more\":false,\"data\":[\n{\"id\":\"a\"}],\"errors\":[],\"url\":\"/v1\"}\n",
      columns: ["id"], rows: [.row(2, ["a"])]),
    Case(
      title: "a document of a shop", text: #"{"shop":"S","exported":"2026-11-20","orders":[{"id":"a"},{"id":"b"}]}"#,
      columns: ["id"], rows: [.row(1, ["a"]), .row(1, ["b"])]),
    Case(
      title: "a document of a shop that names its currency is read with it",
      text: #"{"shop":"S","total":2,"id":7,"currency":"EUR","orders":[{"id":"a"},{"id":"b"}],"next":null}"#,
      columns: ["currency", "orders.id"], rows: [.row(1, ["EUR", "a"]), .row(1, ["EUR", "b"])]),
    Case(
      title: "also behind the list, and among its notes",
      text: #"{"orders":[{"id":"a"},{"id":"b"}],"meta":{"page":1,"currency_code":"EUR"}}"#,
      columns: ["meta.currency_code", "orders.id"], rows: [.row(1, ["EUR", "a"]), .row(1, ["EUR", "b"])]),
    Case(
      title: "but not where its items name theirs",
      text: #"{"currency":"EUR","orders":[{"id":"a"},{"id":"b","currency":"USD"}]}"#,
      columns: ["id", "currency"], rows: [.row(1, ["a", ""]), .row(1, ["b", "USD"])]),
    Case(
      title: "a list that no path can name is not parted from its currency",
      text: #"{"currency":"EUR","a.b":[{"id":"a"}]}"#,
      columns: ["currency", "a.b.0.id"], rows: [.row(1, ["EUR", ""])]),
    Case(
      title: "an empty name is no column, nor is a path with one",
      text: #"{"":1,"a":2,"b":{"":3,"c":4},"":[{"x":1}],"d.":5}"#,
      columns: ["a", "b.c"], rows: [.row(1, ["2", "4"])]),
    Case(
      title: "an order with items is no document",
      text: #"{"at":"2026-11-20T10:00:00Z","total":"5.00","items":[{"id":"x"}]}"#,
      columns: ["at", "total", "items.0.id"], rows: [.row(1, ["2026-11-20T10:00:00Z", "5.00", "x"])]),
    Case(
      title: "nor is one in seconds and cents", text: #"{"at":1764500000,"total":500,"items":[{"id":"x"}]}"#,
      columns: ["at", "total", "items.0.id"], rows: [.row(1, ["1764500000", "500", "x"])]),
    Case(
      title: "nor is an object with another object", text: #"{"buyer":{"id":1},"items":[{"id":"x"}]}"#,
      columns: ["buyer.id", "items.0.id"], rows: [.row(1, ["1", "x"])]),
    Case(
      title: "documents one behind the other are records",
      text: "{\"data\":[{\"id\":\"a\"}]}\n{\"data\":[{\"id\":\"b\"}]}\n",
      columns: ["data.0.id"], rows: [.row(1, ["a"]), .row(2, ["b"])]),
    Case(
      title: "a document with two lists is a record",
      text: "{\"data\":[{\"id\":\"a\"}],\"errors\":[{\"id\":\"b\"}]}",
      columns: ["data.0.id", "errors.0.id"], rows: [.row(1, ["a", "b"])]),
    Case(
      title: "columns in order of appearance",
      text: "{\"b\":1,\"a\":{\"x\":2}}\n{\"c\":3,\"a\":{\"y\":4,\"x\":5}}\n",
      columns: ["b", "a.x", "c", "a.y"], rows: [.row(1, ["1", "2", "", ""]), .row(2, ["", "5", "3", "4"])]),
    Case(
      title: "numbers as they are written",
      text: "{\"n\":0.30000000000000004,\"e\":-1.5E+3,\"big\":123456789012345678901234567890}",
      rows: [.row(1, ["0.30000000000000004", "-1.5E+3", "123456789012345678901234567890"])]),
    Case(
      title: "true, false and null", text: "{\"t\":true,\"f\":false,\"n\":null}",
      rows: [.row(1, ["true", "false", ""])]),
    Case(
      title: "escapes", text: #"{"s":"a\"b\\\/\n\té\u00e9\ud83d\ude00\u20AC","t":"x"}"#,
      rows: [.row(1, ["a\"b\\/\n\té\u{e9}😀€", "x"])]),
    Case(
      title: "names with escapes and dots", text: #"{"\u0061b":1,"c.d":2,"e":{"f.g":3,"h":{"i":4}}}"#,
      paths: ["ab", "c.d", "e.f.g", "e.h.i"], columns: ["ab", "c.d", "e.f.g", "e.h.i"],
      rows: [.row(1, ["1", "2", "3", "4"])]),
    Case(
      title: "a path twice, and with escapes", text: #"{"s":"a\nb"}"#, paths: ["s", "none", "s"],
      rows: [.row(1, ["a\nb", "", "a\nb"])]),
    Case(
      title: "Extended JSON",
      text:
        #"{"_id":{"$oid":"65f0"},"d":{"$date":"2026-11-20T10:00:00Z"},"m":{"$date":{"$numberLong":"1764500000000"}},"#
        + #""e":{"$date":5},"n":{"$numberDecimal":"12.50"},"i":{ "$numberInt" : "3" },"f":{"$numberDouble":"0.5"}}"#,
      columns: ["_id", "d", "m", "e", "n", "i", "f"],
      rows: [.row(1, ["65f0", "2026-11-20T10:00:00Z", "1764500000000", "5", "12.50", "3", "0.5"])]),
    Case(
      title: "a member of Extended JSON by its path", text: #"{"n":{"$numberDecimal":"12.50"}}"#,
      paths: ["n.$numberDecimal"],
      rows: [.row(1, ["12.50"])]),
  ]

  static let unfolded: [Case] = [
    Case(
      title: "items with fields of their record, before and behind them",
      text: #"{"id":"1","line_items":[{"price":"2.00","id":"x"},{"price":"3.00"}],"at":"t"}"# + "\n"
        + #"{"id":"2","line_items":[{"price":"4.00"}],"at":"u"}"#,
      each: "line_items", paths: ["id", "line_items.price", "line_items.id", "at"],
      columns: ["id", "at", "line_items.price", "line_items.id"],
      rows: [.row(1, ["1", "2.00", "x", "t"]), .row(1, ["1", "3.00", "", "t"]), .row(2, ["2", "4.00", "", "u"])]),
    Case(
      title: "lists within a list",
      text:
        "{\"shop\":\"S\",\"orders\":[{\"no\":1,\"line_items\":[{\"p\":10},{\"p\":11}]},\n"
        + "{\"no\":2,\"line_items\":[{\"p\":20}]}]}",
      each: "orders.line_items", paths: ["shop", "orders.no", "orders.line_items.p"],
      columns: ["shop", "orders.no", "orders.line_items.p"],
      rows: [.row(1, ["S", "1", "10"]), .row(1, ["S", "1", "11"]), .row(2, ["S", "2", "20"])]),
    Case(
      title: "a list within an object", text: "{\"data\":{\"n\":7,\"orders\":[{\"id\":1},{\"id\":2}]}}",
      each: "data.orders",
      paths: ["data.n", "data.orders.id"], rows: [.row(1, ["7", "1"]), .row(1, ["7", "2"])]),
    Case(
      title: "one item without a list",
      text: "{\"id\":1,\"line\":{\"p\":5}}", each: "line", paths: ["id", "line.p"],
      rows: [.row(1, ["1", "5"])]),
    Case(
      title: "items in a list of records",
      text: "[{\"i\":[{\"p\":1}]},\n{\"i\":[{\"p\":2},\n{\"p\":3}]}]", each: "i",
      rows: [.row(1, ["1"]), .row(2, ["2"]), .row(3, ["3"])]),
    Case(
      title: "texts instead of items", text: "{\"id\":1,\"tags\":[\"a\\nb\",\"c\"]}", each: "tags",
      paths: ["id", "tags"],
      columns: ["id", "tags"], rows: [.row(1, ["1", "a\nb"]), .row(1, ["1", "c"])]),
    Case(
      title: "no items, null, an empty list, and what is no list",
      text:
        "{\"id\":1}\n{\"id\":2,\"i\":null}\n{\"id\":3,\"i\":[ ]}\n{\"id\":4,\"i\":5}\n"
        + "{\"id\":5,\"i\":[{\"p\":6},7]}\n",
      each: "i", paths: ["id", "i.p"],
      rows: [
        .problem(1, "has no `i`"), .problem(2, "has no `i`"), .problem(4, "`i` is no list"), .row(5, ["5", "6"]),
        .problem(5, "`i` holds no object there"),
      ]),
    Case(
      title: "an item that is broken in itself",
      text: "{\"i\":[{\"p\":1,\"p\":2},{\"p\":{}},{\"p\":3}]}", each: "i",
      paths: ["i.p"],
      rows: [
        .problem(1, "`p` is given more than once"), .problem(1, "`i.p` is an object; name a field in it"),
        .row(1, ["3"]),
      ]),
  ]

  static let envelopes: [Case] = [
    Case(
      title: "Kafka Connect", text: #"{"schema":{"type":"struct"},"payload":{"id":"g1","s":"a\tb"}}"#,
      columns: ["id", "s"], rows: [.row(1, ["g1", "a\tb"])]),
    Case(
      title: "Debezium",
      text: #"{"before":null,"after":{"id":"g1"},"op":"c","ts_ms":1}"# + "\n"
        + #"{"before":{"id":"g1"},"after":null,"op":"d"}"# + "\n"
        + #"{"after":{"id":"g2"},"op":"r","source":{"id":5}}"#,
      columns: ["id"], rows: [.row(1, ["g1"]), .row(3, ["g2"])]),
    Case(
      title: "Debezium within Connect", text: #"{"schema":{},"payload":{"after":{"id":"g1","n":2},"op":"u"}}"#,
      columns: ["id", "n"], rows: [.row(1, ["g1", "2"])]),
    Case(
      title: "Debezium of MongoDB", text: #"{"after":"{\"_id\":{\"$oid\":\"65f0\"},\"n\":\"a\\\"b\"}","op":"c"}"#,
      columns: ["_id", "n"], rows: [.row(1, ["65f0", "a\"b"])]),
    Case(
      title: "CloudEvents", text: #"{"specversion":"1.0","id":"e","time":"T","data":{"id":"g1"}}"#,
      paths: ["id", "time", "data.id"], columns: ["id"], rows: [.row(1, ["g1", "", "g1"])]),
    Case(
      title: "a path through the envelope", text: #"{"payload":{"after":{"at":"x\ny"},"op":"c"}}"#,
      paths: ["payload.after.at", "at", "payload.op"], rows: [.row(1, ["x\ny", "x\ny", "c"])]),
    Case(
      title: "items in an envelope", text: #"{"after":{"id":1,"i":[{"p":2},{"p":3}]},"op":"c"}"#, each: "i",
      columns: ["id", "i.p"], rows: [.row(1, ["1", "2"]), .row(1, ["1", "3"])]),
    Case(
      title: "envelopes without a record",
      text: #"{"specversion":"1.0","data":"x"}"# + "\n" + #"{"after":5,"op":"c"}"# + "\n"
        + #"{"after":"x","op":"c"}"# + "\n" + #"{"schema":{},"payload":null}"#, paths: ["id"],
      rows: [
        .problem(1, "is a CloudEvent whose data is no JSON object"),
        .problem(2, "is an envelope whose content is no JSON object"),
        .problem(3, "is an envelope whose content is no JSON object"),
      ]),
    Case(
      title: "records that only look like envelopes",
      text: #"{"payload":"x","id":1}"# + "\n" + #"{"after":{},"id":2}"# + "\n"
        + #"{"data":{"id":9},"id":3}"# + "\n" + #"{"schema":1,"payload":{},"id":4}"#, paths: ["id"],
      rows: (1...4).map { .row($0, ["\($0)"]) }),
  ]

  static let broken: [Case] = [
    Case(
      title: "broken lines",
      text:
        "{\"id\":1\n{\"id\":2}\nnonsense\n{\"id\":\"3\n{\"id\":4,}\n{\"id\":05}\n{\"id\":NaN}\n{\"id\":8}\n"
        + "{\"id\":[\n{\"id\":10}",
      paths: ["id"],
      rows: [
        .problem(1, "is broken: a comma or the object's end is expected"), .row(2, ["2"]),
        .problem(3, "is no JSON object"),
        .problem(4, "is broken: a control character in a text, or a text that does not end"),
        .problem(5, "is broken: a field's name is expected"),
        .problem(
          6,
          "is broken: a number with a leading zero"),
        .problem(7, "is broken: NaN and Infinity are not numbers"), .row(8, ["8"]),
        .problem(10, "is broken: it ends too early"),
        .row(10, ["10"]),
      ]),
    Case(
      title: "a broken record over several lines", text: "{\n \"id\": 1,\n \"x\": oops\n}\n{\n \"id\": 2\n}\n",
      paths: ["id"],
      rows: [.problem(3, "is broken: a value is expected"), .row(5, ["2"])]),
    Case(
      title: "a broken item of a list", text: "[{\"id\":1},\n{\"id\":2},\n{\"id\" 3},\n{\"id\":4}]", paths: ["id"],
      rows: [
        .row(1, ["1"]), .row(2, ["2"]),
        .problem(3, "the list is broken here: a colon is expected. What follows was not read"),
      ]),
    Case(
      title: "items without a comma between", text: "[{\"id\":1}\n{\"id\":2}]", paths: ["id"],
      rows: [
        .row(1, ["1"]),
        .problem(2, "the list is broken here: a comma or the list's end is expected. What follows was not read"),
      ]),
    Case(
      title: "a list with other things", text: "[1, {\"id\":2}, \"x\", [3], null]", paths: ["id"],
      rows: [
        .problem(1, "is no JSON object"), .row(1, ["2"]), .problem(1, "is no JSON object"),
        .problem(1, "is no JSON object"), .problem(1, "is no JSON object"),
      ]),
    Case(
      title: "a list that is cut off", text: "[{\"id\":1},\n{\"id\":", paths: ["id"],
      rows: [.row(1, ["1"]), .problem(2, "the file ends within a list: it may have been cut off")]),
    Case(
      title: "a list that is not closed", text: "[{\"id\":1}", paths: ["id"],
      rows: [.row(1, ["1"]), .problem(1, "the file ends within a list: it may have been cut off")]),
    Case(
      title: "a document that is cut off", text: "{\"data\":[{\"id\":1}],", paths: ["id"],
      rows: [.problem(1, "is broken: it ends too early")]),
    Case(title: "an empty list", text: " [ ]", paths: ["id"], rows: [.problem(1, "the list is empty")]),
    Case(title: "a scalar", text: "12", paths: ["id"], rows: [.problem(1, "is no JSON object")]),
    Case(title: "nothing", text: " \n", paths: ["id"], rows: []),
    Case(title: "an empty object", text: "{ }", paths: ["id"], rows: [.row(1, [""])]),
    Case(
      title: "duplicates",
      text: #"{"a":1,"b":2,"a":3}"# + "\n" + #"{"o":{"x":1},"o":{}}"# + "\n" + #"{"a":1,"\u0061":1}"# + "\n"
        + #"{"z":1,"z":2,"a":4}"#, paths: ["a", "o.x"],
      rows: [
        .problem(1, "`a` is given more than once"), .problem(2, "`o` is given more than once"),
        .problem(3, #"`\u0061` is given more than once"#), .row(4, ["4", ""]),
      ]),
    Case(
      title: "a path that is nested and written with dots",
      text: #"{"o.a":5,"o":{"a":7}}"# + "\n" + #"{"o":{"a":7},"o.a":5}"# + "\n" + #"{"o.a":null,"o":{"a":7}}"# + "\n"
        + #"{"o":{"a":7},"o.a":null}"# + "\n" + #"{"o.a":5}"#, paths: ["o.a"],
      rows: [
        .problem(1, "`o.a` is given more than once"), .problem(2, "`o.a` is given more than once"), .row(3, ["7"]),
        .row(4, ["7"]), .row(5, ["5"]),
      ]),
    Case(
      title: "values that are no cells", text: #"{"a":{"b":1}}"# + "\n" + #"{"a":[1]}"# + "\n" + #"{"a":"\ud800"}"#,
      paths: ["a"],
      rows: [
        .problem(1, "`a` is an object; name a field in it"),
        .problem(2, "`a` is a list; unfold it, or name an item, such as 0"),
        .problem(3, "`a` has half a surrogate pair"),
      ]),
    Case(
      title: "depth",
      text: "{\"a\":" + String(repeating: "[", count: 64) + String(repeating: "]", count: 64) + "}\n{\"a\":"
        + String(repeating: "[", count: 63) + String(repeating: "]", count: 63) + ",\"b\":1}", paths: ["b"],
      rows: [.problem(1, "is broken: it is nested deeper than 64 levels"), .row(2, ["1"])]),
  ]
}
