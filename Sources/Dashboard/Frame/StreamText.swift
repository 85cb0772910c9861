import SalesAnalytics
import TextUI

/// The state of the stream in words: sign, word and details, the most important first.
struct StreamText {
  var sign: Span
  var word: Span
  var details: [Span]

  init(_ model: Model) {
    let symbols = model.look.symbols
    switch model.stream {
    case .loading: self.init(symbols.quiet, "LOADING", .quiet, [])
    case .health(.live(let rate, let latency)):
      self.init(
        symbols.live, "LIVE", .good,
        [Span(AmountText.rate(rate))] + (latency.map { [Span(AmountText.latency($0), Role.dim)] } ?? []))
    case .health(.quiet): self.init(symbols.quiet, "QUIET", .quiet, [])
    case .health(.atRest(let since)):
      self.init(symbols.quiet, "AT REST", .quiet, [Span(model.minute(since), Role.dim)])
    case .health(.left(let since, let lag)):
      let behind = Span("\(CompactNumber.format(Double(lag))) behind", style: Style(.error))
      self.init(symbols.alert, "NO CONSUMER", .error, [Span(model.minute(since), Role.dim), behind])
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

  /// "● LIVE 12/s 0.2s": the first parts that fit whole.
  func spans(width: Int) -> [Span] {
    .fitting(([sign, word] + details).map { [$0] }, separator: Span(" "), width: width)
  }
}

extension [Span] {
  var width: Int { reduce(0) { $0 + $1.width } }

  /// The first parts that fit whole, with a separator between them.
  static func fitting(_ parts: some Sequence<[Span]>, separator: Span, width: Int) -> [Span] {
    var spans: [Span] = []
    for part in parts {
      let next = spans + (spans.isEmpty ? [] : [separator]) + part
      guard next.width <= width else { break }
      spans = next
    }
    return spans
  }
}
