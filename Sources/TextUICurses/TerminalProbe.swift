import Glibc
import TextUI

/// Asks the terminal for its background and for the width of boxes and bullets: once, for at most a tenth of a second.
struct TerminalProbe {
  static let patience = Duration.milliseconds(100)
  /// Signs whose width differs between terminals; each should take one column.
  private static let sample = "─▴·●…█⣿"

  /// 0xRRGGBB; nil when the terminal did not answer.
  private(set) var background: UInt32?
  /// Columns that the signs took; nil when the terminal did not answer.
  private(set) var sampleColumns: Int?
  /// Keys and other events that arrived meanwhile.
  private(set) var events: [TerminalEvent] = []

  /// The screen must be the alternate one and in raw mode; its first line is left blank.
  init(_ device: TerminalDevice, asksBackground: Bool, parser: inout InputParser) {
    // Old kernels would print this question on their console.
    let background = asksBackground ? "\u{1B}]11;?\u{1B}\\" : ""
    // Every terminal answers the last question, so its answer ends the wait for the others.
    device.send("\(background)\r\(TerminalProbe.sample)\u{1B}[6n\r\u{1B}[K\u{1B}[c")
    let deadline = ContinuousClock.now + TerminalProbe.patience
    var isDone = false
    while !isDone, !device.wait(for: [device.input], until: deadline).isEmpty {
      guard case .bytes(let bytes) = device.receive() else { break }
      for input in parser.feed(bytes) {
        switch input {
        case .background(let colour): self.background = colour
        case .cursor(_, let column): sampleColumns = column - 1
        case .attributes: isDone = true
        case .event(let event): events.append(event)
        }
      }
    }
  }

  /// True where each sign took one column; nil when the terminal did not answer.
  var isNarrow: Bool? { sampleColumns.map { $0 == TerminalProbe.sample.unicodeScalars.count } }

  var isLight: Bool? { background.map { Colour(rgb: $0).luminance > 0.4 } }
}
