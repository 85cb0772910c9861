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
  private let known = Mutex<Atlas?>(nil)

  init(_ read: @escaping @Sendable () -> WorldAtlas) { self.read = read }

  var atlas: Atlas {
    known.withLock { known in
      if let known { return known }
      let world = read()
      let atlas = Atlas(outline: world.outline, places: RegionPlaces(atlas: world))
      known = atlas
      return atlas
    }
  }
}
