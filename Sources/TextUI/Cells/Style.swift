package struct Emphasis: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Emphasis(rawValue: 1)
  package static let dim = Emphasis(rawValue: 2)
  package static let italic = Emphasis(rawValue: 4)
  package static let underline = Emphasis(rawValue: 8)
  package static let reverse = Emphasis(rawValue: 16)
}

/// The look of a cell, in roles. A background of nil is the screen's own; `Canvas.write` keeps the background under the
/// text then.
package struct Style: Hashable, Sendable {
  package var foreground: Role
  package var background: Role?
  package var emphasis: Emphasis

  package init(_ foreground: Role = .text, on background: Role? = nil, _ emphasis: Emphasis = []) {
    self.foreground = foreground
    self.background = background
    self.emphasis = emphasis
  }

  package init(foreground: Role, background: Role? = nil, emphasis: Emphasis = []) {
    self.init(foreground, on: background, emphasis)
  }

  package static let text = Style()
  package static let dim = Style(.dim)

  package func bold() -> Style { Style(foreground, on: background, emphasis.union(.bold)) }
  package func on(_ background: Role?) -> Style { Style(foreground, on: background, emphasis) }
}
