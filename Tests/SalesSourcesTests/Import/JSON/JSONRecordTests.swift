import SalesCore
import Testing

@testable import SalesSources

@Suite struct JSONRecordTests {
  private func rows(_ bytes: [UInt8], each: String? = nil) throws -> (rows: [[String]], counts: RowCounts) {
    var record = try JSONRecord(["id", "i.p"], each: each)
    var rows: [[String]] = []
    try bytes.withUnsafeBytes { bytes in
      try record.rows(of: bytes) { row in rows.append([row.text(0), row.text(1)]) }
    }
    return (rows, record.counts)
  }

  private func frame(_ schema: UInt8) -> [UInt8] { [0, 0, 0, 0, schema] }

  @Test("a record becomes its rows, out of its envelope and frame")
  func read() throws {
    let object = Array(#"{"id":"a"}"#.utf8)
    #expect(try rows(object).rows == [["a", ""]])
    #expect(try rows([0xEF, 0xBB, 0xBF] + object).rows == [["a", ""]])
    #expect(try rows(frame(7) + object).rows == [["a", ""]])
    #expect(try rows(Array(#"[{"id":"a"},{"id":"b"}]"#.utf8)).rows == [["a", ""], ["b", ""]])
    #expect(
      try rows(Array(#"{"after":{"id":"a","i":[{"p":1},{"p":2}]},"op":"c"}"#.utf8), each: "i").rows == [
        ["a", "1"], ["a", "2"],
      ])
    #expect(try rows(Array(#"{"data":[{"id":"a"}]}"#.utf8)).rows == [["", ""]])
  }

  @Test("deletions and empty records have no row and are counted")
  func deleted() throws {
    for bytes in [[], Array(#"{"after":null,"op":"d"}"#.utf8)] {
      let result = try rows(bytes)
      #expect(result.rows.isEmpty)
      #expect(result.counts == RowCounts(deleted: 1))
    }
    #expect(try rows(Array(#"{"i":[]}"#.utf8), each: "i").counts == RowCounts(withoutItems: 1))
  }

  @Test(
    "what cannot be read is told",
    arguments: [
      ([0, 0, 0, 0, 7, 2, 97], "is in Confluent's framing, schema 7, Avro or Protobuf: not read here"),
      ([0, 0, 1, 0, 7, 0x7B, 97], "is in Confluent's framing, schema 65543, Avro or Protobuf: not read here"),
      (Array("{\"id\":".utf8), "is broken: it ends too early"), (Array("5".utf8), "is no JSON object"),
      (Array("{\"id\":1} x".utf8), "is no JSON object"), ([0, 1], "is no JSON object"),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], message: String) {
    #expect(throws: SaleProblem(.notASale, message)) { try rows(bytes) }
  }

  @Test("a record that is too long is told")
  func long() {
    let bytes = [UInt8](repeating: 0x20, count: SaleRules.maxRecordBytes + 1)
    #expect(throws: SaleProblem(.notASale, "is longer than 1048576 bytes")) { try rows(bytes) }
  }

  @Test("records are read one after the other, whatever the one before was")
  func again() throws {
    var record = try JSONRecord(["id"])
    for (text, wanted) in [("[{\"id\":1}", nil), ("{\"id\":2}", "2"), ("x", nil), ("{}", "")] as [(String, String?)] {
      var found: String?
      Array(text.utf8).withUnsafeBytes { bytes in try? record.rows(of: bytes) { row in found = row.text(0) } }
      if let wanted { #expect(found == wanted) }
    }
  }
}
