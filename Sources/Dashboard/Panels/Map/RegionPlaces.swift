import Foundation
package import TextUI

/// The places of regions on the map by name: regions of the catalog, sales regions such as EMEA, countries and
/// continents. Case, spaces and punctuation do not matter.
package struct RegionPlaces: Sendable {
  private var places: [String: MapPoint] = [:]

  /// `named` wins over all other places.
  package init(named: [String: MapPoint] = [:], atlas: WorldAtlas) {
    for (continent, countries) in Dictionary(grouping: atlas.countries, by: \.continent) {
      add(continent, WorldAtlas.mean(countries.map(\.centre)))
    }
    for country in atlas.countries {
      add(country.name, country.centre)
      add(country.code, country.centre)
    }
    for (name, country) in Self.otherNames { add(name, places[Self.key(country)]) }
    for (name, longitude, latitude) in Self.salesRegions {
      add(name, MapPoint(longitude: longitude, latitude: latitude))
    }
    for (name, place) in named { add(name, place) }
  }

  /// Nil for an unknown region.
  package func place(of region: String) -> MapPoint? { places[Self.key(region)] }

  private mutating func add(_ name: String, _ place: MapPoint?) {
    let key = Self.key(name)
    if let place, !key.isEmpty { places[key] = place }
  }

  private static func key(_ name: String) -> String {
    String(
      name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }.map(
        Character.init))
  }

  private static let otherNames = [
    ("US", "United States of America"), ("USA", "United States of America"),
    ("United States", "United States of America"), ("UK", "United Kingdom"), ("GB", "United Kingdom"),
    ("Great Britain", "United Kingdom"), ("UAE", "United Arab Emirates"), ("Korea", "South Korea"),
    ("Czech Republic", "Czechia"), ("Türkiye", "Turkey"), ("Holland", "Netherlands"), ("Burma", "Myanmar"),
    ("Ivory Coast", "Côte d'Ivoire"), ("DR Congo", "Dem. Rep. Congo"), ("S Africa", "South Africa"),
    ("S Korea", "South Korea"), ("NZ", "New Zealand"), ("KSA", "Saudi Arabia"), ("PRC", "China"),
  ]

  /// Longitude and latitude near the centre of population.
  private static let salesRegions: [(String, Double, Double)] = [
    ("EMEA", 14, 46), ("NA", -97, 40), ("NAM", -97, 40), ("NORAM", -97, 40), ("North America", -97, 40),
    ("AMER", -85, 20), ("Americas", -85, 20), ("APAC", 112, 22), ("JAPAC", 118, 26), ("APJ", 118, 26),
    ("Asia Pacific", 112, 22), ("Asia", 95, 32), ("LATAM", -58, -14), ("Latin America", -58, -14),
    ("South America", -58, -14), ("Central America", -86, 14), ("Caribbean", -70, 19), ("EU", 11, 49),
    ("Europe", 12, 49), ("Western Europe", 3, 47), ("Eastern Europe", 27, 50), ("CEE", 20, 49),
    ("Southern Europe", 14, 41), ("Northern Europe", 16, 59), ("DACH", 10, 49.5), ("Nordics", 16, 61),
    ("Benelux", 5, 51.5), ("Iberia", -4, 40), ("Balkans", 21, 43), ("Baltics", 25, 57), ("UKI", -3, 53),
    ("UK&I", -3, 53), ("MEA", 38, 22), ("MENA", 32, 28), ("Middle East", 46, 27), ("GCC", 50, 24), ("Gulf", 53, 25),
    ("Africa", 20, 3), ("Sub-Saharan Africa", 23, -3), ("SSA", 23, -3), ("CIS", 60, 52), ("SEA", 107, 8),
    ("ASEAN", 107, 8), ("Southeast Asia", 107, 8), ("South Asia", 78, 22), ("East Asia", 115, 35),
    ("Greater China", 112, 32), ("Oceania", 140, -27), ("ANZ", 147, -31), ("US East", -76, 40), ("US West", -120, 38),
    ("US Central", -95, 39), ("US Midwest", -90, 42), ("US South", -92, 32), ("US Northeast", -73, 42),
    ("US Southeast", -83, 33), ("East Coast", -76, 40), ("West Coast", -120, 38), ("Midwest", -90, 42),
  ]
}
