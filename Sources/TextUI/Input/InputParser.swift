/// Turns the bytes that a terminal sends into keys, mouse events, pastes and answers. It knows the sequences of xterm,
/// rxvt, the Linux console, screen and tmux; those of the terminfo entry are added.
package struct InputParser: Sendable {
  package enum Input: Hashable, Sendable {
    case event(TerminalEvent)
    /// Position of the cursor; both numbers begin at 1.
    case cursor(row: Int, column: Int)
    /// Answer to OSC 11: 0xRRGGBB.
    case background(UInt32)
    /// Answer to DA1. Every terminal gives it, so it marks the end of all answers.
    case attributes
  }

  /// The most bytes kept of a paste; the rest is dropped.
  static let pasteLimit = 1 << 20

  private let named: [[UInt8]: Key]
  private let longest: Int
  private var bytes: [UInt8] = []
  private var pasted: [UInt8]?

  /// `keys` are the terminal's own byte sequences. They take precedence over the sequences known here.
  package init(keys: [[UInt8]: Key] = [:]) {
    named = keys.filter { $0.key.count > 1 && $0.key.first == 0x1B }
    longest = named.keys.map(\.count).max() ?? 0
  }

  /// True while bytes are held that may begin a longer sequence. If none follow after a short wait, call `flush`.
  package var isWaiting: Bool { !bytes.isEmpty && pasted == nil }

  package mutating func feed(_ more: some Sequence<UInt8>) -> [Input] {
    bytes += more
    return parse(isFinal: false)
  }

  /// Ends the wait for more bytes: a lone Esc becomes the key.
  package mutating func flush() -> [Input] { pasted == nil ? parse(isFinal: true) : [] }

  private mutating func parse(isFinal: Bool) -> [Input] {
    var found: [Input] = []
    var at = 0
    while at < bytes.count {
      if pasted != nil {
        guard let next = takePasted(from: at, into: &found) else { break }
        at = next
        continue
      }
      switch InputParser.step(bytes[at...], named: named, longest: longest, isFinal: isFinal) {
      case .incomplete:
        bytes.removeFirst(at)
        return found
      case .parsed(let length, let input):
        at += length
        if let input { found.append(input) }
      case .pasteBegins(let length):
        at += length
        pasted = []
      }
    }
    bytes.removeFirst(min(at, bytes.count))
    return found
  }

  /// Returns the index at which parsing continues, nil while the paste has not ended.
  private mutating func takePasted(from at: Int, into found: inout [Input]) -> Int? {
    let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var text = pasted ?? []
    var next = at
    while next + end.count <= bytes.count {
      if bytes[next] == 0x1B, bytes[next..<(next + end.count)].elementsEqual(end) {
        pasted = nil
        // Terminals send a line end as Enter.
        let pasted = String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        found.append(.event(.paste(pasted)))
        return next + end.count
      }
      if text.count < InputParser.pasteLimit { text.append(bytes[next]) }
      next += 1
    }
    pasted = text
    bytes.removeFirst(next)
    return nil
  }
}
