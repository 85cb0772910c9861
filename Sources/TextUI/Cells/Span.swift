/// A stretch of text in one style.
package struct Span: Equatable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, style: Style) {
    self.text = text
    self.style = style
  }

  package init(_ text: String, _ role: Role = .text, on background: Role? = nil, _ emphasis: Emphasis = []) {
    self.init(text, style: Style(role, on: background, emphasis))
  }

  package var width: Int { DisplayWidth.of(text) }
}

extension Canvas {
  /// Writes spans one after another on one line and returns the number of columns used. The span that reaches past the
  /// room is cut.
  @discardableResult
  package mutating func write(_ spans: [Span], x: Int, y: Int, maxWidth: Int? = nil, in clip: Rect? = nil) -> Int {
    var used = 0
    for span in spans {
      let room = (maxWidth ?? Int.max) - used
      guard room > 0, x + used < size.columns else { break }
      used += write(span.text, x: x + used, y: y, style: span.style, maxWidth: room, in: clip)
    }
    return used
  }

  /// Writes the first spans that end before the column `end`, each whole: a figure that is cut would be another one.
  mutating func write(whole spans: some Sequence<Span>, x: Int, y: Int, before end: Int, in clip: Rect) {
    var x = x
    for span in spans {
      guard x + span.width <= end else { return }
      x += write(span.text, x: x, y: y, style: span.style, in: clip)
    }
  }
}
