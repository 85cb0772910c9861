package import Foundation
package import TextUI

/// The coasts of the world and the centres of its countries.
package struct WorldAtlas: Equatable, Sendable {
  struct Country: Equatable, Sendable {
    var name: String
    /// Three letters of ISO 3166.
    var code: String
    var continent: String
    /// The centre of its largest part.
    var centre: MapPoint
  }

  package var outline: MapOutline
  var countries: [Country]

  init(outline: MapOutline, countries: [Country]) {
    self.outline = outline
    self.countries = countries
  }

  /// Reads a GeoJSON file of countries, or of coasts alone.
  package init(geoJSON: Data) throws(GeoJSONProblem) {
    let features = try GeoJSON(geoJSON).features
    let lines = features.flatMap(\.lines)
    guard lines.contains(where: { $0.count > 1 }) else { throw GeoJSONProblem(description: "it has no lines") }
    outline = MapOutline(lines: Coastline(lines).lines)
    countries = features.compactMap { feature in
      guard let name = feature.name, !name.isEmpty, let centre = Self.centre(of: feature.lines) else { return nil }
      return Country(name: name, code: feature.code ?? "", continent: feature.continent ?? "", centre: centre)
    }
  }

  /// The centroid of the ring with the largest area on the map; the mean of the points when no ring has an area.
  private static func centre(of rings: [[MapPoint]]) -> MapPoint? {
    var best: (area: Double, centre: MapPoint)?
    for ring in rings {
      guard let origin = ring.first else { continue }
      var (area, x, y) = (0.0, 0.0, 0.0)
      for (one, next) in zip(ring, ring.dropFirst()) {
        let (ax, ay) = (one.longitude - origin.longitude, one.latitude - origin.latitude)
        let (bx, by) = (next.longitude - origin.longitude, next.latitude - origin.latitude)
        let cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
      }
      guard abs(area) > max(best?.area ?? 0, 1e-9) else { continue }
      best = (
        abs(area), MapPoint(longitude: origin.longitude + x / (3 * area), latitude: origin.latitude + y / (3 * area))
      )
    }
    return best?.centre ?? WorldAtlas.mean(rings.flatMap { $0 })
  }

  static func mean(_ points: [MapPoint]) -> MapPoint? {
    guard !points.isEmpty else { return nil }
    let count = Double(points.count)
    return MapPoint(
      longitude: points.reduce(0) { $0 + $1.longitude } / count, latitude: points.reduce(0) { $0 + $1.latitude } / count
    )
  }
}
