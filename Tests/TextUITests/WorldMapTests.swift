import Testing

@testable import TextUI

@Suite struct WorldMapTests {
  /// A rectangle from 120°W to 120°E and 60°N to 30°S.
  private var outline: MapOutline {
    let corners = [(-120.0, 60.0), (0, 60), (120, 60), (120, -30), (0, -30), (-120, -30), (-120, 60)]
    return MapOutline(lines: [corners.map { MapPoint(longitude: $0.0, latitude: $0.1) }])
  }

  private var map: WorldMap {
    WorldMap(
      outline: outline,
      items: [
        .init("EMEA", detail: "19.8k", value: 100, point: MapPoint(longitude: 10, latitude: 40), role: .series(0)),
        .init("NA", detail: "4.9k", value: 25, point: MapPoint(longitude: -97, latitude: 40), role: .series(1)),
        .init("咖啡", detail: "0", value: 0, point: MapPoint(longitude: 60, latitude: 0), role: .series(2)),
        .init("Web", detail: "1.2k", value: 7, point: nil),
      ], selected: 1)
  }

  private func canvas(_ map: WorldMap, _ columns: Int, _ rows: Int, _ look: Look = Look()) -> Canvas {
    var canvas = Canvas(Size(columns: columns, rows: rows))
    map.draw(in: canvas.bounds, on: &canvas, look: look)
    return canvas
  }

  @Test("coast, bubbles by area, labels beside them, and below what has no place")
  func braille() {
    #expect(
      canvas(map, 50, 11).text() == """

                ⡤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⢤
                ⡇  ⣀             ⣠⣤⡄             ⢸
                ⡇  ⠛ ▸NA 4.9k    ⠻⠿⠏ EMEA 19.8k  ⢸
                ⡇                                ⢸
                ⡇                        ○ 咖啡 0
                ⡇                                ⢸
                ⡇                                ⢸
                ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉

        not on the map:  Web 1.2k
        """)
    #expect(
      canvas(map, 50, 11).roleLetters() == """

                CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC
                C  1             000             C
                C  1 aTTsNNNN    000 0000 NNNNN  C
                C                                C
                C                        2 2222 N
                C                                C
                C                                C
                CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC

        ddd dd ddd dddd  ttt NNNN
        """)
  }

  @Test("the same map in quadrant blocks")
  func blocks() {
    var symbols = Symbols.unicode
    symbols.graph = .block
    #expect(
      canvas(map, 50, 11, Look(symbols: symbols)).text() == """

                ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
                ▌                ▄▄▖             ▐
                ▌  ▀ ▸NA 4.9k    ▀█▀ EMEA 19.8k  ▐
                ▌                                ▐
                ▌                        ○ 咖啡 0
                ▌                                ▐
                ▌                                ▐
                ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀

        not on the map:  Web 1.2k
        """)
  }

  @Test("the same map in ASCII is a few dots")
  func ascii() {
    #expect(
      canvas(map, 50, 11, Look(symbols: .ascii)).text() == """

                ..................................
                .  @             ooo             .
                .  @ >NA 4.9k    ooo EMEA 19.8k  .
                .                                .
                .                        - 咖啡 0
                .                                .
                .                                .
                ..................................

        not on the map:  Web 1.2k
        """)
  }

  @Test("where no map fits everything is listed")
  func list() {
    #expect(
      canvas(map, 18, 3).text() == """
        EMEA 19.8k
        ▸NA 4.9k  咖啡 0
        Web 1.2k
        """)
    #expect(canvas(map, 18, 1).text() == "▸NA 4.9k +3")
    var unselected = map
    unselected.selected = nil
    #expect(canvas(unselected, 18, 1).text() == "EMEA 19.8k +3")
  }

  @Test("the selected one has a label, however crowded it is")
  func crowded() {
    var map = map
    let place = MapPoint(longitude: 100, latitude: 50)
    map.items = (0..<40).map { .init("region \($0)", value: 10, point: place) }
    for selected in [0, 17, 39] {
      map.selected = selected
      #expect(canvas(map, 60, 14).text().contains("▸region \(selected)"))
    }
  }

  @Test("labels keep still while a figure grows by a digit and while the selection moves")
  func still() {
    let area = Rect(x: 0, y: 0, width: 60, height: 14)
    let before = MapPlan(map, in: area, look: Look()).labels.map(\.rect)
    var later = map
    later.items[0].detail = "120.1k"
    later.items[1].detail = "51.2k"
    for selected in [nil, 0, 2] {
      later.selected = selected
      let after = MapPlan(later, in: area, look: Look()).labels.map(\.rect)
      #expect(after.map(\.x) == before.map(\.x) && after.map(\.y) == before.map(\.y))
    }
  }

  @Test("the value and the change, or where not all have room for both, the value alone")
  func details() {
    var map = map
    map.selected = nil
    map.items.removeLast()
    for index in map.items.indices { map.items[index].note = Span("+2.4%", .up) }
    let wide = MapPlan(map, in: Rect(x: 0, y: 0, width: 90, height: 18), look: Look())
    #expect(wide.labels.map(\.details) == [2, 2, 2])
    for index in 0..<16 {
      let place = MapPoint(longitude: Double(index * 2), latitude: Double(36 + index % 5))
      map.items.append(.init("near \(index)", detail: "1k", value: 20, point: place))
    }
    for index in map.items.indices { map.items[index].note = Span("+2.4%", .up) }
    let crowded = MapPlan(map, in: Rect(x: 0, y: 0, width: 50, height: 11), look: Look())
    #expect(crowded.labels.count < map.items.count && crowded.labels.allSatisfy { $0.details == 1 })
    #expect(crowded.labels.first?.index == 0, "the first of the list is the first to have a place")
  }

  @Test("labels lie on no bubble and on no other label", arguments: [30, 60, 120, 200])
  func collisions(columns: Int) throws {
    var map = map
    map.selected = nil
    map.items = (0..<30).map { index in
      let place = MapPoint(longitude: Double(index * 37 % 300) - 150, latitude: Double(index * 23 % 110) - 45)
      return .init("r\(index)", detail: "\(index)k", value: Double(index), point: place)
    }
    let area = Rect(x: 0, y: 0, width: columns, height: columns / 4)
    let plan = MapPlan(map, in: area, look: Look())
    #expect(!plan.labels.isEmpty && Set(plan.labels.map(\.details)).count == 1)
    for (index, label) in plan.labels.enumerated() {
      #expect(label.rect.intersection(area) == label.rect)
      for bubble in plan.bubbles { #expect(bubble.cells.intersection(label.rect).isEmpty) }
      let around = label.rect.inset(dx: -2, dy: 0)
      for other in plan.labels.dropFirst(index + 1) { #expect(other.rect.intersection(around).isEmpty) }
      let bubble = try #require(plan.bubbles.first { $0.index == label.index }).cells
      #expect(!bubble.inset(dx: -2, dy: -1).intersection(label.rect).isEmpty, "near its bubble")
    }
  }

  @Test("a click on a bubble, on a label or in the list finds the item")
  func clicks() {
    let area = Rect(x: 0, y: 0, width: 50, height: 11)
    let drawn = canvas(map, 50, 11)
    var found: Set<Int> = []
    for y in 0..<11 {
      for x in 0..<50 {
        guard let item = map.item(at: Point(x: x, y: y), in: area, look: Look()) else { continue }
        found.insert(item)
        #expect(drawn[x, y].style.foreground != .coast || drawn[x, y].scalar == " ")
      }
    }
    #expect(found == [0, 1, 2, 3])
    #expect(map.item(at: Point(x: 0, y: 0), in: area, look: Look()) == nil)
  }

  @Test("places beyond the map's edge and values that are no numbers are listed and small, not lost")
  func odd() {
    var map = map
    map.selected = nil
    map.items = [
      .init("Pole", value: 5, point: MapPoint(longitude: 0, latitude: -89)),
      .init("Nowhere", value: .nan, point: MapPoint(longitude: .nan, latitude: 0)),
      .init("Refunds", value: -10, point: MapPoint(longitude: 10, latitude: 10)),
    ]
    let text = canvas(map, 60, 12).text()
    #expect(text.contains("not on the map:  Pole  Nowhere"))
    #expect(text.contains("Refunds"))
  }

  @Test("the shape of the earth is kept")
  func shape() {
    for (width, height) in [(78, 16), (120, 30), (38, 10), (200, 60), (20, 40)] {
      let cells = MapFrame(fitting: Rect(x: 0, y: 0, width: width, height: height)).cells
      let ratio = Double(cells.width) / Double(max(1, cells.height)) / (360 / 142 * 2)
      // A third higher at most where there is room.
      #expect((0.7...1.2).contains(ratio), "\(width)×\(height): \(cells)")
    }
  }
}
