import Dashboard
import Foundation
import Testing

@testable import salestop

@Suite struct AtlasFileTests {
  private func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test("the world installed beside the program comes before the checkout's, and that before the one compiled in")
  func order() throws {
    let scratch = try Scratch()
    let square = """
      {"type": "Feature", "properties": {"NAME": "Square"}, "geometry": {"type": "Polygon",
      "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]}}
      """
    let line = #"{"type": "LineString", "coordinates": [[0, 0], [50, 50]]}"#
    let program = scratch.file("bin/salestop")
    #expect(AtlasFile.world(program: program) == .builtIn)
    #expect(AtlasFile.world(program: nil) == .builtIn)
    try write("", to: scratch.file("Package.swift"))
    try write(line, to: scratch.file("SampleData/world-110m.geojson"))
    let ofCheckout = AtlasFile.world(program: program)
    #expect(try ofCheckout == WorldAtlas(geoJSON: Data(line.utf8)))
    let installed = scratch.file("share/salestop/SampleData/world-110m.geojson")
    try write(square, to: installed)
    #expect(try AtlasFile.world(program: program) == WorldAtlas(geoJSON: Data(square.utf8)))
    // One that cannot be read is passed over.
    try write("{", to: installed)
    #expect(AtlasFile.world(program: program) == ofCheckout)
    #expect(ofCheckout != .builtIn)
  }
}
