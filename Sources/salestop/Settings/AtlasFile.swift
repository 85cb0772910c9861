import Dashboard
import Foundation

/// The world behind the map: `SampleData/world-110m.geojson` as it is installed beside the program or stands in the source
/// checkout, so that it can be replaced by a finer one; without it, or where it cannot be read, the one compiled in.
enum AtlasFile {
  static func world(program: String? = program) -> WorldAtlas {
    for file in program.map(files) ?? [] {
      if let data = FileManager.default.contents(atPath: file), let atlas = try? WorldAtlas(geoJSON: data) {
        return atlas
      }
    }
    return .builtIn
  }

  private static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  private static func files(beside program: String) -> [String] {
    let name = "SampleData/world-110m.geojson"
    let folder = URL(filePath: program).deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appending(path: "share/salestop/\(name)").path
    var checkout = folder
    while checkout.path != "/", !FileManager.default.fileExists(atPath: checkout.path + "/Package.swift") {
      checkout.deleteLastPathComponent()
    }
    return checkout.path == "/" ? [installed] : [installed, "\(checkout.path)/\(name)"]
  }
}
