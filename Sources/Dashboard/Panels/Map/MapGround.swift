import Synchronization
import TextUI

/// What lies under the bubbles of the map. Read when a map is first drawn, for most screens show none.
final class MapGround: Sendable {
  struct Atlas: Sendable {
    var outline: MapOutline
    var places: RegionPlaces
  }

  static let builtIn = MapGround { .builtIn }

  private let read: @Sendable () -> WorldAtlas
  private let named: @Sendable () -> [String: MapPoint]
  private let known = Mutex<Atlas?>(nil)

  /// `places` are those of regions that the atlas need not know.
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
