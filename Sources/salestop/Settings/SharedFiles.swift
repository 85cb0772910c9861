import ConfigText
import Dashboard
import Foundation

/// The files that come with the program: those installed beside it, then those of the
/// checkout that it was built in.
enum SharedFiles {
  /// The program's file, also where it was started by a link.
  static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// The paths where a file or folder such as `Themes` may be, best first.
  static func paths(of name: String, program: String? = program) -> [String] {
    guard let program else { return [] }
    let folder = URL(filePath: program).deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appending(path: "share/salestop/\(name)").path
    var checkout = folder
    while checkout.path != "/", !FileManager.default.fileExists(atPath: checkout.path + "/Package.swift") {
      checkout.deleteLastPathComponent()
    }
    return checkout.path == "/" ? [installed] : [installed, "\(checkout.path)/\(name)"]
  }

  /// The text of one of them, or of a person's own beside them.
  static func text(at path: String) throws(ConfigProblem) -> String {
    do { return try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw ConfigProblem(
        file: path,
        message: FileManager.default.fileExists(atPath: path)
          ? "it cannot be read as UTF-8 text" : "there is no such file")
    }
  }
}

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
