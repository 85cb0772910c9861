import Dashboard
import Foundation

/// The atlas behind the map: from a file, which a person can replace by a finer one, else the one compiled in.
enum AtlasFile {
  static func world(program: String? = SharedFiles.program) -> WorldAtlas {
    for path in SharedFiles.paths(of: "SampleData/world-110m.geojson", program: program) {
      if let data = FileManager.default.contents(atPath: path), let atlas = try? WorldAtlas(geoJSON: data) {
        return atlas
      }
    }
    return .builtIn
  }
}
