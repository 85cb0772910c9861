import Foundation
import Platform
import SalesPipeline
import SalesSources
import TextUI

extension Settings {
  /// The producer's name: as set, else the one made at first use and kept in the state directory.
  func sourceName() throws -> SourceName {
    if text(.source) != nil {
      return try value(.source, as: "a name of letters, digits and dashes that begins with a letter") {
        try SourceName($0)
      }
    }
    let file = stateDirectory + "/source"
    if let kept = try? String(contentsOfFile: file, encoding: .utf8),
      let name = try? SourceName(kept.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      return name
    }
    var random = SystemRandomNumberGenerator()
    let name = SourceName.random(using: &random)
    do throws(AtomicFile.Failure) {
      try AtomicFile(file).makeFolder()
      try AtomicFile(file).write(Array((name.text + "\n").utf8))
    } catch {
      throw BackendError(error, during: "keep the producer's name in \(file)")
    }
    return name
  }

  func generator(followsDemand: Bool, faults: String?) throws -> Generator {
    let seed = try value(.seed, as: "a whole number from 0") { UInt64($0) }
    let injection = try faults.map { try FaultInjection($0) } ?? .none
    let catalog = try readCatalog()
    // Last: it may write a file, and a wrong option should leave none.
    var generator = Generator.Settings(source: try sourceName())
    generator.seed = seed
    generator.followsDemand = followsDemand
    generator.faults = injection
    return Generator(catalog: catalog, settings: generator)
  }

  /// The points of the regions of the catalog that is set; empty where there is none or it cannot be read, which
  /// `produce` reports.
  var catalogPoints: [String: MapPoint] {
    guard text(.catalog) != nil, let regions = try? readCatalog().regions else { return [:] }
    return Dictionary(
      regions.map { ($0.name, MapPoint(longitude: $0.longitude, latitude: $0.latitude)) }, uniquingKeysWith: { $1 })
  }

  private func readCatalog() throws -> Catalog {
    guard let file = text(.catalog) else { return try CatalogFile.standard() }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw CommandProblem.setting("catalog \(file): it cannot be read as UTF-8 text", from: origin(.catalog))
    }
    return try CatalogFile.parse(text, file: file)
  }
}
