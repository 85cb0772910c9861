import TextUI

@testable import Dashboard

extension ScreenLayout {
  /// Panels that stick out of the screen, overlap, or have a border that is not joined all around.
  func broken(on canvas: Canvas) -> [String] {
    var found: [String] = []
    let body = canvas.bounds
    let places = panels.sorted { $0.key.name < $1.key.name }
    for (index, (panel, area)) in places.enumerated() {
      if area.intersection(body) != area || area.isEmpty { found.append("\(panel) is outside: \(area)") }
      for (other, there) in places[(index + 1)...] where !area.intersection(there).isEmpty {
        found.append("\(panel) and \(other) overlap")
      }
      if panel != .ticker, area.width >= 3, area.height >= 3, !canvas.hasBorder(around: area) {
        found.append("\(panel) has an open border: \(area)")
      }
    }
    return found
  }
}

extension Canvas {
  /// Titles may stand in the top line, nothing in the others.
  fileprivate func hasBorder(around area: Rect) -> Bool {
    func sign(_ x: Int, _ y: Int) -> Character { Character(self[x, y].scalar) }
    let (right, bottom) = (area.right - 1, area.bottom - 1)
    guard sign(area.x, area.y) == "╭", sign(right, area.y) == "╮", sign(area.x, bottom) == "╰",
      sign(right, bottom) == "╯"
    else { return false }
    return (area.y + 1..<bottom).allSatisfy { sign(area.x, $0) == "│" && sign(right, $0) == "│" }
      && (area.x + 1..<right).allSatisfy { sign($0, bottom) == "─" }
  }
}
