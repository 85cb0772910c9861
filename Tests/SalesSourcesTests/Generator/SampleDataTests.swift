import Foundation
import SalesCore
import TestSupport
import Testing

@Suite struct SampleDataTests {
  @Test("the bad sales are one line under 1 kB each, and the README's table names a reason or none for every line")
  func badSales() throws {
    let lines = try Data(contentsOf: SampleFiles.url("bad-sales.ndjson")).split(separator: UInt8(ascii: "\n"))
    #expect(lines.allSatisfy { $0.count < 1000 })
    let readme = try String(contentsOf: SampleFiles.url("README.md"), encoding: .utf8)
    let rows = readme.split(separator: "\n").compactMap { row -> (line: Int, reason: String)? in
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, let line = Int(cells[0]) else { return nil }
      return (line, cells[1].trimmingCharacters(in: ["`"]))
    }
    #expect(rows.map(\.line) == Array(1...lines.count))
    #expect(Set(rows.map(\.reason)) == Set(SaleProblem.Reason.allCases.map(\.rawValue)).union([""]))
    #expect(rows.first?.reason == "" && rows.last?.reason == "")
  }

  @Test("the schema names every field of a record, in JSON")
  func schema() throws {
    let data = try Data(contentsOf: SampleFiles.url("sale.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(
      Set(properties.keys) == ["id", "time", "amount", "product", "region", "currency", "src", "seq", "v"])
  }

  @Test("the map is GeoJSON and says where it comes from")
  func map() throws {
    let data = try Data(contentsOf: SampleFiles.url("world-110m.geojson"))
    let map = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((map["name"] as? String)?.contains("Natural Earth") == true)
    #expect((map["features"] as? [Any])?.isEmpty == false)
  }
}
