import Foundation
import TestSupport
import Testing
import TextUI

@testable import Dashboard

@Suite struct WorldAtlasTests {
  private func read(_ text: String) throws -> WorldAtlas { try WorldAtlas(geoJSON: Data(text.utf8)) }

  private static let places = RegionPlaces(atlas: .builtIn)

  private func feature(_ kind: String, _ coordinates: String, _ properties: String = "null") -> String {
    """
    {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": \(properties),
      "geometry": {"type": "\(kind)", "coordinates": \(coordinates)}}]}
    """
  }

  @Test(
    "every kind of line and area is read",
    arguments: [
      ("LineString", "[[0,0],[10,0],[10,10]]", 1), ("MultiLineString", "[[[0,0],[10,0]],[[20,0],[30,5]]]", 2),
      ("Polygon", "[[[0,0],[10,0],[10,10],[0,0]]]", 1),
      ("MultiPolygon", "[[[[0,0],[10,0],[10,10],[0,0]]],[[[20,0],[30,0],[30,10],[20,0]]]]", 2),
      ("LineString", "[[0,0,700],[10,0,3]]", 1),
    ])
  func kinds(kind: String, coordinates: String, lines: Int) throws {
    #expect(try read(feature(kind, coordinates)).outline.lines.count == lines)
    let bare = #"{"type": "\#(kind)", "coordinates": \#(coordinates)}"#
    #expect(try read(bare).outline.lines.count == lines)
    #expect(try read(#"{"type": "GeometryCollection", "geometries": [\#(bare)]}"#).outline.lines.count == lines)
  }

  @Test(
    "a bad file is told with the place of what is wrong",
    arguments: [
      ("", "it is not JSON"), ("{", "it is not JSON"), ("[]", "the document is not of the right kind"),
      ("{}", "type is missing"), (#"{"type": "FeatureCollection"}"#, "features is missing"),
      (#"{"type": "FeatureCollection", "features": []}"#, "it has no lines"),
      (#"{"type": "FeatureCollection", "features": [{"geometry": null}]}"#, "it has no lines"),
      (#"{"type": "FeatureCollection", "features": [7]}"#, "features[0] is not of the right kind"),
      (#"{"type": "Blob", "coordinates": []}"#, #"type: "Blob" is no kind of GeoJSON"#),
      (#"{"type": "Point", "coordinates": [1, 2]}"#, "it has no lines"),
      (#"{"type": "LineString", "coordinates": [[1, 2], [1, "x"]]}"#, "coordinates[1][1] is not of the right kind"),
      (#"{"type": "LineString", "coordinates": [[1, 2], [1]]}"#, "coordinates[1][1] is not of the right kind"),
      (
        #"{"type": "LineString", "coordinates": [[1, 2], [999, 1]]}"#, "coordinates[1]: 999.0, 1.0 is not on the earth"
      ),
    ])
  func bad(text: String, message: String) {
    #expect(throws: GeoJSONProblem(description: message)) { try read(text) }
  }

  @Test("an edge that two shapes share is a border, not a coast; what closes a shape at the date line is neither")
  func coast() throws {
    let two = "[[[[0,0],[10,0],[10,10],[0,10],[0,0]]],[[[10,0],[20,0],[20,10],[10,10],[10,0]]]]"
    let lines = try read(feature("MultiPolygon", two)).outline.lines
    let edges = lines.flatMap { line in zip(line, line.dropFirst()).map { [$0, $1] } }
    #expect(!edges.contains { $0[0].longitude == 10 && $0[1].longitude == 10 })
    #expect(lines.joined().contains(MapPoint(longitude: 20, latitude: 10)))
    let seam = try read(feature("Polygon", "[[[170,0],[180,0],[180,10],[170,10],[170,0]]]")).outline.lines
    let ends = seam.flatMap { line in zip(line, line.dropFirst()).map { ($0.longitude, $1.longitude) } }
    #expect(!ends.isEmpty && !ends.contains { $0 == (180, 180) })
  }

  @Test("what lies nearly on a straight line is left out")
  func simplified() throws {
    let lines = try read(feature("LineString", "[[0,0],[5,0.1],[10,0],[10,8],[10.1,9],[10,10]]")).outline.lines
    #expect(
      lines == [
        [(0, 0), (10, 0), (10, 10)].map { MapPoint(longitude: $0.0, latitude: $0.1) }
      ])
  }

  @Test("countries lie in the middle of their largest part")
  func countries() throws {
    let parts = "[[[[0,0],[10,0],[10,10],[0,10],[0,0]]],[[[50,50],[51,50],[51,51],[50,50]]]]"
    let properties = #"{"name": "Utopia", "iso_a3": "UTO", "continent": "Nowhere"}"#
    let atlas = try read(feature("MultiPolygon", parts, properties))
    #expect(atlas.countries.map(\.centre) == [MapPoint(longitude: 5, latitude: 5)])
    let places = RegionPlaces(atlas: atlas)
    for name in ["Utopia", "utopia", "UTO", "Nowhere", " u-topia "] {
      #expect(places.place(of: name) == MapPoint(longitude: 5, latitude: 5), "\(name)")
    }
    #expect(places.place(of: "Erewhon") == nil && places.place(of: "") == nil && places.place(of: "!?") == nil)
  }

  @Test("named places win over everything else")
  func named() {
    let here = MapPoint(longitude: 1, latitude: 2)
    let places = RegionPlaces(named: ["EMEA": here, "": here], atlas: .builtIn)
    #expect(places.place(of: "emea") == here)
    #expect(places.place(of: "") == nil)
  }

  @Test(
    "sales regions, countries, their codes and continents are known",
    arguments: [
      ("EMEA", 14, 46), ("NA", -97, 40), ("APAC", 112, 22), ("LATAM", -58, -14), ("US East", -76, 40), ("UK", -2, 54),
      ("United Kingdom", -2, 54), ("DEU", 10, 51), ("Germany", 10, 51), ("USA", -99, 40), ("Japan", 138, 36),
      ("South America", -58, -14), ("Africa", 20, 3), ("Côte d'Ivoire", -6, 8), ("UK&I", -3, 53), ("India", 79, 23),
    ])
  func known(name: String, longitude: Double, latitude: Double) throws {
    let place = try #require(WorldAtlasTests.places.place(of: name))
    #expect(abs(place.longitude - longitude) < 5 && abs(place.latitude - latitude) < 5, "\(place)")
  }

  @Test("every region of the demo has a place near its own")
  func demo() throws {
    let catalog = try String(contentsOf: SampleFiles.url("catalog.toml"), encoding: .utf8)
    let regions = catalog.matches(of: /name = "([^"]+)".*latitude = ([-\d.]+), longitude = ([-\d.]+)/)
    #expect(regions.count == 15)
    for region in regions {
      let place = try #require(WorldAtlasTests.places.place(of: String(region.1)), "\(region.1)")
      let latitude = try #require(Double(region.2))
      let longitude = try #require(Double(region.3))
      #expect(abs(place.latitude - latitude) < 20 && abs(place.longitude - longitude) < 25, "\(region.1)")
    }
  }
}
