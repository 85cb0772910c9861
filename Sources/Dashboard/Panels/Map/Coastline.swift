import TextUI

/// The coasts of shapes. An edge that two shapes share is a border, and an edge along the date line or a pole only
/// closes a shape; both are left out.
struct Coastline {
  private struct Edge: Hashable {
    let from, to: MapPoint

    init(_ one: MapPoint, _ other: MapPoint) {
      let isForward = (one.longitude, one.latitude) < (other.longitude, other.latitude)
      from = isForward ? one : other
      to = isForward ? other : one
    }

    var isSeam: Bool {
      abs(from.longitude) > 179.9 && from.longitude == to.longitude || abs(from.latitude) > 89 && abs(to.latitude) > 89
    }
  }

  private(set) var lines: [[MapPoint]] = []
  /// The most degrees that a simplified line may deviate: a third of a dot on a map 200 columns wide.
  private static let tolerance = 0.3

  init(_ shapes: [[MapPoint]]) {
    var uses: [Edge: Int] = [:]
    for shape in shapes {
      for (one, next) in zip(shape, shape.dropFirst()) where one != next { uses[Edge(one, next), default: 0] += 1 }
    }
    for shape in shapes {
      var line: [MapPoint] = []
      for (one, next) in zip(shape, shape.dropFirst()) where one != next {
        let edge = Edge(one, next)
        if uses[edge] == 1, !edge.isSeam {
          line += line.isEmpty ? [one, next] : [next]
        } else {
          add(line)
          line = []
        }
      }
      add(line)
    }
  }

  private mutating func add(_ line: [MapPoint]) {
    guard line.count > 1 else { return }
    let kept = Coastline.simplified(line[...])
    // A line that was simplified to a point would show as a speck, so it is left out.
    if kept.count > 1 { lines.append(kept) }
  }

  /// The Douglas-Peucker algorithm: leaves out points that are near enough to the straight line between two others. A
  /// closed line is halved first.
  private static func simplified(_ line: ArraySlice<MapPoint>) -> [MapPoint] {
    guard line.count > 2, let first = line.first, let last = line.last else { return Array(line) }
    let far = line.indices.dropFirst().dropLast().max {
      distance(line[$0], first, last) < distance(line[$1], first, last)
    }
    guard let far, distance(line[far], first, last) > tolerance else { return first == last ? [] : [first, last] }
    return simplified(line[...far]).dropLast() + simplified(line[far...])
  }

  /// The distance of a point from the line between two others, in degrees.
  private static func distance(_ point: MapPoint, _ from: MapPoint, _ to: MapPoint) -> Double {
    let (dx, dy) = (to.longitude - from.longitude, to.latitude - from.latitude)
    let (px, py) = (point.longitude - from.longitude, point.latitude - from.latitude)
    let length = dx * dx + dy * dy
    let along = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
    let (ex, ey) = (px - along * dx, py - along * dy)
    return (ex * ex + ey * ey).squareRoot()
  }
}
