/// A horizontal bar, exact to an eighth of a column; anything above nothing shows.
package struct Bar: Sendable {
  /// The filled part, 0 to 1.
  package var share: Double
  package var role: Role
  /// What the unfilled part is drawn in; nil leaves it as it is.
  package var track: Role?

  package init(share: Double, role: Role = .bar, track: Role? = nil) {
    self.share = share
    self.role = role
    self.track = track
  }

  package func draw(in area: Rect, on canvas: inout Canvas, look: Look) {
    let area = area.intersection(canvas.bounds)
    guard !area.isEmpty else { return }
    let isPlain = look.symbols.graph == .ascii
    let text = isPlain ? plain(area.width) : eighths(area.width)
    for y in area.y..<area.bottom {
      if let track {
        let sign = isPlain ? String(look.symbols.shade) : "━"
        let line = String(repeating: sign, count: area.width)
        canvas.write(line, x: area.x, y: y, style: Style(track), maxWidth: area.width, in: area)
      }
      canvas.write(text, x: area.x, y: y, style: Style(role), maxWidth: area.width, in: area)
    }
  }

  private var clamped: Double { share.isFinite ? min(max(share, 0), 1) : 0 }

  private func eighths(_ width: Int) -> String {
    let parts = max(clamped > 0 ? 1 : 0, Int((clamped * Double(width * 8)).rounded()))
    let full = String(repeating: "█", count: parts / 8)
    return parts % 8 == 0 ? full : full + String(Bar.blocks[parts % 8 - 1])
  }

  private func plain(_ width: Int) -> String {
    String(repeating: "#", count: max(clamped > 0 ? 1 : 0, Int((clamped * Double(width)).rounded())))
  }

  private static let blocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
