import Foundation
import TestSupport
import Testing
import TextUI

@testable import Dashboard

@Suite struct BuiltInAtlasTests {
  @Test("the atlas compiled in is the sample file, boiled down")
  func same() throws {
    let atlas = try WorldAtlas(geoJSON: Data(contentsOf: SampleFiles.url("world-110m.geojson")))
    let coast = BuiltInAtlasTests.rows(BuiltInAtlasTests.encoded(atlas.outline))
    let countries = atlas.countries.map { country in
      let places = [country.centre.longitude, country.centre.latitude].map { String(format: "%.1f", $0) }
      return ([country.name, country.code, country.continent] + places).joined(separator: "|")
    }
    if ProcessInfo.processInfo.environment["SALESTOP_WRITE_SAMPLES"] == "1" {
      try BuiltInAtlasTests.write(coast, "coast.txt")
      try BuiltInAtlasTests.write(countries, "countries.txt")
      return
    }
    #expect(PackageResources.coast_txt == BuiltInAtlasTests.text(coast))
    #expect(PackageResources.countries_txt == BuiltInAtlasTests.text(countries))
  }

  @Test("the atlas compiled in has the shapes of the file")
  func decoded() throws {
    let atlas = try WorldAtlas(geoJSON: Data(contentsOf: SampleFiles.url("world-110m.geojson")))
    let builtIn = WorldAtlas.builtIn
    #expect(builtIn.countries.map(\.name) == atlas.countries.map(\.name))
    #expect(builtIn.outline.lines.map(\.count) == atlas.outline.lines.map(\.count))
    for (one, other) in zip(builtIn.outline.lines.joined(), atlas.outline.lines.joined()) {
      #expect(abs(one.longitude - other.longitude) < 0.06 && abs(one.latitude - other.latitude) < 0.06)
    }
  }

  private static func encoded(_ outline: MapOutline) -> String {
    outline.lines.map { line in
      line.map { digits($0.longitude + 180) + digits($0.latitude + 90) }.joined()
    }.joined(separator: " ")
  }

  private static func digits(_ degrees: Double) -> String {
    let tenths = UInt8(clamping: Int((degrees * 10).rounded()) / 64)
    let rest = UInt8(clamping: Int((degrees * 10).rounded()) % 64)
    return String(decoding: [tenths + 48, rest + 48], as: UTF8.self)
  }

  /// Cut so that a row neither begins nor ends with a space, which editors drop.
  private static func rows(_ text: String) -> [String] {
    var rows: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      var length = min(116, rest.count)
      while length < rest.count, length > 1,
        rest[rest.startIndex + length] == 32 || rest[rest.startIndex + length - 1] == 32
      {
        length -= 1
      }
      rows.append(String(decoding: rest.prefix(length), as: UTF8.self))
      rest = rest.dropFirst(length)
    }
    return rows
  }

  private static func text(_ rows: [String]) -> [UInt8] { Array(rows.map { $0 + "\n" }.joined().utf8) }

  private static func write(_ rows: [String], _ file: String) throws {
    let root = SampleFiles.url("catalog.toml").deletingLastPathComponent().deletingLastPathComponent()
    try Data(text(rows)).write(to: root.appending(path: "Sources/Dashboard/Panels/Map").appending(path: file))
  }
}
