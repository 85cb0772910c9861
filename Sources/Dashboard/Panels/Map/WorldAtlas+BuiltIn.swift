import TextUI

/// The compiled-in atlas: `coast.txt` and `countries.txt`, which a test makes from `SampleData/world-110m.geojson`.
extension WorldAtlas {
  package static let builtIn = WorldAtlas(
    outline: MapOutline(lines: decodedLines(PackageResources.coast_txt)),
    countries: String(decoding: PackageResources.countries_txt, as: UTF8.self)
      .split(separator: "\n").compactMap(country))

  /// Decodes tenths of a degree east and north of 180° W 90° S, each as two digits to base 64 that begin with "0".
  /// Lines end with a space.
  private static func decodedLines(_ text: [UInt8]) -> [[MapPoint]] {
    text.filter { $0 != 10 }.split(separator: 32).map { line in
      let digits = line.map { Int($0) - 48 }
      return stride(from: 0, to: digits.count - 3, by: 4).map { at in
        let east = Double(digits[at] * 64 + digits[at + 1])
        let north = Double(digits[at + 2] * 64 + digits[at + 3])
        return MapPoint(longitude: east / 10 - 180, latitude: north / 10 - 90)
      }
    }
  }

  /// `name|code|continent|longitude|latitude`
  private static func country(_ line: Substring) -> Country? {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
    guard fields.count == 5, let longitude = Double(fields[3]), let latitude = Double(fields[4]) else { return nil }
    return Country(
      name: String(fields[0]), code: String(fields[1]), continent: String(fields[2]),
      centre: MapPoint(longitude: longitude, latitude: latitude))
  }
}
