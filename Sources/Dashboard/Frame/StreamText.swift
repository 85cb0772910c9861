import SalesAnalytics
import SalesCore
import TextUI

/// The state of the stream in words, from most to least telling.
struct StreamText {
  var sign: Span
  var word: Span
  var details: [Span]

  init(_ state: StreamState, symbols: Symbols) {
    switch state {
    case .loading: self.init(symbols.quiet, "LOADING", .quiet, [])
    case .health(.live(let rate, let latency)):
      self.init(
        symbols.live, "LIVE", .good,
        [Span(AmountText.rate(rate))] + (latency.map { [Span(AmountText.latency($0), Role.dim)] } ?? []))
    case .health(.quiet): self.init(symbols.quiet, "QUIET", .quiet, [])
    case .health(.lagging(let lag)):
      self.init(symbols.alert, "LAGGING", .warning, [Span(CompactNumber.format(Double(lag)), style: Style(.warning))])
    case .health(.stale(let age)):
      let text = age.map { AgeStep.text($0) ?? "" } ?? "no consumer"
      self.init(symbols.alert, "STALE", .error, text.isEmpty ? [] : [Span(text, style: Style(.error))])
    case .paused(let unseen):
      self.init(
        symbols.paused, "PAUSED", .warning, [Span("+" + CompactNumber.grouped(Int(unseen)), style: Style(.warning))])
    case .replay(let moment, let speed, let isHeld):
      self.init(
        isHeld ? symbols.paused : symbols.rewind, moment, .warning,
        [Span("\(symbols.times)\(speed)", style: Style(.warning))])
    }
  }

  private init(_ sign: Character, _ word: String, _ role: Role, _ details: [Span]) {
    self.sign = Span(String(sign), style: Style(role).bold())
    self.word = Span(word, style: Style(role).bold())
    self.details = details
  }

  /// "● LIVE 12/s 0.2s", cut to whole parts that fit.
  func spans(width: Int) -> [Span] {
    var spans: [Span] = []
    var used = 0
    for part in [sign, word] + details {
      let gap = spans.isEmpty ? 0 : 1
      guard used + gap + part.width <= width else { break }
      if gap > 0 { spans.append(Span(" ")) }
      spans.append(part)
      used += gap + part.width
    }
    return spans
  }
}

extension [Span] {
  var width: Int { reduce(0) { $0 + $1.width } }
}
