import Foundation
import TextUI

/// A problem of a GeoJSON file, with the path in the document.
package struct GeoJSONProblem: Error, Equatable, CustomStringConvertible {
  package var description: String
}

/// The shapes of a GeoJSON document (RFC 7946) with their names. Rings are closed; points, heights and other properties
/// are ignored.
struct GeoJSON {
  struct Feature: Equatable {
    var name: String?
    var code: String?
    var continent: String?
    /// The rings of polygons, the outer one first, and plain lines.
    var lines: [[MapPoint]]
  }

  let features: [Feature]

  init(_ data: Data) throws(GeoJSONProblem) {
    do {
      features = try JSONDecoder().decode(Document.self, from: data).features
    } catch let error as DecodingError {
      throw GeoJSONProblem(description: GeoJSON.words(for: error))
    } catch {
      throw GeoJSONProblem(description: "it cannot be read as JSON")
    }
  }

  private static func words(for error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty: "it is not JSON"
    case .dataCorrupted(let context): "\(path(context.codingPath)): \(context.debugDescription)"
    case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(path(context.codingPath)) is not of the right kind"
    @unknown default: "it cannot be read"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    let path = keys.reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
    return path.isEmpty ? "the document" : path
  }

  private struct Document: Decodable {
    var features: [Feature]

    enum Keys: CodingKey { case type, features }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      switch try container.decode(String.self, forKey: .type) {
      case "FeatureCollection": features = try container.decode([Shape].self, forKey: .features).map(\.feature)
      case "Feature": features = [try Shape(from: decoder).feature]
      default: features = [Feature(lines: try Geometry(from: decoder).lines)]
      }
    }
  }

  private struct Shape: Decodable {
    struct Properties: Decodable {
      var name: String?
      var code: String?
      var continent: String?

      enum CodingKeys: String, CodingKey {
        case name, continent
        case code = "iso_a3"
      }
    }

    var properties: Properties?
    /// Null for a feature without a location.
    var geometry: Geometry?

    var feature: Feature {
      Feature(
        name: properties?.name, code: properties?.code, continent: properties?.continent,
        lines: geometry?.lines ?? [])
    }
  }

  private struct Geometry: Decodable {
    var lines: [[MapPoint]]

    enum Keys: CodingKey { case type, coordinates, geometries }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      let kind = try container.decode(String.self, forKey: .type)
      func read<T: Decodable>(_: T.Type) throws -> T { try container.decode(T.self, forKey: .coordinates) }
      switch kind {
      case "Point", "MultiPoint": lines = []
      case "LineString": lines = [try read([Position].self).map(\.point)]
      case "MultiLineString", "Polygon": lines = try read([[Position]].self).map { $0.map(\.point) }
      case "MultiPolygon": lines = try read([[[Position]]].self).flatMap { $0.map { $0.map(\.point) } }
      case "GeometryCollection":
        lines = try container.decode([Geometry].self, forKey: .geometries).flatMap(\.lines)
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .type, in: container, debugDescription: "\"\(sanitize(kind))\" is no kind of GeoJSON")
      }
    }
  }

  private struct Position: Decodable {
    var point: MapPoint

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      let longitude = try container.decode(Double.self)
      let latitude = try container.decode(Double.self)
      guard (-180.001...180.001).contains(longitude), (-90.001...90.001).contains(latitude) else {
        let problem = "\(longitude), \(latitude) is not on the earth"
        throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
      }
      point = MapPoint(longitude: min(max(longitude, -180), 180), latitude: min(max(latitude, -90), 90))
    }
  }
}
