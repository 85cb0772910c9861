/// A point on the earth in degrees; east and north are positive.
package struct MapPoint: Hashable, Sendable {
  package var longitude: Double
  package var latitude: Double

  package init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// The coast lines of a map, each from point to point.
package struct MapOutline: Equatable, Sendable {
  package var lines: [[MapPoint]]

  package init(lines: [[MapPoint]]) { self.lines = lines }

  /// The lines as dots of a raster of this many cells. Points on the same dot count once, so finer data than can be
  /// seen costs no time.
  func raster(_ cells: Size, graph: Symbols.Graph) -> DotRaster {
    var raster = DotRaster(cells, graph: graph)
    let frame = MapFrame(Rect(x: 0, y: 0, width: cells.columns, height: cells.rows))
    let across = Double(DotRaster.dotsAcross(graph))
    let down = Double(DotRaster.dotsDown(graph))
    // A line that spans less than two dots would look like a speck, not an island.
    let least = 720 / Double(max(1, raster.width))
    for line in lines where MapOutline.extent(of: line) >= least {
      var last: Point?
      for point in line {
        guard let position = frame.position(of: point) else {
          last = nil
          continue
        }
        let dot = Point(x: Int((position.x * across).rounded(.down)), y: Int((position.y * down).rounded(.down)))
        guard dot != last else { continue }
        // A line across the date line continues at the other side.
        if let last, abs(dot.x - last.x) < raster.width / 2 {
          raster.line(from: last, to: dot)
        } else {
          raster.set(dot.x, dot.y)
        }
        last = dot
      }
    }
    return raster
  }

  /// The longer side of a line's bounds, in degrees.
  private static func extent(of line: [MapPoint]) -> Double {
    guard var low = line.first else { return 0 }
    var high = low
    for point in line {
      low = MapPoint(longitude: min(low.longitude, point.longitude), latitude: min(low.latitude, point.latitude))
      high = MapPoint(longitude: max(high.longitude, point.longitude), latitude: max(high.latitude, point.latitude))
    }
    return max(high.longitude - low.longitude, high.latitude - low.latitude)
  }
}

/// The earth's area on the screen: equirectangular, cropped to inhabited latitudes. It keeps its shape, but for a
/// little extra height where there is room.
struct MapFrame {
  static let north = 84.0
  static let south = -58.0
  /// Columns for one row: a cell is about twice as high as wide.
  private static let columnsPerRow = 360 / (north - south) * 2

  let cells: Rect

  init(_ cells: Rect) { self.cells = cells }

  /// The greatest height, as a multiple of the undistorted one: other common projections draw the north a third higher.
  static let stretch = 1.3

  /// Places the largest map that fits in the middle of an area.
  init(fitting area: Rect) {
    let width = min(area.width, Int((Double(area.height) * MapFrame.columnsPerRow).rounded()))
    let height = min(area.height, Int((Double(width) / MapFrame.columnsPerRow * MapFrame.stretch).rounded()))
    cells = area.centred(width: width, height: height)
  }

  /// Position in columns and rows from the screen's left and top; nil for a point that is cropped or not on the earth.
  func position(of point: MapPoint) -> (x: Double, y: Double)? {
    guard (-180...180).contains(point.longitude), (MapFrame.south...MapFrame.north).contains(point.latitude) else {
      return nil
    }
    let x = (point.longitude + 180) / 360 * Double(cells.width)
    let y = (MapFrame.north - point.latitude) / (MapFrame.north - MapFrame.south) * Double(cells.height)
    return (Double(cells.x) + min(x, Double(cells.width) - 0.01), Double(cells.y) + min(y, Double(cells.height) - 0.01))
  }
}
