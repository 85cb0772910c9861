import SalesCore
import TextUI

@testable import Dashboard

extension Stage {
  /// A screen with one panel, which has the focus.
  static func alone(
    _ panel: PanelKind, _ columns: Int, _ rows: Int, shop: Shop = Shop(), look: Look = Look(),
    setup change: (inout Opening) -> Void = { _ in }
  ) -> Stage {
    let grid = GridSpec(from: Size(columns: 1, rows: 1), columns: [.share(1)], rows: [.share(1)], areas: [[panel]])
    var stage = Stage(columns, rows, shop: shop) {
      $0.views = [ViewSpec("Own", [grid])]
      change(&$0)
    }
    stage.model.look = look
    return stage
  }

  func area(of panel: PanelKind) -> Rect { ScreenLayout(model).panels[panel] ?? .zero }

  /// The part of the screen that one panel has.
  func canvas(of panel: PanelKind) -> Canvas {
    let area = area(of: panel)
    let whole = canvas
    var part = Canvas(area.size)
    for y in 0..<area.height {
      for x in 0..<area.width where whole[area.x + x, area.y + y].width > 0 {
        part[x, y] = whole[area.x + x, area.y + y]
      }
    }
    return part
  }

  /// The first place on the screen where this text begins.
  func place(of text: String) -> Point? {
    for (y, line) in lines.enumerated() {
      guard let range = line.firstRange(of: text) else { continue }
      return Point(x: DisplayWidth.of(String(line[..<range.lowerBound])), y: y)
    }
    return nil
  }

  /// A click where this text begins.
  mutating func click(_ text: String, dx: Int = 0) {
    guard let at = place(of: text) else { return }
    send(.mouse(MouseEvent(.press, at: Point(x: at.x + dx, y: at.y))))
  }
}
