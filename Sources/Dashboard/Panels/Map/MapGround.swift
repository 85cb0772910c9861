import Synchronization
import TextUI

/// The coasts and places of the map, read when a map is first drawn, because most screens show none.
final class MapGround: Sendable {
  struct Atlas: Sendable {
    var outline: MapOutline
    var places: RegionPlaces
  }

  static let builtIn = MapGround { .builtIn }

  private let read: @Sendable () -> WorldAtlas
  private let named: @Sendable () -> [String: MapPoint]
  private let known = Mutex<Atlas?>(nil)

  /// `places` are regions that the catalog or the config places on the map; they win over the atlas.
  init(
    _ read: @escaping @Sendable () -> WorldAtlas, places: @escaping @Sendable () -> [String: MapPoint] = { [:] }
  ) {
    self.read = read
    named = places
  }

  var atlas: Atlas {
    known.withLock { known in
      if let known { return known }
      let world = read()
      let atlas = Atlas(outline: world.outline, places: RegionPlaces(named: named(), atlas: world))
      known = atlas
      return atlas
    }
  }
}
