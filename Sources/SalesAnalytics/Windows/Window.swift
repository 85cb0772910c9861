/// The division of a query's sales in time.
package enum Window: Hashable, Sendable {
  /// The whole period is one window.
  case whole
  /// Windows side by side: each sale is in exactly one.
  case tumbling(WindowGrid)
  /// A window of `length` begins at every step; each sale is in length / step of them.
  case sliding(length: TimeSpan, step: WindowGrid)
  /// Sales of one key with at most this gap between two of them.
  case session(gap: TimeSpan)

  /// The most windows that one sale may be in.
  static let mostOverlap: Int64 = 10_000

  /// Reads `tumbling:5m`, `sliding:10m/1m` or `session:30m`, or a bucket alone, which is short for tumbling: `hour`,
  /// `5m`.
  package init(parsing text: String) throws(PeriodProblem) {
    var scanner = PeriodScanner(text)
    if scanner.take("tumbling:") {
      let start = scanner.index
      self = .tumbling(try WindowGrid(try scanner.span(), scanner, at: start))
    } else if scanner.take("sliding:") {
      self = try .sliding(from: &scanner)
    } else if scanner.take("session:") {
      self = .session(gap: try scanner.span())
    } else if text.contains(":") || text.isEmpty {
      throw scanner.problem("it is not a window", instead: "use tumbling:5m, sliding:10m/1m or session:30m")
    } else {
      self = .tumbling(.calendar(try BucketSize(parsing: text)))
      return
    }
    try scanner.end()
  }

  private static func sliding(from scanner: inout PeriodScanner) throws(PeriodProblem) -> Window {
    let start = scanner.index
    let length = try scanner.span()
    guard scanner.take("/") else {
      throw scanner.problem("the step is missing", instead: "write length/step, as in sliding:10m/1m")
    }
    let stepStart = scanner.index
    let step = try WindowGrid(try scanner.span(), scanner, at: stepStart)
    let seconds = length.count * length.unit.nominalSeconds
    guard step.nominalSeconds <= seconds else {
      throw scanner.problem(
        "the step is longer than the window, so sales would fall between", at: stepStart,
        instead: "use a step of at most \(length.text)")
    }
    guard seconds / step.nominalSeconds <= mostOverlap else {
      throw scanner.problem(
        "each sale would be in more than \(mostOverlap) windows", at: start, instead: "use a longer step")
    }
    return .sliding(length: length, step: step)
  }

  package var text: String {
    switch self {
    case .whole: "whole"
    case .tumbling(let grid): "tumbling:\(grid.text)"
    case .sliding(let length, let step): "sliding:\(length.text)/\(step.text)"
    case .session(let gap): "session:\(gap.text)"
    }
  }
}
